"""When a queue is open, and which level it asks."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from alo153.switchboard.acd.queues import Hours, Queue

ISTANBUL = ZoneInfo("Europe/Istanbul")
OFFICE = ((time(8, 30), time(17, 30)),)
NIGHT = ((time.min, time(6)), (time(22), None))
WEEKDAYS = Hours(days=(OFFICE,) * 5 + ((),) * 2, zone=ISTANBUL)
NIGHTLY = Hours(days=(NIGHT,) * 7, zone=ISTANBUL)


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
