"""The first lawful roster: each person in turn gets the cheapest month against the rest so far.

A long roster is made in stretches of four weeks, of which three are kept: the fourth week makes
sure that a lawful continuation exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import numpy as np

from alo153.workforce.automata import OFF
from alo153.workforce.roster.plan import Plan
from alo153.workforce.roster.pricing import bytes_of, cheapest
from alo153.workforce.roster.problem import Floats, Month, Person, Problem

MOST_BYTES = 400_000_000
"""The memory limit of everybody's whole months: above it only parts are planned together."""
_MOST_OF_ONE = 200_000_000
_LOOKED, _KEPT = 28, 21


class NoLawfulMonth(ValueError):
    """For these people no month is lawful; their numbers are the first argument."""


def is_long(problem: Problem) -> bool:
    """Tell whether a roster is too large for whole months of everybody at once."""
    return sum(bytes_of(problem, person) for person in range(len(problem.people))) > MOST_BYTES


def from_nothing(problem: Problem, begin: Sequence[Month | None]) -> Plan:
    """Return a lawful roster: each person without a month gets the cheapest one against the rest.

    Raises:
        NoLawfulMonth: a person has no lawful month.
    """
    months = dict(enumerate(begin))
    present = problem.wanted * 0
    for person, month in months.items():
        if month is not None:
            np.add.at(present, problem.rows_of(person, month), 1)
    hopeless = []
    for person in (each for each, month in months.items() if month is None):
        found = _month(problem, person, present)
        if found is None:
            hopeless.append(person)
            continue
        months[person] = found
        np.add.at(present, problem.rows_of(person, found), 1)
    if hopeless:
        raise NoLawfulMonth(hopeless)
    return Plan.of(problem, [month for month in months.values() if month is not None])


def _month(problem: Problem, person: int, present: Floats) -> Month | None:
    found = None
    if bytes_of(problem, person) > _MOST_OF_ONE:
        found = _in_stretches(problem, person, present)
    return found or _cheapest(problem, person, present)


def _in_stretches(problem: Problem, person: int, present: Floats) -> Month | None:
    month: Month = ()
    while len(month) < problem.days:
        found = _stretch(problem, person, month, present)
        if found is None:
            return None
        rest = problem.days - len(month) - len(found)
        month += found if rest <= 0 else found[:_KEPT]
    return month


def _cheapest(problem: Problem, person: int, present: Floats) -> Month | None:
    # Nothing is known of its tallies yet: they cost as at the fair share, which is nothing
    found = cheapest(problem, [person], problem.marginal(present), thorough=True)
    return found[0].month if found else None


def _stretch(problem: Problem, person: int, before: Month, present: Floats) -> Month | None:
    """Return the next days of a month: at its fair pace if possible, else as they come."""
    first = len(before)
    last = min(problem.days, first + _LOOKED)
    for pace in (last / problem.days, 1.0):
        asked = _person(problem, person, before, last, pace)
        part = problem.between(first, last, [asked])
        found = _cheapest(part, 0, present)
        if found is not None:
            return found
    return None


def _person(problem: Problem, number: int, before: Month, last: int, pace: float) -> Person:
    """Return a person with what they may have of their time and counts until a day."""
    asked = problem.people[number]
    first, rest = len(before), problem.days - last
    longest = int(problem.minutes.max())
    so_far = (*before, *[OFF] * (problem.days - first))
    worked, counts = problem.work(before), problem.counts(number, so_far)
    slack = longest if rest else 0
    least = asked.least * pace - slack if pace < 1 else asked.least - longest * rest
    return replace(
        asked,
        automaton=asked.automaton.between(first, last),
        start=asked.automaton.states(before, asked.start)[-1],
        ends=None if rest else asked.ends,
        cost=asked.cost[first:last],
        least=max(0, int(least) - worked),
        most=min(asked.most, int(asked.most * pace) + slack) - worked,
        count_most=ceil(asked.count_most * pace) - counts,
        count_cost=asked.count_cost[counts:],
        shift_most=tuple(
            ceil(most * pace) - before.count(shift) for shift, most in enumerate(asked.shift_most)
        ),
        tally_cost=tuple(
            cost[had:]
            for cost, had in zip(asked.tally_cost, problem.tallied(so_far).tolist(), strict=True)
        ),
    )
