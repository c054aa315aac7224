"""A timetable, compact: trips that make the same way in the same time are one pattern.

No trip of a pattern overtakes another, so the earliest one is found by halving.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor
from typing import Any, Final

from alo153.core.geo import Point, reach
from alo153.transport.rules.calendar import Service
from alo153.transport.rules.patterns import NEVER, Pattern
from alo153.transport.rules.routes import Day

WALK_METERS: Final = 300
"""The walking distance for a change."""
_METERS_PER_SECOND: Final = 1.1
"""In a straight line: a person of 65 on streets that are not straight."""
CHANGE: Final = 60
"""Seconds to change, at the least."""
DAY: Final = 86_400
_KEPT_DAYS: Final = 3
_AROUND: Final = (-2, -1, 0, 1)
"""Days: a trip starts up to 72 hours after the midnight of its day of service."""


type Walks = tuple[tuple[tuple[int, int], ...], ...]
"""For each stop those within reach, with the seconds that it takes."""


@dataclass(frozen=True)
class Station:
    """A station with several stops: its platforms."""

    key: str
    name: str


@dataclass(frozen=True)
class Stop:
    """A stop of vehicles; `code` is the text of its sign."""

    key: str
    name: str
    code: str
    at: Point
    station: Station | None = None


@dataclass(frozen=True)
class Transfer:
    """A change that the feed names; without seconds it takes as long as the walk."""

    is_possible: bool
    seconds: int | None


@dataclass(frozen=True)
class Line:
    """A line as citizens call it: 500."""

    name: str
    long_name: str


class Timetable:
    """All stops, lines and trips of a feed."""

    def __init__(
        self,
        stops: Iterable[Stop],
        lines: Iterable[Line],
        patterns: Iterable[Pattern],
        services: Mapping[str, Service],
        *,
        transfers: Mapping[int, Mapping[int, Transfer]] | None = None,
        valid: tuple[date, date] = (date.min, date.max),
    ) -> None:
        self.stops, self.lines = tuple(stops), tuple(lines)
        self.patterns, self.services = tuple(patterns), services
        self.valid = valid
        self.transfers = transfers or {}
        self._days: dict[date, Day] = {}
        self._derived: dict[Callable[[Timetable], Any], Any] = {}

    def day(self, on: date) -> Day:
        """Return what runs around a day."""
        if on not in self._days:
            if len(self._days) >= _KEPT_DAYS:
                self._days.clear()
            self._days[on] = self._made(on)
        return self._days[on]

    def _made(self, on: date) -> Day:
        running = self._running(on)
        starts = tuple(_starts(each, running) for each in self.patterns)
        return Day(self.patterns, starts)

    def _running(self, on: date) -> list[tuple[int, set[str]]]:
        """Return the services that run around a day, with the seconds to their midnights."""
        return [
            (shift * DAY, {key for key, each in self.services.items() if each.runs_on(day)})
            for shift in _AROUND
            for day in [on + timedelta(days=shift)]
        ]

    def trips_of(self, number: int, start: int, on: date) -> list[tuple[str, date]]:
        """Return the keys of the trips of a pattern that start then, with their days of service."""
        pattern = self.patterns[number]
        return [
            (pattern.trips[service][at], on + timedelta(days=shift // DAY))
            for shift, services in self._running(on)
            for service, starts in pattern.starts.items()
            if service in services and service in pattern.trips
            for at in range(bisect_left(starts, start - shift), bisect_right(starts, start - shift))
        ]

    def change(self, stop: int) -> int:
        """Return the seconds that it takes to change at a stop."""
        named = self.transfers.get(stop, {}).get(stop)
        if named is None:
            return CHANGE
        if not named.is_possible:
            return NEVER
        return CHANGE if named.seconds is None else named.seconds

    @cached_property
    def serving(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Return the patterns at each stop, with the place of the stop in them."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.stops]
        for number, each in enumerate(self.patterns):
            for place, stop in enumerate(each.stops):
                found[stop].append((number, place))
        return tuple(map(tuple, found))

    def derived[T](self, make: Callable[["Timetable"], T]) -> T:
        """Return what is made of this timetable, once."""
        if make not in self._derived:
            self._derived[make] = make(self)
        made: T = self._derived[make]
        return made

    @cached_property
    def walks(self) -> Walks:
        """Return the stops within walking distance of each stop, with the seconds it takes."""
        north, _ = reach(0, WALK_METERS)
        squares: dict[tuple[int, int], list[int]] = defaultdict(list)
        # Squares that are wide enough at the northernmost stop are wide enough at each
        most = max((abs(each.at.lat) for each in self.stops), default=0)
        east = reach(most, WALK_METERS)[1]
        where = [(floor(each.at.lat / north), floor(each.at.lon / east)) for each in self.stops]
        for number, square in enumerate(where):
            squares[square].append(number)
        return tuple(self._near(number, squares, where[number]) for number in range(len(where)))

    @cached_property
    def changes(self) -> Walks:
        """Return the stops where one can change after a ride to each stop: there and around."""
        own = ((stop, self.change(stop)) for stop in range(len(self.stops)))
        return tuple((each, *walks) for each, walks in zip(own, self.walks, strict=True))

    @cached_property
    def walks_to(self) -> Walks:
        """Return the stops from which each stop is within reach: a feed may name one way alone."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.stops]
        for begin, those in enumerate(self.walks):
            for end, seconds in those:
                found[end].append((begin, seconds))
        return tuple(map(tuple, found))

    def _near(
        self, stop: int, squares: Mapping[tuple[int, int], list[int]], square: tuple[int, int]
    ) -> tuple[tuple[int, int], ...]:
        here, (row, column) = self.stops[stop].at, square
        around = (
            other
            for above in (row - 1, row, row + 1)
            for right in (column - 1, column, column + 1)
            for other in squares.get((above, right), ())
        )
        meters = {other: here.meters_to(self.stops[other].at) for other in around}
        found = {
            other: _seconds_of(far)
            for other, far in meters.items()
            if other != stop and far <= WALK_METERS
        }
        for other, named in self.transfers.get(stop, {}).items():
            if not named.is_possible:
                found.pop(other, None)
            elif other != stop:
                walk = _seconds_of(here.meters_to(self.stops[other].at))
                found[other] = walk if named.seconds is None else named.seconds
        return tuple(found.items())


def _seconds_of(meters: float) -> int:
    return max(CHANGE, ceil(meters / _METERS_PER_SECOND))


def _starts(pattern: Pattern, running: list[tuple[int, set[str]]]) -> tuple[int, ...]:
    """Return the starts around a day; trips that ended before its midnight are left out."""
    length = pattern.arrivals[-1]
    return tuple(
        sorted(
            start + shift
            for shift, services in running
            for service, starts in pattern.starts.items()
            if service in services
            for start in starts
            if start + shift + length >= 0
        )
    )
