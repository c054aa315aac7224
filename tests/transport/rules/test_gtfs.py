"""A feed becomes a timetable, or each of its faults is named by file, line and field."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from tests.transport.made import TOWN, changed, packed, without

from alo153.transport.rules.feeds import tables as feed_tables
from alo153.transport.rules.feeds.faults import MOST, Fault, FaultKind, FeedError
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.naming import Names
from alo153.transport.rules.timetable import Timetable

MONDAY = date(2026, 11, 30)
TIMES, DATES = "stop_times.txt", "calendar_dates.txt"


def town(tables: dict[str, str] | None = None) -> Timetable:
    return read(io.BytesIO(packed(tables or dict(TOWN))))


def faults_of(tables: dict[str, str]) -> list[Fault]:
    with pytest.raises(FeedError) as refused:
        town(tables)
    return refused.value.faults


def starts(timetable: Timetable, day: date) -> list[int]:
    return sorted(each for starts in timetable.day(day).starts for each in starts)


def test_a_feed_becomes_stops_lines_and_patterns() -> None:
    timetable = town()
    assert [each.name for each in timetable.stops][:2] == ["Umuttepe Kampüsü"] * 2
    assert [each.name for each in timetable.lines] == ["500", "700"]
    assert timetable.valid == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_stop_without_times_lies_evenly_between_those_around_it() -> None:
    pattern = next(each for each in town().patterns if each.arrivals[1] == 600)
    assert pattern.arrivals == (0, 600, 1200)
    assert pattern.starts == {"week": (9 * 3600,)}


def test_a_trip_after_midnight_runs_on_the_next_morning() -> None:
    half_past = 30 * 60
    assert half_past in starts(town(), MONDAY)


def test_days_are_added_and_taken_out() -> None:
    def runs_at_eight(day: date) -> bool:
        return 8 * 3600 in starts(town(), day)

    assert runs_at_eight(MONDAY)
    assert not runs_at_eight(date(2026, 10, 29)), "a holiday"
    assert not runs_at_eight(date(2026, 11, 28)), "a Saturday"
    assert runs_at_eight(date(2026, 12, 5)), "a Saturday that was added"


def test_a_file_that_is_no_zip_is_named_as_such() -> None:
    with pytest.raises(FeedError) as refused:
        read(io.BytesIO(b"stop_id,stop_name"))
    assert refused.value.faults == [Fault(FaultKind.NOT_A_ZIP, "")]


@pytest.mark.parametrize("name", ["stops.txt", "routes.txt", "trips.txt", TIMES])
def test_a_missing_table_is_named(name: str) -> None:
    assert Fault(FaultKind.MISSING_FILE, name) in faults_of(without(name))


def test_a_feed_may_name_its_days_one_by_one() -> None:
    dates = "service_id,date,exception_type\nweek,20261130,1\nnight,20261130,1\n"
    timetable = town({**without("calendar.txt"), "calendar_dates.txt": dates})
    assert 8 * 3600 in starts(timetable, MONDAY)


BAD, DOUBLED, UNKNOWN, BACK = (
    FaultKind.BAD_VALUE,
    FaultKind.DOUBLED,
    FaultKind.UNKNOWN,
    FaultKind.BACKWARDS,
)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("stops.txt", "40.7660", "140.7", Fault(BAD, "stops.txt", 4, "stop_lat", "140.7")),
        ("stops.txt", "40.7660,29.9400", "0,0", Fault(BAD, "stops.txt", 4, "stop_lat", "0")),
        ("stops.txt", "Fevziye Meydanı", "", Fault(BAD, "stops.txt", 4, "stop_name")),
        ("stops.txt", "u2,", "u1,", Fault(DOUBLED, "stops.txt", 3, "stop_id", "u1")),
        ("stops.txt", "stop_id", "id", Fault(FaultKind.MISSING_COLUMN, "stops.txt", 1, "stop_id")),
        ("routes.txt", "500,U", ",U", None),
        ("trips.txt", "r700,", "r701,", Fault(UNKNOWN, "trips.txt", 5, "route_id", "r701")),
        ("trips.txt", "0,night", "0,day", Fault(UNKNOWN, "trips.txt", 4, "service_id", "day")),
        ("calendar.txt", "week,1", "week,x", Fault(BAD, "calendar.txt", 2, "monday", "x")),
        (
            "calendar.txt",
            "20261231\nn",
            "20251231\nn",
            Fault(BACK, "calendar.txt", 2, "end_date", "20251231"),
        ),
        (DATES, "20261029", "2026-10", Fault(BAD, DATES, 2, "date", "2026-10")),
        (DATES, "20261029,2", "20261029,3", Fault(BAD, DATES, 2, "exception_type", "3")),
        (TIMES, "a1,08:15:00", "a1,8.15", Fault(BAD, TIMES, 3, "arrival_time", "8.15")),
        (TIMES, "a1,08:20:00", "a1,08:10:00", Fault(BACK, TIMES, 4, "arrival_time")),
        (TIMES, "09:30:00,b1", "09:30:00,b9", Fault(UNKNOWN, TIMES, 11, "stop_id", "b9")),
        (TIMES, "m1,2\na1", "m1,1\na1", Fault(DOUBLED, TIMES, 3, "stop_sequence", "1")),
        (TIMES, "m1,2\na1", "m1,-2\na1", Fault(BAD, TIMES, 3, "stop_sequence", "-2")),
        (TIMES, "a2,09:20:00,09:20:00", "a2,,", Fault(BAD, TIMES, 7, "arrival_time")),
    ],
)
def test_each_fault_is_named_by_file_line_and_field(
    file: str, old: str, new: str, fault: Fault | None
) -> None:
    tables = changed(file, old, new)
    if fault is None:
        assert town(tables), "a long name is enough"
    else:
        assert fault in faults_of(tables)


@pytest.mark.parametrize(
    ("file", "rows", "fault"),
    [
        (
            "frequencies.txt",
            "trip_id,start_time,end_time,headway_secs\nx,06:00:00,07:00:00,600\n",
            Fault(UNKNOWN, "frequencies.txt", 2, "trip_id", "x"),
        ),
        (
            "frequencies.txt",
            "trip_id,start_time,end_time,headway_secs\na1,06:00:00,07:00:00,0\n",
            Fault(BAD, "frequencies.txt", 2, "headway_secs", "0"),
        ),
        (
            "transfers.txt",
            "from_stop_id,to_stop_id,transfer_type\nu1,x,0\n",
            Fault(UNKNOWN, "transfers.txt", 2, "to_stop_id", "x"),
        ),
        (
            "transfers.txt",
            "from_stop_id,to_stop_id,transfer_type\nu1,g1,2\n",
            Fault(BAD, "transfers.txt", 2, "min_transfer_time"),
        ),
        (
            "feed_info.txt",
            "feed_publisher_name,feed_start_date\nx,1.1.2026\n",
            Fault(BAD, "feed_info.txt", 2, "feed_start_date", "1.1.2026"),
        ),
    ],
)
def test_faults_of_tables_that_need_not_be_there(file: str, rows: str, fault: Fault) -> None:
    assert fault in faults_of({**TOWN, file: rows})


def test_headways_become_trips() -> None:
    rows = "trip_id,start_time,end_time,headway_secs,exact_times\na1,06:00:00,07:00:00,1200,1\n"
    timetable = town({**TOWN, "frequencies.txt": rows})
    six = [each for each in starts(timetable, MONDAY) if 6 * 3600 <= each < 9 * 3600]
    assert six == [21600, 22800, 24000, 8 * 3600 + 1800], "and no trip at 8:00, its pattern"


def test_platforms_are_found_by_the_name_of_their_station() -> None:
    stops = (
        "stop_id,stop_name,stop_lat,stop_lon,stop_code,location_type,parent_station\n"
        "g,Gar,40.7620,29.9200,,1,\n"
        "u1,Umuttepe,40.8200,29.9200,1001,0,\n"
        "g1,Peron 1,40.7620,29.9200,1,0,g\n"
        "m1,Peron 9,40.7720,29.9200,9,,g\n"
        "g2,,40.7640,29.9210,2,,g\n"
        "b1,Gebze,40.8000,29.4300,,,\n"
        "in,Giriş,40.7620,29.9200,,2,g\n"
    )
    timetable = town({**TOWN, "stops.txt": stops})
    [place] = Names(timetable).places("gar")
    assert [timetable.stops[each].key for each in place.stops] == ["g1", "m1", "g2"]
    assert place.label == "Gar"


def test_nobody_gets_on_where_the_door_stays_closed() -> None:
    times = TOWN[TIMES].replace("stop_sequence\n", "stop_sequence,pickup_type,drop_off_type\n")
    times = times.replace("m1,2\na1", "m1,2,1,0\na1")
    [first, *_] = town({**TOWN, TIMES: times}).patterns
    assert first.no_boarding == {1, 2}
    assert not first.no_alighting


@pytest.mark.parametrize(("kind", "seconds"), [("2,600", 600), ("3,", None), ("0,", 204)])
def test_changes_that_the_feed_names(kind: str, seconds: int | None) -> None:
    rows = f"from_stop_id,to_stop_id,transfer_type,min_transfer_time\ng1,g2,{kind}\n"
    timetable = town({**TOWN, "transfers.txt": rows})
    numbers = {each.key: number for number, each in enumerate(timetable.stops)}
    walks = dict(timetable.walks[numbers["g1"]])
    assert walks.get(numbers["g2"]) == pytest.approx(seconds, abs=15)


def test_what_the_feed_says_of_its_period_narrows_it() -> None:
    rows = "feed_publisher_name,feed_start_date,feed_end_date\nKocaeli,20260601,\n"
    assert town({**TOWN, "feed_info.txt": rows}).valid == (date(2026, 6, 1), date(2026, 12, 31))


def test_a_feed_without_a_day_of_service_has_no_trip() -> None:
    no_days = changed("calendar.txt", "1,1,1,1,1,0,0", "0,0,0,0,0,0,0")
    no_days |= {"trips.txt": TOWN["trips.txt"].replace("night", "week")}
    no_days |= {"calendar_dates.txt": "service_id,date,exception_type\n"}
    assert faults_of(no_days) == [Fault(FaultKind.EMPTY, TIMES)]


def test_a_trip_that_starts_two_days_later_is_still_of_its_day() -> None:
    late = changed(TIMES, "a3,24:30:00,24:30:00", "a3,48:30:00,48:30:00")
    late |= {TIMES: late[TIMES].replace("24:50:00", "48:50:00")}
    assert 1800 in starts(town(late), MONDAY)


def test_a_mark_at_the_beginning_and_other_line_ends_are_no_fault() -> None:
    marked = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in TOWN.items()}
    assert len(town(marked).stops) == 8


def test_a_table_in_another_encoding_is_named() -> None:
    content = io.BytesIO()
    with ZipFile(content, "w") as bundle:
        for name, text in TOWN.items():
            bundle.writestr(name, text.encode("iso-8859-9"))
    with pytest.raises(FeedError) as refused:
        read(content)
    assert ("stops.txt", FaultKind.NOT_TEXT) in {
        (each.file, each.kind) for each in refused.value.faults
    }


def test_a_bomb_without_line_breaks_is_not_unpacked() -> None:
    bomb = {**TOWN, TIMES: TOWN[TIMES] + "0" * 30_000_000}
    assert Fault(FaultKind.NOT_TEXT, TIMES, 12) in faults_of(bomb)


def test_signs_that_no_page_can_hold_are_left_out() -> None:
    [fault] = faults_of(changed(TIMES, "a1,08:15:00", "a1,8\x00.15"))
    assert fault.value == "8.15"


def test_only_the_first_faults_are_named() -> None:
    rows = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "x,1,1,u1,1\n" * 500
    assert len(faults_of({**TOWN, TIMES: rows})) == MOST


def with_size(content: bytes, size: int) -> bytes:
    """Return a bundle whose list says that its first file is so large."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + size.to_bytes(4, "little") + content[at + 28 :]


def refused(content: bytes) -> list[Fault]:
    with pytest.raises(FeedError) as error:
        read(io.BytesIO(content))
    return error.value.faults


def test_a_bundle_that_unpacks_to_far_more_is_refused_by_its_list() -> None:
    (fault,) = refused(with_size(packed(), 600 * 1024**2))
    assert (fault.kind, fault.file) == (FaultKind.TOO_LARGE, "stops.txt")
    (fault,) = refused(with_size(packed(), 3 * 1024**3))
    assert fault.kind == FaultKind.TOO_LARGE


def test_a_bundle_of_many_files_is_refused() -> None:
    many = {**TOWN, **{f"more-{number}.txt": "" for number in range(feed_tables.MOST_ENTRIES)}}
    (fault,) = refused(packed(many))
    assert fault.kind == FaultKind.TOO_LARGE


def test_a_list_of_files_that_is_too_long_is_not_even_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = packed()
    at = content.rindex(b"PK\x05\x06")
    long = content[: at + 12] + (2**31).to_bytes(4, "little") + content[at + 16 :]
    monkeypatch.setattr(feed_tables, "ZipFile", lambda _: pytest.fail("it was read"))
    (fault,) = refused(long)
    assert fault.kind == FaultKind.TOO_LARGE
