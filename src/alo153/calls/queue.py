"""A queue: who may serve it, when it is open, and what happens when nobody does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

MINUTE = 60.0
GENERAL = "general"
DAYS = 7
HORIZON_DAYS = 31
"""More than any feast with a bridge of leave; a queue that is closed for longer is asked again."""
ALWAYS = ((time.min, None),)
"""The opening hours of a day around the clock; None is midnight at its end."""


class Closed(StrEnum):
    """What a caller meets outside a queue's hours."""

    ANNOUNCE = "announce"
    CALL_BACK = "call_back"
    QUEUE = "queue"


def never_closed(_day: date) -> time | None:
    """Know no holidays."""
    return None


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours, Monday first: the spans of each day, in the city's time zone.

    `closed_from` says from when a day is closed by a holiday, None if it is a day like others.
    """

    days: tuple[tuple[tuple[time, time | None], ...], ...] = (ALWAYS,) * DAYS
    zone: tzinfo = UTC
    closed_from: Callable[[date], time | None] = never_closed

    def open_at(self, at: float) -> bool:
        """Say whether it is open at an instant, given in seconds since the epoch."""
        local = datetime.fromtimestamp(at, self.zone)
        now, day = local.time(), local.date()
        return any(
            opens <= now and (closes is None or now < closes) for opens, closes in self._spans(day)
        )

    def _spans(self, day: date) -> list[tuple[time, time | None]]:
        """List when it is open on a day: its weekday's hours, cut short by a holiday."""
        spans, closed = self.days[day.weekday()], self.closed_from(day)
        if closed is None:
            return list(spans)
        return [(opens, _earlier(closes, closed)) for opens, closes in spans if opens < closed]

    def opens_after(self, at: float) -> float:
        """Compute the next instant at which it is open; `at` itself while it is.

        A queue that never opens is not read from a city; it would answer a month later.
        """
        if self.open_at(at):
            return at
        local = datetime.fromtimestamp(at, self.zone)
        for ahead in range(HORIZON_DAYS):
            day = local.date() + timedelta(days=ahead)
            for opens, _ in self._spans(day):
                instant = datetime.combine(day, opens, self.zone).timestamp()
                if instant > at:
                    return instant
        return at + timedelta(days=HORIZON_DAYS).total_seconds()


def _earlier(closes: time | None, closed: time) -> time:
    return closed if closes is None else min(closes, closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One line of callers.

    `skill` is what serves it (empty: everybody); `levels` are (seconds waited, level asked from
    then on); `priority` is minutes of waiting given in advance. After `overflow_after` seconds a
    caller moves to `overflow_to`. With nobody signed in for `unattended_after` seconds, or after
    `longest_wait` in any case, the caller is asked for a message; None is never. Outside `hours`
    `closed` says what is done, for `queue` with `closed_to`. Callers of a queue with `video` are
    seen, and read their place on the page.
    """

    key: str
    name: str = ""
    skill: str = ""
    levels: tuple[tuple[float, int], ...] = ((0.0, 1),)
    priority: float = 0.0
    hours: Hours = Hours()
    overflow_after: float | None = None
    overflow_to: str = ""
    unattended_after: float | None = None
    longest_wait: float | None = None
    closed: Closed = Closed.ANNOUNCE
    closed_to: str = ""
    language: str = ""
    video: bool = False

    def level(self, waited: float) -> int:
        """Say which level is asked of an agent after so many seconds; it never rises."""
        return min((level for after, level in self.levels if after <= waited), default=1)

    def relaxes(self, waited: float) -> list[float]:
        """List the seconds until each later level is asked."""
        return [after - waited for after, _ in self.levels if after > waited]
