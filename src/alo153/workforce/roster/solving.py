"""Make a roster: everybody's cheapest month, all together by column generation, then improve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alo153.workforce.roster.dive import Effort, Month, Stop, plan
from alo153.workforce.roster.groups import Improving, Plan, descend
from alo153.workforce.roster.master import Column
from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Problem

_DESCENT, _LINEAR, _DIVED = 0.05, 0.35, 0.65
"""Until which share of the time the first descent, the linear program, and the dive may take."""


class NoLawfulMonth(ValueError):
    """For these people no month is lawful; their numbers are the first argument."""


@dataclass(frozen=True)
class Roster:
    """A roster found, what it costs, and the bound below which none can be (None: not reached)."""

    months: tuple[Month, ...]
    cost: float
    bound: float | None


def solve(
    problem: Problem,
    *,
    seconds: float,
    now: Callable[[], float],
    seed: int = 1,
    begin: Sequence[Month | None] | None = None,
    tell: Callable[[Plan], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Roster:
    """Return the best roster found in this time; what was best so far is told as it comes.

    Args:
        now: a clock in seconds.
        begin: a roster to change as little as pays, None where somebody's month is lawful no more;
            without it one is made from nothing.
        tell: gets each better roster.
        cancelled: asked often; the best so far is returned.

    Raises:
        NoLawfulMonth: somebody has no lawful month at all.
    """
    end = now() + seconds

    def over(share: float) -> Callable[[], bool]:
        limit = end - seconds * (1 - share)
        return lambda: cancelled() or now() >= limit

    bound = None
    best = descend(_first(problem, begin), range(len(problem.people)), stop=over(_DESCENT))
    tell(best)
    if begin is None:
        dived, bound = _dive(best, stop=over(_DIVED), dive=over(_LINEAR))
        dived = descend(dived, range(len(problem.people)), stop=over(_DIVED))
        best = min(best, dived, key=lambda each: each.cost)
        tell(best)
    found = Improving(best, seed=seed, tell=tell).run(now=now, stop=over(1))
    return Roster(tuple(found.months), found.cost, bound)


def _dive(best: Plan, *, stop: Stop, dive: Stop) -> tuple[Plan, float | None]:
    problem = best.problem
    known = [Column(person, month) for person, month in enumerate(best.months)]
    months, bound = plan(
        problem,
        range(len(problem.people)),
        problem.wanted,
        known=known,
        effort=Effort(),
        stop=stop,
        dive=dive,
    )
    return best.with_months(months), bound


def _first(problem: Problem, begin: Sequence[Month | None] | None) -> Plan:
    """Return a lawful roster to begin with: what was there, and months for those without one."""
    return from_nothing(problem, begin or [None] * len(problem.people))


def from_nothing(problem: Problem, begin: Sequence[Month | None]) -> Plan:
    """Return a lawful roster: each person without a month gets the cheapest against the others.

    Raises:
        NoLawfulMonth: somebody has none.
    """
    months = dict(enumerate(begin))
    present = problem.wanted * 0
    for person, month in months.items():
        if month is not None:
            np.add.at(present, problem.rows_of(person, month), 1)
    hopeless = []
    for person in (each for each, month in months.items() if month is None):
        found = cheapest(problem, [person], problem.marginal(present))
        if not found:
            hopeless.append(person)
            continue
        months[person] = found[0].month
        np.add.at(present, problem.rows_of(person, found[0].month), 1)
    if hopeless:
        raise NoLawfulMonth(hopeless)
    return Plan(problem, [month for month in months.values() if month is not None])
