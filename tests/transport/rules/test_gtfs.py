"""A feed becomes a timetable, or each of its faults is named by file and line."""

import io
from datetime import date

import pytest
from tests.transport.made import TOWN, changed, packed, without

from alo153.transport.rules.calendar import period
from alo153.transport.rules.feeds.faults import MOST, Fault, FaultKind, FeedError
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.timetable import Timetable

MONDAY = date(2026, 11, 30)
TIMES = "stop_times.txt"


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
    assert period(timetable.services) == (date(2026, 1, 1), date(2026, 12, 31))


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


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("stops.txt", "40.7660", "140.7", Fault(FaultKind.BAD_VALUE, "stops.txt", 4, "Fevziye")),
        ("stops.txt", "u2,", "u1,", Fault(FaultKind.DOUBLED, "stops.txt", 3, "u1")),
        ("stops.txt", "stop_lon", "lon", Fault(FaultKind.MISSING_COLUMN, "stops.txt", 1)),
        ("trips.txt", "r700,", "r701,", Fault(FaultKind.UNKNOWN, "trips.txt", 5, "r701")),
        ("calendar.txt", "20261231\nn", "20251231\nn", Fault(FaultKind.BACKWARDS, "calendar.txt", 2)),
        ("calendar_dates.txt", "20261029", "2026-10", Fault(FaultKind.BAD_VALUE, "calendar_dates.txt", 2)),
        (TIMES, "a1,08:15:00", "a1,8.15", Fault(FaultKind.BAD_VALUE, TIMES, 3, "8.15")),
        (TIMES, "a1,08:20:00", "a1,08:10:00", Fault(FaultKind.BACKWARDS, TIMES, 4)),
        (TIMES, "09:30:00,b1", "09:30:00,b9", Fault(FaultKind.UNKNOWN, TIMES, 11, "b9")),
        (TIMES, "m1,2\na1", "m1,1\na1", Fault(FaultKind.DOUBLED, TIMES, 3, "1")),
        (TIMES, "a2,09:20:00,09:20:00", "a2,,", Fault(FaultKind.BAD_VALUE, TIMES, 7)),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_file_and_line(file: str, old: str, new: str, fault: Fault) -> None:
    found = faults_of(changed(file, old, new))
    named = [each for each in found if (each.kind, each.file, each.line) == (fault.kind, fault.file, fault.line)]  # fmt: skip
    assert named, found
    assert named[0].value.startswith(fault.value)


def test_headways_are_refused_since_they_would_be_missing_from_answers() -> None:
    rows = "trip_id,start_time,end_time,headway_secs\na1,06:00:00,09:00:00,600\n"
    assert faults_of({**TOWN, "frequencies.txt": rows}) == [
        Fault(FaultKind.NOT_READ, "frequencies.txt")
    ]


def test_only_the_first_faults_are_named() -> None:
    rows = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "x,1,1,u1,1\n" * 500
    assert len(faults_of({**TOWN, TIMES: rows})) == MOST
