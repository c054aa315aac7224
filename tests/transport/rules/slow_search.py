"""The obvious search: every trip of the day is tried in every round, nothing is left out."""

from datetime import date

from alo153.transport.rules.journeys import MOST_RIDES
from alo153.transport.rules.timetable import Timetable

type Times = dict[int, int]


def soonest(timetable: Timetable, start: int, goal: int, *, on: date, leave: int) -> dict[int, int]:
    """Return for each number of rides when one arrives, where one more ride is sooner."""
    found, arrivals = dict[int, int](), {start: leave}
    ready = _ready(timetable, arrivals, is_change=False)
    for rides in range(MOST_RIDES + 1):
        if rides:
            arrivals = _ride(timetable, on, ready)
            ready = _ready(timetable, arrivals, is_change=True)
        ends = [at for stop, at in arrivals.items() if stop == goal]
        ends += [
            at + walk
            for stop, at in arrivals.items()
            for other, walk in timetable.walks[stop]
            if other == goal
        ]
        if ends and min(ends) < min(found.values(), default=min(ends) + 1):
            found[rides] = min(ends)
    return found


def _ready(timetable: Timetable, arrivals: Times, *, is_change: bool) -> Times:
    ready: Times = {}
    for stop, at in arrivals.items():
        change = timetable.change(stop) if is_change else 0
        for other, walk in ((stop, change), *timetable.walks[stop]):
            ready[other] = min(ready.get(other, at + walk), at + walk)
    return ready


def _ride(timetable: Timetable, on: date, ready: Times) -> Times:
    arrivals: Times = {}
    for pattern, starts in zip(timetable.patterns, timetable.day(on).starts, strict=True):
        for start in starts:
            is_on_board = False
            for place, stop in enumerate(pattern.stops):
                at = start + pattern.arrivals[place]
                may_leave = place not in pattern.no_alighting
                if is_on_board and may_leave and at < arrivals.get(stop, at + 1):
                    arrivals[stop] = at
                may_board = stop in ready and place not in pattern.no_boarding
                if may_board and ready[stop] <= start + pattern.departures[place]:
                    is_on_board = True
    return arrivals
