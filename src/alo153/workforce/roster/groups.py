"""Improve a roster until time is over: free some people, plan them again, keep the better."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from alo153.workforce.roster.dive import Effort, Month, Stop, plan
from alo153.workforce.roster.master import Column
from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Floats, Problem

SHARES = (0.15, 0.3, 0.5)
"""How many of the people are freed at once; those that win most per second are drawn more often."""
_POOL = 12
"""Months remembered for each person."""
_SMALL = 1e-6


@dataclass
class Plan:
    """The months of everybody, and what they cost."""

    problem: Problem
    months: list[Month]
    cost: float = field(init=False)

    def __post_init__(self) -> None:
        """Count what it costs."""
        self.cost = self.problem.cost(self.months)

    def without(self, people: Iterable[int]) -> Floats:
        """Return how many are present without some of the people."""
        gone = set(people)
        present = np.zeros(len(self.problem.wanted))
        for person, month in enumerate(self.months):
            if person not in gone:
                np.add.at(present, self.problem.rows_of(person, month), 1)
        return present

    def with_months(self, months: dict[int, Month]) -> Plan:
        """Return the roster with other months for some people."""
        changed = [months.get(person, month) for person, month in enumerate(self.months)]
        return Plan(self.problem, changed)


def descend(plan: Plan, people: Iterable[int], *, stop: Stop) -> Plan:
    """Plan each person again, exactly, against all others, until nobody gains."""
    waiting = list(people)
    idle = 0
    while waiting and idle < len(waiting) and not stop():
        person = waiting.pop(0)
        waiting.append(person)
        better = _alone(plan, person)
        idle = 0 if better.cost < plan.cost - _SMALL else idle + 1
        plan = better if better.cost <= plan.cost else plan
    return plan


def _alone(plan: Plan, person: int) -> Plan:
    prices = plan.problem.marginal(plan.without([person]))
    found = cheapest(plan.problem, [person], prices)
    return plan.with_months({each.person: each.month for each in found})


class Improving:
    """The search: which groups were freed, what they won, and the months worth remembering."""

    def __init__(self, begun: Plan, *, seed: int, tell: Callable[[Plan], None]) -> None:
        self.best = begun
        self._random = np.random.default_rng(seed)
        self._tell = tell
        self._gain = np.ones(len(SHARES))
        self._pool: dict[int, list[Month]] = {
            person: [month] for person, month in enumerate(begun.months)
        }

    def run(self, *, now: Callable[[], float], stop: Stop) -> Plan:
        """Improve until `stop`; `now` counts seconds."""
        while not stop():
            size = int(self._random.choice(len(SHARES), p=self._gain / self._gain.sum()))
            began, before = now(), self.best.cost
            self._free(SHARES[size], stop)
            rate = (before - self.best.cost) / max(now() - began, 1e-3)
            self._gain[size] = 0.7 * self._gain[size] + 0.3 * rate + 0.01 * self._gain.mean()
            self._gain = np.maximum(self._gain, 0.05 * self._gain.max() + 1e-9)
        return self.best

    def _free(self, share: float, stop: Stop) -> None:
        people = self._draw(share)
        wanted = self.best.problem.wanted - self.best.without(people)
        known = [Column(person, month) for person in people for month in self._pool[person]]
        effort = Effort(first=25, each=3, share=0.15, smooth=0.4)
        months, _ = plan(self.best.problem, people, wanted, known=known, effort=effort, stop=stop)
        self._remember(months)
        found = descend(self.best.with_months(months), people, stop=stop)
        if found.cost < self.best.cost - _SMALL:
            self._tell(found)
        if found.cost <= self.best.cost:
            self.best = found

    def _draw(self, share: float) -> list[int]:
        count = len(self.best.months)
        size = min(count, max(3, round(share * count)))
        return sorted(int(each) for each in self._random.choice(count, size, replace=False))

    def _remember(self, months: dict[int, Month]) -> None:
        for person, month in months.items():
            pool = self._pool[person]
            if month not in pool:
                self._pool[person] = [*pool[-_POOL:], month]
