"""Column generation for a group of people, and a dive to whole months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alo153.workforce.roster.master import Column, Master, Solved
from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Floats, Problem

Month = tuple[int, ...]
Stop = Callable[[], bool]
_ENOUGH = 1e-4
SURE = 0.98
"""From this much on a month counts as decided."""


@dataclass(frozen=True)
class Effort:
    """How long it is thought: rounds before the dive, rounds in each of its steps, and its steps.

    ``share`` of the people who are left is decided at each step.
    """

    first: int = 200
    each: int = 4
    share: float = 0.08
    smooth: float = 0.6


def plan(
    problem: Problem,
    people: Sequence[int],
    wanted: Floats,
    *,
    known: Sequence[Column],
    effort: Effort,
    stop: Stop,
    dive: Stop | None = None,
) -> tuple[dict[int, Month], float | None]:
    """Return months for these people, and the bound of the linear program if it was solved.

    Args:
        wanted: what the others leave over; may be negative.
        known: months to begin with: at least one for each person, if `stop` may come early.
        dive: tells when to dive though the linear program is not solved.
    """
    master = Master(problem, people, wanted)
    master.add(each for each in known if each.person in set(people))
    early = dive or stop
    solved, done = generate(master, list(people), rounds=effort.first, stop=early, effort=effort)
    bound = solved.cost if done else None
    decided: dict[int, Month] = {}
    while len(decided) < len(people):
        chosen = _choose(master, solved, decided, effort.share)
        if not chosen:
            break
        decided |= {master.columns[each].person: master.columns[each].month for each in chosen}
        master.fix(chosen)
        left = [person for person in people if person not in decided]
        rounds = 0 if stop() else effort.each
        solved, _ = generate(master, left, rounds=rounds, stop=stop, effort=effort)
    return decided, bound


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
    found = cheapest(master.problem, people, prices)
    better = []
    for each in found:
        rows = master.problem.rows_of(each.person, each.month)
        true = master.problem.own_cost(each.person, each.month) + solved.prices[rows].sum()
        if true < solved.wages[each.person] - _ENOUGH:
            better.append(Column(each.person, each.month))
    return master.add(better)


def _choose(master: Master, solved: Solved, decided: dict[int, Month], share: float) -> list[int]:
    """Return the columns to decide for: all that are sure, and the clearest of the others."""
    best: dict[int, tuple[float, int]] = {}
    for index, amount in enumerate(solved.amounts):
        person = master.columns[index].person
        if person not in decided and amount > best.get(person, (1e-9, 0))[0]:
            best[person] = (float(amount), index)
    ranked = sorted(best.values(), reverse=True)
    least = max(1, int(np.ceil(share * len(ranked))))
    return [index for place, (amount, index) in enumerate(ranked) if amount > SURE or place < least]
