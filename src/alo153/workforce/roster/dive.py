"""Column generation for a group of people, a dive to whole months, and the best choice of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alo153.workforce.roster.master import Column, Master, Solved
from alo153.workforce.roster.plan import Stop
from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Floats, Month, Problem

_ENOUGH = 1e-4
SURE = 0.98
"""From this much on a month counts as decided."""
_NOTHING = 1e-9
_CHOICES = 600


@dataclass(frozen=True)
class Effort:
    """The effort: rounds before the dive, rounds in each of its steps, and its steps.

    ``share`` of the people who are left is decided at each step; ``choose`` are the seconds in
    which the best choice among all months that came up may be looked for afterwards.
    """

    first: int = 200
    each: int = 4
    share: float = 0.08
    smooth: float = 0.6
    choose: float = 0.0


@dataclass(frozen=True)
class Found:
    """Months for a group, and the bound of the linear program; None if it was not solved."""

    months: Mapping[int, Month]
    bound: float | None


def plan(
    problem: Problem,
    people: Sequence[int],
    wanted: Floats,
    *,
    known: Sequence[Column],
    effort: Effort,
    stop: Stop,
    dive: Stop | None = None,
) -> Found:
    """Return months for these people.

    Args:
        wanted: the requirement that remaining people leave open; may be negative.
        known: months to begin with: at least one for each person, if `stop` may come early.
        dive: says when to dive although the linear program is not solved.
    """
    master = Master(problem, people, wanted)
    group = set(people)
    master.add(each for each in known if each.person in group)
    root, done = generate(
        master, list(people), rounds=effort.first, stop=dive or stop, effort=effort
    )
    decided = _dive(master, root, effort, stop)
    if effort.choose and not stop():
        decided |= master.choose(_worth(master, root), seconds=effort.choose)
    return Found(decided, root.cost if done else None)


def _dive(master: Master, root: Solved, effort: Effort, stop: Stop) -> dict[int, Month]:
    decided: dict[int, Month] = {}
    solved = root
    while len(decided) < len(master.people):
        chosen = _clearest(master, solved, decided, effort.share)
        if not chosen:
            break
        decided |= {master.columns[each].person: master.columns[each].month for each in chosen}
        master.fix(chosen)
        left = [person for person in master.people if person not in decided]
        rounds = 0 if stop() else effort.each
        solved, _ = generate(master, left, rounds=rounds, stop=stop, effort=effort)
    return decided


def _worth(master: Master, root: Solved) -> list[int]:
    """Return the columns that cost least at the prices of the linear program."""
    costs = [root.reduced(master.problem, each) for each in master.columns]
    return [int(each) for each in np.argsort(costs)[:_CHOICES]]


def generate(
    master: Master, people: list[int], *, rounds: int, stop: Stop, effort: Effort
) -> tuple[Solved, bool]:
    """Add months until none is worth adding; return the optimum, and whether it is the true one."""
    solved = master.solve()
    center = solved.prices
    for _ in range(rounds):
        if stop() or not people:
            return solved, False
        center = effort.smooth * center + (1 - effort.smooth) * solved.prices
        added = _price(master, people, center, solved)
        if not added:
            added = _price(master, people, solved.prices, solved)
            center = solved.prices
        if not added:
            return solved, True
        solved = master.solve()
    return solved, False


def _price(master: Master, people: list[int], prices: Floats, solved: Solved) -> int:
    found = cheapest(master.problem, people, prices, solved.slopes)
    columns = (Column(each.person, each.month) for each in found)
    return master.add(each for each in columns if solved.reduced(master.problem, each) < -_ENOUGH)


def _clearest(
    master: Master, solved: Solved, decided: Mapping[int, Month], share: float
) -> list[int]:
    """Return the columns to fix: all that are sure, and the clearest of the rest."""
    best: dict[int, tuple[float, int]] = {}
    for index in np.flatnonzero(solved.amounts > _NOTHING):
        amount, person = float(solved.amounts[index]), master.columns[index].person
        if person not in decided and amount > best.get(person, (0.0, 0))[0]:
            best[person] = (amount, int(index))
    ranked = sorted(best.values(), reverse=True)
    least = max(1, int(np.ceil(share * len(ranked))))
    return [index for place, (amount, index) in enumerate(ranked) if amount > SURE or place < least]
