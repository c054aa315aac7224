"""Opening hours by the clock of the city, and what holidays leave of them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAYS = 7
HORIZON_DAYS = 31
"""More than any feast with a bridge of leave; what is closed for longer is asked again."""
ALWAYS = ((time.min, None),)
"""The opening hours of a day around the clock; None is midnight at its end."""


def never_closed(_day: date) -> time | None:
    """Return None for every day: there are no holidays."""
    return None


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours, Monday first: the spans of each day, in the city's time zone.

    `closed_from` says from when a day is closed by a holiday, None for an ordinary day.
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

        Loading a city refuses hours that never begin; here they would begin a month later.
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


ALWAYS_OPEN = Hours()


def _earlier(closes: time | None, closed: time) -> time:
    return closed if closes is None else min(closes, closed)
