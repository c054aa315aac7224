"""Kinds of special days that the regression knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

PARTS = 4
"""Parts of a day in which a holiday may work differently: night, morning, afternoon, evening."""


@dataclass(frozen=True)
class Calendar:
    """Holidays by day with their names, and further kinds of days that a planner names.

    Args:
        holidays: every public holiday; the name keys its own effect over the years, so that
            moving ones (bayram) are found wherever they fall.
        events: anything else by day, e.g. "ramadan", "school", a concert.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    events: Mapping[date, frozenset[str]] = field(default_factory=dict)

    def kinds(self, day: date) -> frozenset[str]:
        """Return what is special about a day."""
        found = set(self.events.get(day, ()))
        if day in self.holidays:
            found |= {"holiday", f"holiday:{self.holidays[day]}"}
        else:
            if day + timedelta(days=1) in self.holidays:
                found.add("eve")
            if day - timedelta(days=1) in self.holidays:
                found.add("day after")
        return frozenset(found)

    def with_events(self, events: Mapping[date, frozenset[str]]) -> Calendar:
        """Return it with further kinds of days."""
        days = self.events.keys() | events.keys()
        none: frozenset[str] = frozenset()
        both = {day: self.events.get(day, none) | events.get(day, none) for day in days}
        return replace(self, events=both)

    def ordinary(self, day: date) -> bool:
        """Tell whether a day may teach the level and the shape."""
        return not self.kinds(day) - self.season_kinds

    @property
    def season_kinds(self) -> frozenset[str]:
        """Return kinds that last for weeks: days of these are ordinary."""
        return frozenset({"school", "ramadan"})


Kinds = Callable[[date], frozenset[str]]
