"""Rosters so small that every month can be tried: early and late, at most three days in a row."""

import itertools
from collections.abc import Hashable, Iterator
from dataclasses import replace

import numpy as np

from alo153.workforce.automata import OFF, Automaton, build
from alo153.workforce.roster.problem import NEVER, Month, Person, Problem

EARLY, LATE = 0, 1
REST = (0, OFF)
MOST_IN_A_ROW = 3


def _step(name: Hashable, shift: int, _: str) -> Hashable | None:
    run, last = name  # type: ignore[misc]
    if shift == OFF:
        return REST
    if run == MOST_IN_A_ROW or (last, shift) == (LATE, EARLY):
        return None
    return (run + 1, shift)


def machine(days: int) -> Automaton:
    """Return the automaton: no early shift after a late one."""
    return build(
        starts=[REST],
        step=_step,
        shifts=2,
        kinds=["day"] * days,
        label=lambda name: name != REST,
    )


def problem(random: np.random.Generator, *, days: int = 6, people: int = 3) -> Problem:
    """Return a roster of random wishes, limits and needs; its weekend is days 2 and 3."""
    of = machine(days)
    counted = np.zeros((days, 3, 2), dtype=bool)
    counted[2, :2] = True
    counted[3, :2, 0] = True
    rows = np.arange(2 * days).reshape(days, 2)
    tallies = np.zeros((1, days, 3), dtype=bool)
    tallies[0, :, LATE] = True
    return Problem(
        days=days,
        minutes=np.array([480, 360]),
        counted=counted,
        people=tuple(_person(of, random) for _ in range(people)),
        covers=(tuple(tuple(rows[day, [shift]] for shift in range(2)) for day in range(days)),),
        wanted=random.integers(0, people, 2 * days).astype(float),
        under=np.full(2 * days, 20.0),
        over=np.full(2 * days, 1.0),
        tallies=tallies,
    )


def _person(of: Automaton, random: np.random.Generator) -> Person:
    days = len(of.days)
    cost = random.integers(0, 9, (days, 3)).astype(float)
    cost[random.integers(days), random.integers(2)] = NEVER
    share = float(random.uniform(0, 2))
    return Person(
        automaton=of,
        start=of.starts[REST],
        skill_set=0,
        cost=cost,
        least=360 * int(random.integers(0, 2)),
        most=480 * int(random.integers(2, 5)),
        count_most=1,
        count_cost=(3.0,),
        shift_most=(days, int(random.integers(1, days))),
        tally_cost=(tuple(2 * (2 * k - 1 - 2 * share) for k in range(1, days + 1)),),
    )


def months(of: Problem, person: int) -> Iterator[Month]:
    """Yield every month that a person may have."""
    for month in itertools.product((OFF, EARLY, LATE), repeat=of.days):
        if of.allows(person, month):
            yield month


def without_limits(of: Problem) -> Problem:
    """Return it without limits of single shifts, which the pricing meets by search alone."""
    return replace(of, people=tuple(replace(each, shift_most=()) for each in of.people))
