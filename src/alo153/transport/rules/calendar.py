"""On which days a service runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Service:
    """The days of a service: weekdays within a period, days added and days without."""

    weekdays: frozenset[int] = frozenset()
    first: date = date.max
    last: date = date.min
    added: set[date] = field(default_factory=set)
    removed: set[date] = field(default_factory=set)

    def runs_on(self, day: date) -> bool:
        """Say whether it runs on a day."""
        if day in self.added:
            return True
        in_period = self.first <= day <= self.last and day.weekday() in self.weekdays
        return in_period and day not in self.removed


def period(services: Mapping[str, Service]) -> tuple[date, date]:
    """Return the first and the last day on which anything may run; of none, the last is earlier."""
    days = [day for each in services.values() for day in each.added]
    days += [day for each in services.values() if each.weekdays for day in (each.first, each.last)]
    return min(days, default=date.max), max(days, default=date.min)
