"""Journeys that arrive by a time: the same search through the timetable in a mirror.

Where time runs backward, a journey by the latest vehicles that arrive in time is the soonest.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cached_property

from alo153.transport.rules.journeys import Journey, Ride, Walk, journeys
from alo153.transport.rules.patterns import Pattern
from alo153.transport.rules.routes import Day
from alo153.transport.rules.timetable import Timetable, Walks


def arriving(
    timetable: Timetable, origins: Collection[int], goals: Collection[int], *, on: date, by: int
) -> list[Journey]:
    """Return the journeys that leave latest, each with more changes and later than the last.

    Args:
        by: seconds after midnight of the day `on`.
    """
    mirrored = timetable.derived(Mirrored)
    found = journeys(mirrored, goals, origins, on=on, leave=-by)
    return [_turned(each, by, timetable) for each in found]


class Mirrored(Timetable):
    """A timetable in which each vehicle drives back, and an hour later is an hour earlier."""

    def __init__(self, of: Timetable) -> None:
        patterns = [_mirrored(each, of) for each in of.patterns]
        super().__init__(of.stops, of.lines, patterns, of.services, valid=of.valid)
        self._of = of

    @cached_property
    def walks(self) -> Walks:
        """Return the walks the other way round."""
        return self._of.walks_to

    def _made(self, on: date) -> Day:
        starts = zip(self._of.day(on).starts, self._of.patterns, strict=True)
        return Day(
            self.patterns, tuple(_mirrored_starts(each, pattern) for each, pattern in starts)
        )

    def change(self, stop: int) -> int:
        """Return the seconds that it takes to change at a stop: as many."""
        return self._of.change(stop)


def _mirrored(pattern: Pattern, of: Timetable) -> Pattern:
    last, end = len(pattern.stops) - 1, pattern.departures[-1]
    return Pattern(
        pattern.line,
        pattern.headsign or of.stops[pattern.stops[-1]].name,
        pattern.stops[::-1],
        tuple(end - each for each in reversed(pattern.departures)),
        tuple(end - each for each in reversed(pattern.arrivals)),
        {},
        no_boarding=frozenset(last - each for each in pattern.no_alighting),
        no_alighting=frozenset(last - each for each in pattern.no_boarding),
    )


def _mirrored_starts(starts: tuple[int, ...], pattern: Pattern) -> tuple[int, ...]:
    return tuple(-(start + pattern.departures[-1]) for start in reversed(starts))


def _turned(journey: Journey, by: int, timetable: Timetable) -> Journey:
    parts = tuple(_turned_part(each, timetable) for each in reversed(journey.parts))
    rides = [at for at, each in enumerate(parts) if isinstance(each, Ride)]
    if not rides:
        return Journey(parts, by)
    last = parts[rides[-1]]
    arrives_at = last.arrives_at if isinstance(last, Ride) else by
    walked = sum(each.seconds for each in parts[rides[-1] :] if isinstance(each, Walk))
    return Journey(parts, arrives_at + walked)


def _turned_part(part: Ride | Walk, timetable: Timetable) -> Ride | Walk:
    if isinstance(part, Walk):
        return replace(part, begins=part.ends, ends=part.begins)
    pattern = timetable.patterns[part.pattern]
    last = len(pattern.stops) - 1
    return replace(
        part,
        begins=part.ends,
        ends=part.begins,
        leaves_at=-part.arrives_at,
        arrives_at=-part.leaves_at,
        start=-part.start - pattern.departures[-1],
        boarded=last - part.left,
        left=last - part.boarded,
    )
