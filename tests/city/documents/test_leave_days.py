"""Days of administrative leave are written by the day; all other lines of the city stay."""

import pytest
from tests import cast

from alo153.city.citypack.documents import entries, read_overlaid

FOLDER = cast.CITIES / "kocaeli"
TEXT = (FOLDER / "city.toml").read_text()
BRIDGE = {"day": "2026-05-25", "closes": ""}


def test_a_day_comes_changes_and_goes() -> None:
    assert entries.entries("city", TEXT) == []
    added = entries.add("city", TEXT, BRIDGE)
    added = entries.add("city", added, {"day": "2026-01-02", "closes": "13:00"})
    assert [each.key for each in entries.entries("city", added)] == ["2026-01-02", "2026-05-25"]
    leave = read_overlaid(FOLDER, {"city.toml": added}).city.working_time["leave"]
    assert leave == {"2026-01-02": "13:00", "2026-05-25": "all day"}
    later = entries.put("city", added, "2026-05-25", {"closes": "12:30"})
    assert entries.entry("city", later, "2026-05-25") == {
        "day": "2026-05-25",
        "name": "2026-05-25",
        "closes": "12:30",
    }
    gone = entries.remove("city", entries.remove("city", later, "2026-05-25"), "2026-01-02")
    assert gone.split() == TEXT.split()


def test_a_day_is_there_once() -> None:
    with pytest.raises(entries.EntryExists):
        entries.add("city", entries.add("city", TEXT, BRIDGE), BRIDGE)
    assert entries.entry("city", TEXT, "2026-05-25") is None
