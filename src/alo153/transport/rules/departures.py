"""When a line leaves next."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from itertools import groupby, islice
from typing import Final

from alo153.transport.rules.delays import Late, Live
from alo153.transport.rules.timetable import Timetable

_LATEST: Final = 3600
"""Seconds: a vehicle that should have left an hour ago may still come."""
_MORE: Final = 12
"""Further departures to look at: late ones may come between the punctual ones."""


@dataclass(frozen=True, order=True)
class Departure:
    """A vehicle leaves a stop, in seconds after midnight of the day that was asked for."""

    at: int
    line: int
    headsign: str
    stop: int
    # Which trip it is: one of a pattern, by its start and the place of the stop
    pattern: int = field(compare=False)
    start: int = field(compare=False)
    boarded: int = field(compare=False)
    # None: nobody knows
    late: Late | None = field(compare=False, default=None)

    @property
    def expected_at(self) -> int:
        """Return when it leaves, as far as is known."""
        return self.at + (self.late.seconds if self.late else 0)


def at_stops(
    timetable: Timetable,
    stops: Iterable[int],
    *,
    on: date,
    earliest: int,
    lines: frozenset[int] | None = None,
    most: int,
) -> list[Departure]:
    """Return the next departures at stops, of some lines or all; last stops have none."""
    found = [
        _of(timetable, number, place, on, earliest, most)
        for stop in stops
        for number, place in timetable.serving[stop]
        if place not in timetable.patterns[number].no_boarding
        if lines is None or timetable.patterns[number].line in lines
    ]
    told = (each for each, _ in groupby(merge(*found)))
    return list(islice(told, most))


def first_stops(timetable: Timetable, lines: frozenset[int]) -> dict[int, None]:
    """Return the stops where lines begin, in the order of the timetable."""
    return {each.stops[0]: None for each in timetable.patterns if each.line in lines}


def _of(
    timetable: Timetable, number: int, place: int, on: date, earliest: int, most: int
) -> list[Departure]:
    pattern, starts = timetable.patterns[number], timetable.day(on).starts[number]
    after = pattern.departures[place]
    first = bisect_left(starts, earliest - after)
    to = pattern.headsign or timetable.stops[pattern.stops[-1]].name
    return [
        Departure(start + after, pattern.line, to, pattern.stops[place], number, start, place)
        for start in starts[first : first + most]
    ]


def expected(
    timetable: Timetable,
    stops: Iterable[int],
    live: Live,
    *,
    on: date,
    earliest: int,
    lines: frozenset[int] | None = None,
    most: int,
) -> list[Departure]:
    """Return the next departures as late as they are: also of vehicles that should be gone."""
    early, count = earliest - _LATEST, most + _MORE
    # The later ones by themselves: at a busy stop an hour holds more than are looked at
    late = at_stops(timetable, stops, on=on, earliest=early, lines=lines, most=_LATEST)
    due = at_stops(timetable, stops, on=on, earliest=earliest, lines=lines, most=count)
    looked_at = [*(each for each in late if each.at < earliest), *due]
    known = [replace(each, late=live.of(timetable, each, on=on)) for each in looked_at]
    told = [each for each in known if each.expected_at >= earliest]
    return sorted(told, key=lambda each: (each.expected_at, each))[:most]
