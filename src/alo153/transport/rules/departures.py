"""When a line leaves next."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import groupby, islice

from alo153.transport.rules.timetable import Timetable


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
    place: int = field(compare=False)


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
