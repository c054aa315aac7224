"""When a promise is due, told by stories, and compared with a slow count of every minute."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alo153.city.rules.calendar import (
    CalendarError,
    Standard,
    StandardUnit,
    WorkingCalendar,
    due_at,
)

ISTANBUL = ZoneInfo("Europe/Istanbul")
KOCAELI = WorkingCalendar(
    timezone=ISTANBUL,
    opens=time(8, 30),
    closes=time(17, 30),
    half_day_closes=time(13),
    weekdays=frozenset(range(5)),
    country="TR",
)
MINUTE = timedelta(minutes=1)


HARBORVIEW = WorkingCalendar(
    timezone=ZoneInfo("America/New_York"),
    opens=time(9),
    closes=time(17),
    half_day_closes=time(13),
    weekdays=frozenset(range(5)),
    country="US",
    closures={date(2026, 11, 27): None},
)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        # The night of 8 March has no two o'clock, that of 1 November has it twice
        ("2026-03-07T22:00-05:00", 8, "hours", "2026-03-08T07:00-04:00"),
        ("2026-10-31T22:00-04:00", 8, "hours", "2026-11-01T05:00-05:00"),
        ("2026-03-06T16:00-05:00", 2, "working_hours", "2026-03-09T10:00-04:00"),
        ("2026-03-06T16:00-05:00", 1, "working_days", "2026-03-09T17:00-04:00"),
        ("2026-10-30T12:00-04:00", 2, "working_days", "2026-11-03T17:00-05:00"),
        # Thanksgiving, the city's leave after it, and a weekend
        ("2026-11-25T12:00-05:00", 1, "working_days", "2026-11-30T17:00-05:00"),
        ("2026-11-25T12:00-05:00", 6, "working_hours", "2026-11-30T10:00-05:00"),
        # Late in the evening it is the next day already in Greenwich, and not here
        ("2026-11-23T23:30-05:00", 1, "working_days", "2026-11-24T17:00-05:00"),
        ("2026-10-28T12:00-04:00", 1, "days", "2026-10-29T17:00-04:00"),
    ],
)
def test_harborview_keeps_its_own_days_and_hours(
    start: str, amount: int, unit: StandardUnit, due: str
) -> None:
    for zone in (HARBORVIEW.timezone, UTC):
        begun = datetime.fromisoformat(start).astimezone(zone)
        found = due_at(begun, Standard(amount, unit), HARBORVIEW)
        assert found.isoformat(timespec="minutes") == due


def on(text: str) -> datetime:
    """Return an instant in Kocaeli."""
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def due(start: str, amount: int, unit: StandardUnit) -> datetime:
    """Return when it is due in Kocaeli."""
    return due_at(on(start), Standard(amount, unit), KOCAELI)


def test_a_water_fault_is_mended_in_eight_hours_by_day_and_night() -> None:
    assert due("2026-11-24 22:00", 8, "hours") == on("2026-11-25 06:00")


def test_the_day_of_receipt_is_not_counted() -> None:
    assert due("2026-11-24 09:00", 2, "working_days") == on("2026-11-26 17:30")


def test_a_weekend_is_left_out() -> None:
    assert due("2026-11-27 09:00", 1, "working_days") == on("2026-11-30 17:30")


def test_the_republic_day_and_its_eve_afternoon_are_left_out() -> None:
    # Wednesday 28 October closes at 13:00, Thursday is the holiday.
    assert due("2026-10-27 09:00", 1, "working_days") == on("2026-10-28 13:00")
    assert due("2026-10-27 09:00", 2, "working_days") == on("2026-10-30 17:30")
    assert due("2026-10-28 12:00", 2, "working_hours") == on("2026-10-30 09:30")


def test_the_feast_of_sacrifice_stretches_a_promise() -> None:
    # 26 May 2026 is the eve; the feast runs from Wednesday 27 to Saturday 30 May.
    assert due("2026-05-25 09:00", 2, "working_days") == on("2026-06-01 17:30")


def test_administrative_leave_counts_like_a_holiday() -> None:
    leave = {date(2026, 11, 25): None, date(2026, 11, 26): time(12)}
    calendar = replace(KOCAELI, closures=leave)
    start = on("2026-11-24 09:00")
    assert due_at(start, Standard(1, "working_days"), calendar) == on("2026-11-26 12:00")


def test_thirty_days_that_end_on_a_sunday_run_on_to_monday() -> None:
    assert due("2026-11-27 10:00", 30, "days") == on("2026-12-28 17:30")


def test_what_comes_in_at_night_starts_in_the_morning() -> None:
    assert due("2026-11-24 23:00", 1, "working_hours") == on("2026-11-25 09:30")


def test_the_start_may_be_given_in_any_zone() -> None:
    utc = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)  # half past midnight on the 25th in Kocaeli
    assert due_at(utc, Standard(1, "working_days"), KOCAELI) == on("2026-11-26 17:30")


def test_a_city_that_never_opens_is_told_so() -> None:
    closed = replace(KOCAELI, weekdays=frozenset())
    with pytest.raises(CalendarError):
        due_at(on("2026-11-24 09:00"), Standard(1, "working_days"), closed)


def by_counting(start: datetime, standard: Standard, calendar: WorkingCalendar) -> datetime:
    """Count minute after minute on the clock of the wall: slow, and nothing to get wrong."""
    minute = start
    match standard.unit:
        case "hours":
            return start + timedelta(hours=standard.amount)
        case "working_hours":
            left = standard.amount * 60
            while left:
                left -= is_worked(minute, calendar)
                minute += MINUTE
            return minute
        case "working_days":
            worked: set[date] = set()
            while len(worked) < standard.amount:
                if minute.date() > start.date() and is_worked(minute, calendar):
                    worked.add(minute.date())
                minute += MINUTE
        case "days":
            minute = datetime.combine(
                start.date() + timedelta(days=standard.amount), time(), calendar.timezone
            )
    while not is_worked(minute, calendar):
        minute += MINUTE
    while is_worked(minute, calendar):
        minute += MINUTE
    return minute


def is_worked(minute: datetime, calendar: WorkingCalendar) -> bool:
    """Say whether the city works in this minute, by the words of the rules."""
    closes = calendar.closes
    name = HOLIDAYS.get(minute.date())
    if minute.weekday() not in calendar.weekdays or name == "day":
        return False
    if name == "half":
        closes = min(closes, calendar.half_day_closes)
    if minute.date() in calendar.closures:
        until = calendar.closures[minute.date()]
        if until is None:
            return False
        closes = min(closes, until)
    return calendar.opens <= minute.time() < closes


# The Turkish public holidays of the months tried below, from the law and the religious calendar.
HOLIDAYS = {
    date(2026, 4, 23): "day",
    date(2026, 5, 1): "day",
    date(2026, 5, 19): "day",
    date(2026, 5, 26): "half",
    date(2026, 5, 27): "day",
    date(2026, 5, 28): "day",
    date(2026, 5, 29): "day",
    date(2026, 5, 30): "day",
    date(2026, 7, 15): "day",
}

_starts = st.integers(0, 66 * 24 * 60).map(
    lambda minutes: on("2026-04-15 00:00") + minutes * MINUTE
)
_standards = st.one_of(
    st.builds(Standard, st.integers(1, 30), st.sampled_from(["hours", "working_hours"])),
    st.builds(Standard, st.integers(1, 12), st.sampled_from(["working_days", "days"])),
)
_closures = st.dictionaries(
    st.dates(date(2026, 4, 15), date(2026, 7, 10)),
    st.none() | st.sampled_from([time(8), time(10), time(12, 15)]),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(_starts, _standards, _closures)
def test_due_agrees_with_counting_every_minute(
    start: datetime, standard: Standard, closures: dict[date, time | None]
) -> None:
    calendar = replace(KOCAELI, closures=closures)
    assert due_at(start, standard, calendar) == by_counting(start, standard, calendar)
