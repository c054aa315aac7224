"""One shift of one person as the law sees it, in the city's own time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

NIGHT_BEGINS = 20 * 60
NIGHT_ENDS = 6 * 60
"""Minutes of the day between which it is night: Law 4857 art. 69."""
DAY = 24 * 60


@dataclass(frozen=True, order=True)
class Shift:
    """Presence between two local instants; the break inside is not work (4857 art. 68).

    Args:
        break_minutes: how much of it is break.
        overtime_minutes: how much of the work is overtime.
    """

    start: datetime
    end: datetime
    break_minutes: int = 0
    overtime_minutes: int = 0

    @property
    def day(self) -> date:
        """Return the day to which it belongs: that of its start."""
        return self.start.date()

    @property
    def presence(self) -> int:
        """Return the minutes from start to end."""
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def work(self) -> int:
        """Return the minutes of work."""
        return self.presence - self.break_minutes

    @property
    def night_minutes(self) -> int:
        """Return the minutes of presence between 20:00 and 06:00."""
        begin = self.start.hour * 60 + self.start.minute
        return night_minutes(begin, begin + self.presence)

    @property
    def is_night(self) -> bool:
        """Return whether more than half of it is at night: By-law on Shift Work."""
        return 2 * self.night_minutes > self.presence

    @property
    def week(self) -> date:
        """Return the Monday of the week in which it starts."""
        return self.day - timedelta(days=self.day.weekday())


def night_minutes(begin: int, end: int) -> int:
    """Return how many of the minutes of a day from ``begin`` to ``end`` are night.

    ``end`` may lie past midnight: 8:00 of the next day is 1,920.
    """
    evenings = [day * DAY + NIGHT_BEGINS for day in (-1, 0, 1)]
    length = DAY - NIGHT_BEGINS + NIGHT_ENDS
    return sum(max(0, min(end, each + length) - max(begin, each)) for each in evenings)


def in_order(shifts: Sequence[Shift]) -> list[Shift]:
    """Return shifts by their start."""
    return sorted(shifts)
