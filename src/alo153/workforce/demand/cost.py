"""What does 90/10 cost? People and hours of a week for a service goal of calls and chats.

Written work has its own targets: it is done between the calls, and wants people beyond them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alo153.workforce.demand.deferrable import added_for
from alo153.workforce.demand.live import Live
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.staffing.deferrable import Work
from alo153.workforce.staffing.erlang import Goal, Load, agents_for
from alo153.workforce.staffing.requirement import Service, with_absences

GOALS = ((0.7, 30), (0.8, 20), (0.85, 15), (0.9, 10), (0.95, 10))
_FEW = 10


@dataclass(frozen=True)
class Price:
    """The cost of a goal: planned hours of a week, the most people at once, full contracts.

    ``contracts`` are of 45 hours. ``hours`` are by Erlang A, in which callers give up after a
    while, ``cautious`` by Erlang C, in which nobody does: the truth is between the two.
    """

    goal: Goal
    hours: float
    cautious: float
    peak: int

    @property
    def contracts(self) -> float:
        """Return how many full contracts these hours are."""
        return self.hours / 45

    @property
    def percent(self) -> int:
        """Return the share of calls in time, in per cent."""
        return self.goal.percent


def price(
    calls: Sequence[float],
    handling: Handling,
    service: Service,
    live: Live,
    written: Sequence[Work],
) -> Price:
    """Return what a goal needs.

    Args:
        calls: of each hour of a week, from midnight on.
        live: chats and the like of the same hours, answered by the same people.
        written: work that can wait, by half hour from the first midnight on.
    """
    loads = [
        live.added_to(Load(_rounded(each), handling.at(hour)), hour)
        for hour, each in enumerate(calls)
    ]
    cautious = _cheapest(loads, service, (None,), written)
    planned = _cheapest(loads, service, (service.patience_seconds, None), written)
    return Price(service.goal, float(sum(planned)), float(sum(cautious)), max(planned, default=0))


def _rounded(calls: float) -> float:
    # The same load is worked out once
    return round(calls, 1) if calls < _FEW else float(round(calls))


def _cheapest(
    loads: Sequence[Load],
    service: Service,
    patiences: Sequence[float | None],
    written: Sequence[Work],
) -> list[int]:
    """Return the people of each hour who reach a goal, by the way that takes the fewest hours.

    People for a higher goal have more time between calls, so with written work they may need fewer
    hours in all than a lower goal, to which whole people are added.
    """
    own = service.goal
    higher = [Goal(*each) for each in GOALS if each[0] >= own.share and each[1] <= own.seconds]
    ways = [
        _people(loads, replace(service, goal=goal), patience, written)
        for goal in (own, *(higher if written else ()))
        for patience in patiences
    ]
    return min(ways, key=sum)


def _people(
    loads: Sequence[Load], service: Service, patience: float | None, written: Sequence[Work]
) -> list[int]:
    agents = [float(max(service.least, agents_for(each, service.goal, patience))) for each in loads]
    added = added_for(written, loads, agents)
    return [
        with_absences(each + more, service.shrinkage)
        for each, more in zip(agents, added, strict=True)
    ]
