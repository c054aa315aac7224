"""A roster as it is: everybody's month, who is present, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Floats, Month, Problem

Stop = Callable[[], bool]
SMALL = 1e-6


@dataclass(frozen=True)
class Plan:
    """The months of everybody, what each costs by itself, and how many are present in each row."""

    problem: Problem
    months: list[Month]
    own: list[float]
    present: Floats
    cost: float

    @classmethod
    def of(cls, problem: Problem, months: Sequence[Month]) -> Plan:
        """Make the plan of these months."""
        own = [problem.own_cost(person, month) for person, month in enumerate(months)]
        return cls._counted(problem, list(months), own, problem.filled(months))

    @classmethod
    def _counted(
        cls, problem: Problem, months: list[Month], own: list[float], present: Floats
    ) -> Plan:
        return cls(problem, months, own, present, sum(own) + problem.cover_cost(present))

    def without(self, people: Iterable[int]) -> Floats:
        """Return how many are present without some of the people."""
        present = self.present.copy()
        for person in people:
            np.subtract.at(present, self.problem.rows_of(person, self.months[person]), 1)
        return present

    def with_months(self, months: Mapping[int, Month]) -> Plan:
        """Return the roster with other months for some people."""
        present = self.without(months)
        changed, own = list(self.months), list(self.own)
        for person, month in months.items():
            changed[person] = month
            own[person] = self.problem.own_cost(person, month)
            np.add.at(present, self.problem.rows_of(person, month), 1)
        return self._counted(self.problem, changed, own, present)


def descend(plan: Plan, people: Iterable[int], *, stop: Stop) -> Plan:
    """Plan each person again against the rest, exactly except for tallies, until nobody gains."""
    waiting = list(people)
    idle = 0
    while waiting and idle < len(waiting) and not stop():
        person = waiting.pop(0)
        waiting.append(person)
        better = _alone(plan, person)
        idle = 0 if better.cost < plan.cost - SMALL else idle + 1
        plan = better if better.cost <= plan.cost else plan
    return plan


def _alone(plan: Plan, person: int) -> Plan:
    prices = plan.problem.marginal(plan.without([person]))
    slopes = {person: plan.problem.slopes(person, plan.months[person])}
    found = cheapest(plan.problem, [person], prices, slopes)
    return plan.with_months({each.person: each.month for each in found})
