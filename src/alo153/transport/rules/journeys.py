"""Journeys by RAPTOR: round k finds where one can be soonest with k rides.

Delling, Pajor, Werneck: Round-Based Public Transit Routing (2012). Between two rides one walks once
or changes at the stop; before the first and after the last one may walk, too.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from alo153.transport.rules.delays import Late
from alo153.transport.rules.patterns import NEVER
from alo153.transport.rules.routes import Day, Route
from alo153.transport.rules.timetable import Timetable

MOST_RIDES: Final = 5


@dataclass(frozen=True)
class Ride:
    """A part of a journey in a vehicle, in seconds after midnight."""

    line: int
    headsign: str
    begins: int
    ends: int
    leaves_at: int
    arrives_at: int
    # Which trip it is: one of a pattern, by its start and the places of both stops
    pattern: int
    start: int
    boarded: int
    left: int
    # At the stop where one gets on; None: nobody knows
    late: Late | None = None


@dataclass(frozen=True)
class Walk:
    """A part of a journey on foot."""

    begins: int
    ends: int
    seconds: int


@dataclass(frozen=True)
class Journey:
    """Rides and walks to a place, and when one is there."""

    parts: tuple[Ride | Walk, ...]
    arrives_at: int

    @property
    def rides(self) -> int:
        """Return how many vehicles it takes."""
        return sum(isinstance(each, Ride) for each in self.parts)


class _Arrival(NamedTuple):
    at: int
    pattern: int
    start: int
    boarded: int
    left: int


# When one can board at a stop, and from which stop one came there
type _Ready = dict[int, tuple[int, int]]


def journeys(
    timetable: Timetable, origins: Collection[int], goals: Collection[int], *, on: date, leave: int
) -> list[Journey]:
    """Return the journeys that arrive soonest, each with more changes and sooner than the last.

    Args:
        leave: seconds after midnight of the day `on`.
    """
    if not origins or not goals:
        return []
    return _Search(timetable, timetable.day(on), origins, goals).run(leave)


class _Search:
    def __init__(
        self, timetable: Timetable, day: Day, origins: Collection[int], goals: Collection[int]
    ) -> None:
        self._timetable, self._day, self._origins = timetable, day, origins
        # From each stop near a goal: how long the walk is, and where to
        self._last_walks = {goal: (0, goal) for goal in goals}
        for goal in goals:
            for stop, walk in timetable.walks_to[goal]:
                if walk < self._last_walks.get(stop, (NEVER, 0))[0]:
                    self._last_walks[stop] = (walk, goal)
        self._to_goal = {
            route for stop in self._last_walks for route, _ in day.serving.get(stop, ())
        }
        self._soonest = [NEVER] * len(timetable.stops)
        self._boarding = [NEVER] * len(timetable.stops)
        self._best = NEVER
        self._rounds: list[tuple[_Ready, dict[int, _Arrival]]] = []

    def run(self, leave: int) -> list[Journey]:
        found = self._on_foot(leave)
        ready: _Ready = {}
        for stop in self._origins:
            self._reach(((stop, 0), *self._timetable.walks[stop]), stop, leave, ready)
        changes = self._timetable.changes
        while ready and len(self._rounds) < MOST_RIDES:
            best = self._best
            arrivals = self._ride(ready)
            self._rounds.append((ready, arrivals))
            if self._best < best:
                found.append(self._journey(arrivals))
            ready = {}
            for stop, arrival in arrivals.items():
                self._reach(changes[stop], stop, arrival.at, ready)
        return found

    def _on_foot(self, leave: int) -> list[Journey]:
        walks = [
            (*self._last_walks[each], each) for each in self._origins if each in self._last_walks
        ]
        if not walks:
            return []
        seconds, goal, origin = min(walks)
        self._best = leave + seconds
        return [Journey((Walk(origin, goal, seconds),) if origin != goal else (), self._best)]

    def _reach(self, reached: Iterable[tuple[int, int]], stop: int, at: int, ready: _Ready) -> None:
        """Note when one can board at the stops that are reached from one."""
        boarding, best = self._boarding, self._best
        for other, seconds in reached:
            there = at + seconds
            if there < boarding[other] and there < best:
                boarding[other] = there
                ready[other] = (there, stop)

    def _ride(self, ready: _Ready) -> dict[int, _Arrival]:
        """Ride once from each stop where one can board, with the first vehicle of each route."""
        begins: dict[int, int] = {}
        is_last = len(self._rounds) == MOST_RIDES - 1
        boarding = [NEVER] * len(self._timetable.stops)
        for stop, (at, _) in ready.items():
            boarding[stop] = at
            for route, place in self._day.serving.get(stop, ()):
                if place < begins.get(route, NEVER) and (not is_last or route in self._to_goal):
                    begins[route] = place
        arrivals: dict[int, _Arrival] = {}
        for route, place in begins.items():
            self._scan(self._day.routes[route], place, boarding, arrivals)
        return arrivals

    def _scan(
        self, route: Route, first: int, boarding: list[int], arrivals: dict[int, _Arrival]
    ) -> None:
        starts, patterns, latest = route.starts, route.patterns, route.latest
        soonest, best, last_walks = self._soonest, self._best, self._last_walks
        trip, start, boarded = len(starts), NEVER, first
        arrives = leaves = latest
        for place, stop in route.calls[first:]:
            at = start + arrives[place]
            if at < soonest[stop] and at < best and place not in route.no_alighting:
                soonest[stop] = at
                arrivals[stop] = _Arrival(at, route.numbers[trip], start, boarded, place)
                if stop in last_walks:
                    best = min(best, at + last_walks[stop][0])
            came = boarding[stop]
            if came <= start + leaves[place] and came < best and place not in route.no_boarding:
                found = bisect_left(starts, came - latest[place], 0, trip)
                while found < trip and starts[found] + patterns[found].departures[place] < came:
                    found += 1
                # Whoever gets on later than another is there has no use of it
                if found < trip and starts[found] + patterns[found].departures[place] < best:
                    trip, start, boarded = found, starts[found], place
                    arrives, leaves = patterns[found].arrivals, patterns[found].departures
        self._best = best

    def _journey(self, arrivals: dict[int, _Arrival]) -> Journey:
        """Return the best journey of the last round, found backward from its goal."""
        ends = [
            (arrival.at + self._last_walks[stop][0], stop)
            for stop, arrival in arrivals.items()
            if stop in self._last_walks
        ]
        arrives_at, stop = min(ends)
        walk, goal = self._last_walks[stop]
        parts: list[Ride | Walk] = [Walk(stop, goal, walk)] if stop != goal else []
        for ready, reached in reversed(self._rounds):
            ride = self._ride_of(reached[stop])
            parts.append(ride)
            stop = ready[ride.begins][1]
            if stop != ride.begins:
                parts.append(Walk(stop, ride.begins, self._seconds(stop, ride.begins)))
        return Journey(tuple(reversed(parts)), arrives_at)

    def _ride_of(self, arrival: _Arrival) -> Ride:
        pattern = self._timetable.patterns[arrival.pattern]
        return Ride(
            line=pattern.line,
            headsign=pattern.headsign or self._timetable.stops[pattern.stops[-1]].name,
            begins=pattern.stops[arrival.boarded],
            ends=pattern.stops[arrival.left],
            leaves_at=arrival.start + pattern.departures[arrival.boarded],
            arrives_at=arrival.at,
            pattern=arrival.pattern,
            start=arrival.start,
            boarded=arrival.boarded,
            left=arrival.left,
        )

    def _seconds(self, stop: int, other: int) -> int:
        return dict(self._timetable.walks[stop])[other]
