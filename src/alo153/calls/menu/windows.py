"""When citizens may be called back: the windows of a day, and which of them can be had. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alo153.city.rules.opening import Hours

TODAY, TOMORROW = "today", "tomorrow"
DAYS = (TODAY, TOMORROW)
"""Longer than until tomorrow, a citizen forgets what the call was about."""
MOST_OFFERED = 3
"""Choices that a caller remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hours of every day in which the queue is open, for at most `capacity` citizens at once.

    `priority` is in minutes of waiting, given in advance when the window begins.
    """

    key: str
    name: str = ""
    begins: time
    ends: time
    capacity: int
    priority: float = 0.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A window of one day, in seconds since the epoch; `day` is today or tomorrow."""

    window: str
    day: str
    begins: float
    ends: float

    @property
    def id(self) -> str:
        """Return the slot as one word, which `read` understands."""
        return f"{self.window}@{self.day}@{self.begins:.0f}@{self.ends:.0f}"


def read(word: str) -> Slot:
    """Return the slot of an id."""
    window, day, begins, ends = word.split("@")
    return Slot(window, day, float(begins), float(ends))


def slots(
    windows: Sequence[Window], hours: Hours, at: float, *, promised: Mapping[float, int]
) -> list[Slot]:
    """List the next windows that can still be promised at an instant, the soonest first.

    One that has begun is not offered, nor one for which the hours close before its end, nor a
    full one: `promised` counts the promises by the end of their window.
    """
    first = datetime.fromtimestamp(at, hours.zone).date()
    coming = (
        (window, _slot(window, day, first + timedelta(days=number), hours))
        for number, day in enumerate(DAYS)
        for window in sorted(windows, key=lambda each: each.begins)
    )
    return [
        slot
        for window, slot in coming
        if slot.begins > at
        and promised.get(slot.ends, 0) < window.capacity
        and hours.open_at(slot.begins)
        and hours.open_at(slot.ends - 1)
    ][:MOST_OFFERED]


def count(ends: Iterable[float]) -> dict[float, int]:
    """Count promises by the end of their window; a promise without one is none."""
    counted: dict[float, int] = {}
    for end in ends:
        if end:
            counted[end] = counted.get(end, 0) + 1
    return counted


def _slot(window: Window, name: str, day: date, hours: Hours) -> Slot:
    begins, ends = (
        datetime.combine(day, each, hours.zone).timestamp() for each in (window.begins, window.ends)
    )
    return Slot(window.key, name, begins, ends)
