"""Some days of a roster as a problem of their own, made from the same automaton.

Everybody can be free in a window of some days, where whole months of everybody are too much. The
months around it stay: they say in which state a person comes, in which states they may leave, and
what is left of their minutes and counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alo153.workforce.automata import OFF, Automaton
from alo153.workforce.roster.plan import Plan
from alo153.workforce.roster.problem import Person, Problem


def may_end(problem: Problem, day: int) -> bool:
    """Tell whether a window may end before a day: what follows must count alike in any case."""
    return day == problem.days or bool(
        (problem.counted[day, :, 0] == problem.counted[day, :, 1]).all()
    )


def window(plan: Plan, first: int, last: int) -> Plan:
    """Return the days from ``first`` until before ``last`` as a plan; `may_end` says where."""
    problem = plan.problem
    machines: dict[int, Automaton] = {}
    for person in problem.people:
        whole = person.automaton
        machines.setdefault(id(whole), whole.between(first, last))
    people = [
        _person(plan, number, machines[id(person.automaton)], first, last)
        for number, person in enumerate(problem.people)
    ]
    cut = problem.between(first, last, people)
    inside = [month[first:last] for month in plan.months]
    present = cut.filled(inside)
    return Plan.of(replace(cut, wanted=problem.wanted - (plan.present - present)), inside)


def put_back(plan: Plan, part: Plan, first: int, last: int) -> Plan:
    """Return a roster with the days of a window as they were planned there."""
    months = {
        person: (*month[:first], *inside, *month[last:])
        for person, (month, inside) in enumerate(zip(plan.months, part.months, strict=True))
        if month[first:last] != inside
    }
    return plan.with_months(months)


def _person(plan: Plan, number: int, machine: Automaton, first: int, last: int) -> Person:
    problem, month = plan.problem, plan.months[number]
    asked = problem.people[number]
    around = (*month[:first], *[OFF] * (last - first), *month[last:])
    worked = problem.work(around)
    counts = _counts_around(problem, number, month, first, last)
    had = problem.tallied(around)
    return replace(
        asked,
        automaton=machine,
        start=asked.automaton.states(month[:first], asked.start)[-1],
        ends=asked.automaton.accepting(month[last:], last, asked.ends),
        cost=asked.cost[first:last],
        least=max(0, asked.least - worked),
        most=asked.most - worked,
        count_most=asked.count_most - counts,
        count_cost=asked.count_cost[counts:],
        shift_most=tuple(most - around.count(shift) for shift, most in enumerate(asked.shift_most)),
        tally_cost=tuple(
            cost[days:] for cost, days in zip(asked.tally_cost, had.tolist(), strict=True)
        ),
    )


def _counts_around(
    problem: Problem, number: int, month: Sequence[int], first: int, last: int
) -> int:
    asked = problem.people[number]
    works = [bool(asked.automaton.works[asked.start]), *(shift != OFF for shift in month)]
    around = (*range(first), *range(last, problem.days))
    return sum(int(problem.counted[day, month[day], int(works[day])]) for day in around)
