"""Work that can wait: it is placed where people are free, within its deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

BUSY = 0.85
"""Nobody is planned to be busy for more of an hour: calls do not come evenly."""
_NOTHING = 1e-9


@dataclass(frozen=True)
class Work:
    """Work that arrives in an interval and is done before another begins.

    ``people`` is how many would be busy with it for one interval. Arrivals lie within the interval,
    and all of it is taken to be there from its beginning.
    """

    arrives: int
    due: int
    people: float


@dataclass(frozen=True)
class Placed:
    """People busy with deferrable work in each interval.

    Args:
        within: people who are there for calls and free.
        added: people beyond them, without whom the work would miss its deadline.
        later: work whose deadline is after the last interval and which found nobody free; in
            people busy for one interval.
    """

    within: list[float]
    added: list[float]
    later: float


def place(work: Sequence[Work], room: Sequence[float], people: Sequence[float]) -> Placed:
    """Place work within its deadlines.

    First into the room, the earliest deadline first: no other rule puts more work there (Glover,
    Maximum Matching in a Convex Bipartite Graph, 1967). The rest goes, between its arrival and its
    deadline, where the fewest people are wanted, so that the peaks rise last.

    Args:
        room: free people in each interval.
        people: people wanted in each interval without this work.
    """
    within, rest = _into_room(work, room)
    added = [0.0] * len(room)
    for each in sorted(rest, key=lambda one: (one.due, one.arrives)):
        if each.due <= len(room):
            _level(added, people, each)
    return Placed(within, added, sum(each.people for each in rest if each.due > len(room)))


def free(agents: float, busy: float) -> float:
    """Return how many of the people present for calls are free for work that can wait.

    Args:
        busy: calls in progress on average (Erlang).
    """
    return max(0.0, BUSY * agents - busy)


def _into_room(work: Sequence[Work], room: Sequence[float]) -> tuple[list[float], list[Work]]:
    """Return the people used in each interval, and the work that found no room."""
    arriving = sorted(work, key=lambda each: each.arrives, reverse=True)
    waiting: list[tuple[int, int, float]] = []
    within: list[float] = []
    rest: list[Work] = []
    for interval, free_people in enumerate(room):
        while arriving and arriving[-1].arrives <= interval:
            came = arriving.pop()
            heappush(waiting, (came.due, came.arrives, came.people))
        left = free_people
        while waiting and (left > _NOTHING or waiting[0][0] <= interval):
            due, arrives, some = heappop(waiting)
            taken = min(some, left) if due > interval else 0.0
            left -= taken
            if some - taken > _NOTHING:
                if due <= interval:
                    rest.append(Work(arrives, due, some))
                else:
                    heappush(waiting, (due, arrives, some - taken))
        within.append(free_people - left)
    rest += [Work(arrives, due, some) for due, arrives, some in waiting]
    return within, rest + arriving


def _level(added: list[float], people: Sequence[float], work: Work) -> None:
    """Add people for some work, in the intervals of its time where the fewest are."""
    window = range(work.arrives, max(work.due, work.arrives + 1))
    height = {index: people[index] + added[index] for index in window}
    order = sorted(window, key=height.__getitem__)
    left = work.people
    for count, index in enumerate(order, start=1):
        above = height[order[count]] if count < len(order) else float("inf")
        step = min(left / count, above - height[index])
        for each in order[:count]:
            height[each] += step
            added[each] += step
        left -= step * count
        if left <= _NOTHING:
            return
