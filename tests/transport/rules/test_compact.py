"""The compact form of a timetable gives back all of it, and names damage."""

import io
from datetime import date

import pytest
from tests.transport.made import TOWN
from tests.transport.made import packed as zipped

from alo153.transport.rules.compact import NotCompact, packed, unpacked
from alo153.transport.rules.feeds.gtfs import read

TABLES = {
    **TOWN,
    "transfers.txt": """\
from_stop_id,to_stop_id,transfer_type,min_transfer_time
g1,g2,2,240
g2,g1,3,
m1,m1,0,
""",
    "feed_info.txt": "feed_start_date,feed_end_date\n20260201,20261130\n",
}
PLATFORMS = TOWN["stops.txt"].replace("stop_code\n", "stop_code,location_type,parent_station\n")
STATION = {
    **TABLES,
    "stops.txt": PLATFORMS.replace("1020\n", "1020,0,s1\n")
    + "s1,Gar İstasyonu,40.7621,29.9201,,1,\n",
}


@pytest.mark.parametrize("tables", [TABLES, STATION], ids=["stops", "a station"])
def test_nothing_of_a_timetable_is_lost(tables: dict[str, str]) -> None:
    was = read(io.BytesIO(zipped(tables)))
    is_now = unpacked(packed(was))
    assert is_now.transfers
    for name in ("stops", "lines", "patterns", "services", "transfers", "valid"):
        assert getattr(is_now, name) == getattr(was, name), name
    day = date(2026, 11, 30)
    assert is_now.day(day).starts == was.day(day).starts
    assert is_now.changes == was.changes


@pytest.mark.parametrize("place", [0, 40, -1])
def test_damage_is_named(place: int) -> None:
    content = bytearray(packed(read(io.BytesIO(zipped()))))
    content[place] ^= 0xFF
    with pytest.raises(NotCompact):
        unpacked(bytes(content))


def test_what_was_written_in_part_is_named() -> None:
    content = packed(read(io.BytesIO(zipped())))
    for length in (0, 1, len(content) // 2, len(content) - 1):
        with pytest.raises(NotCompact):
            unpacked(content[:length])
