"""When a queue is open, and which level it asks."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.calls.queue import Queue
from alo153.city.rules.calendar import WorkingCalendar
from alo153.city.rules.opening import Hours

ISTANBUL = ZoneInfo("Europe/Istanbul")
OFFICE = ((time(8, 30), time(17, 30)),)
NIGHT = ((time.min, time(6)), (time(22), None))
WEEKDAYS = Hours(days=(OFFICE,) * 5 + ((),) * 2, zone=ISTANBUL)
NIGHTLY = Hours(days=(NIGHT,) * 7, zone=ISTANBUL)
SATURDAY = ((time(9), time(13)),)
TURKIYE = WorkingCalendar(
    timezone=ISTANBUL,
    opens=time(8, 30),
    closes=time(17, 30),
    half_day_closes=time(13),
    weekdays=frozenset(range(5)),
    country="TR",
    closures={date(2026, 5, 25): time(10)},
)
SOCIAL = Hours(
    days=((OFFICE,) * 5 + (SATURDAY, ())), zone=ISTANBUL, closed_from=TURKIYE.closed_from
)
"""Also open on Saturdays, on which the city's offices are not."""


def at(day: int, clock: str) -> float:
    """Give an instant in March 2026, whose second day is a Monday."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}").replace(tzinfo=ISTANBUL).timestamp()


@pytest.mark.parametrize(
    ("hours", "when", "is_open"),
    [
        (WEEKDAYS, at(2, "08:29:59"), False),
        (WEEKDAYS, at(2, "08:30"), True),
        (WEEKDAYS, at(6, "17:29:59"), True),
        (WEEKDAYS, at(6, "17:30"), False),
        (WEEKDAYS, at(7, "12:00"), False),
        (NIGHTLY, at(2, "23:59:59"), True),
        (NIGHTLY, at(3, "00:00"), True),
        (NIGHTLY, at(3, "12:00"), False),
        (Hours(), at(8, "03:00"), True),
    ],
)
def test_a_queue_is_open_in_the_hours_of_the_city(hours: Hours, when: float, is_open: bool) -> None:
    assert hours.open_at(when) is is_open


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        (at(2, "03:00"), at(2, "08:30")),
        (at(2, "12:00"), at(2, "12:00")),
        (at(2, "18:00"), at(3, "08:30")),
        (at(6, "18:00"), at(9, "08:30")),
    ],
)
def test_the_next_opening_skips_the_weekend(when: float, opens: float) -> None:
    assert WEEKDAYS.opens_after(when) == opens


def test_the_level_asked_falls_while_somebody_waits() -> None:
    queue = Queue(key="water", skill="water", levels=((0, 4), (30, 2), (90, 1)))
    assert [queue.level(waited) for waited in (0, 29, 30, 89, 90, 900)] == [4, 4, 2, 2, 1, 1]
    assert queue.relaxes(40) == [50]


def on(text: str) -> float:
    """Give an instant in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL).timestamp()


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ("2026-10-28 12:59", True),  # the eve of the Republic Day is half a day
        ("2026-10-28 13:00", False),
        ("2026-10-29 10:00", False),
        ("2026-10-30 10:00", True),
        ("2026-10-31 10:00", True),  # a Saturday with hours of its own
        ("2026-05-30 10:00", False),  # a Saturday in the Feast of Sacrifice
        ("2026-05-25 09:59", True),  # administrative leave from ten
        ("2026-05-25 10:00", False),
    ],
)
def test_public_holidays_half_days_and_leave_close_a_queue(when: str, *, is_open: bool) -> None:
    assert SOCIAL.open_at(on(when)) is is_open


def test_after_the_eve_of_the_feast_the_next_opening_is_after_the_feast() -> None:
    # Monday 25 May with leave from ten, the eve until one, then the feast until Saturday 30 May
    assert SOCIAL.opens_after(on("2026-05-25 12:00")) == on("2026-05-26 08:30")
    assert SOCIAL.opens_after(on("2026-05-26 14:00")) == on("2026-06-01 08:30")


@given(st.integers(min_value=0, max_value=3 * 366 * 24 * 60))
def test_it_is_open_at_the_next_opening_and_closed_until_then(minute: int) -> None:
    at = on("2026-01-01 00:00") + 60 * minute
    opens = SOCIAL.opens_after(at)
    assert opens >= at
    assert SOCIAL.open_at(opens)
    if opens > at:
        assert not SOCIAL.open_at(at)
        assert not SOCIAL.open_at(opens - 1)
