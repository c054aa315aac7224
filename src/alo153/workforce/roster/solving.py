"""Make a roster: single months, then windows, then all together by column generation, and improve.

Windows of some days win most in the first minutes; the linear program over whole months says how
far it could go, and its dive sometimes begins better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alo153.workforce.roster.beginning import from_nothing, is_long
from alo153.workforce.roster.dive import Effort, plan
from alo153.workforce.roster.groups import Improving
from alo153.workforce.roster.master import Column
from alo153.workforce.roster.plan import Plan, Stop, descend
from alo153.workforce.roster.problem import Month, Problem

_DESCENT, _WINDOWS, _LINEAR, _DIVED = 0.05, 0.25, 0.45, 0.6
"""Until which share of the time the first descent, windows, the linear program, and its dive go."""


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
    long = is_long(problem)
    best = from_nothing(problem, begin or [None] * len(problem.people))
    tell(best)
    if not long:
        best = descend(best, range(len(problem.people)), stop=over(_DESCENT))
        tell(best)
    search = Improving(best, seed=seed, tell=tell, long=long)
    if begin is None and not long:
        search.run(now=now, stop=over(_WINDOWS))
        dived, bound = _dive(search.best, stop=over(_DIVED), dive=over(_LINEAR))
        search.keep(descend(dived, range(len(problem.people)), stop=over(_DIVED)))
    found = search.run(now=now, stop=over(1))
    return Roster(tuple(found.months), found.cost, bound)


def _dive(best: Plan, *, stop: Stop, dive: Stop) -> tuple[Plan, float | None]:
    problem = best.problem
    found = plan(
        problem,
        range(len(problem.people)),
        problem.wanted,
        known=[Column(person, month) for person, month in enumerate(best.months)],
        effort=Effort(),
        stop=stop,
        dive=dive,
    )
    return best.with_months(found.months), found.bound
