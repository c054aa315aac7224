"""When an invented city calls, by weekday and hour, and how long things take. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

_BY_WEEKDAY: Final = (1.3, 1.2, 1.1, 1.1, 1.1, 0.6, 0.4)
_BY_HOUR: Final = {
    **dict.fromkeys(range(7), 0.05),
    7: 0.3,
    8: 1.2,
    9: 2.0,
    10: 2.2,
    11: 1.9,
    12: 1.3,
    13: 1.7,
    14: 1.8,
    15: 1.7,
    16: 1.5,
    17: 1.0,
    18: 0.8,
    19: 0.6,
    20: 0.5,
    21: 0.4,
    22: 0.2,
    23: 0.1,
}
SHIFT: Final = (8, 20)
"""Agents are here from the one hour to the other; at night nobody answers."""


def days_before(now: datetime, days: int, zone: ZoneInfo) -> list[date]:
    """Return so many days, today as the last."""
    today = now.astimezone(zone).date()
    return [today - timedelta(days=back) for back in range(days - 1, -1, -1)]


def counts(days: list[date], total: int) -> dict[date, int]:
    """Share out contacts over days, by weekday; the sum is about `total`."""
    weights = {day: _BY_WEEKDAY[day.weekday()] for day in days}
    whole = sum(weights.values())
    return {day: round(total * weight / whole) for day, weight in weights.items()}


def instants(day: date, count: int, zone: ZoneInfo, random: Random) -> Iterator[datetime]:
    """Draw so many instants of a day, in their order."""
    hours = random.choices(list(_BY_HOUR), list(_BY_HOUR.values()), k=count)
    seconds = sorted(hour * 3600 + random.randrange(3600) for hour in hours)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (midnight + timedelta(seconds=each) for each in seconds)


def shift(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when agents come, and when they go."""
    begins, ends = (datetime(day.year, day.month, day.day, hour, tzinfo=zone) for hour in SHIFT)
    return begins, ends


def long_tailed(random: Random, median: float, spread: float = 0.6) -> timedelta:
    """Draw a length around a median of seconds: most are near it, few are many times as long."""
    return timedelta(seconds=median * math.exp(random.gauss(0, spread)))
