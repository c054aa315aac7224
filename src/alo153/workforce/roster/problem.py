"""The problem of a roster: people with their lawful months, and the requirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from alo153.workforce.automata import OFF, Automaton

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Month = tuple[int, ...]
NEVER = 1e7
"""The cost of a shift that a person may not have on a day."""


@dataclass(frozen=True)
class Person:
    """Somebody to be planned.

    Args:
        automaton: which sequences are lawful; people with the same one share the object.
        start: their state at the beginning.
        skill_set: which rows their presence counts for: a number into `Problem.covers`.
        cost: days x (shifts + 1): what each shift costs by itself, the last column a day off;
            NEVER where it is not allowed.
        least, most: minutes of work in all.
        count_most: how many counted days (weekends, nights) they may have.
        count_cost: what the first, second, ... counted day costs: fairness is in the state.
        shift_most: for each shift how often at most.
        tally_cost: for each tally what the first, second, ... day costs; never falls.
        ends: the states in which they may end; None: all.
    """

    automaton: Automaton
    start: int
    skill_set: int
    cost: Floats
    least: int
    most: int
    count_most: int
    count_cost: tuple[float, ...] = ()
    shift_most: tuple[int, ...] = ()
    tally_cost: tuple[tuple[float, ...], ...] = ()
    ends: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Problem:
    """A roster to make.

    Args:
        minutes: work of each shift.
        counted: days x (shifts + 1) x 2: whether a shift counts on a day, after a day without
            work (0) and after a day with work (1).
        covers: for each skill set, day and shift the rows that one person fills.
        wanted: people wanted in each row, and what one too few and one too many cost.
        tallies: tallies x days x (shifts + 1): further days that are to be shared fairly
            (weekends, holidays). They are no part of a path's state, the prices carry them.
    """

    days: int
    minutes: Ints
    counted: NDArray[np.bool_]
    people: tuple[Person, ...]
    covers: tuple[tuple[tuple[Ints, ...], ...], ...]
    wanted: Floats
    under: Floats
    over: Floats
    tallies: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=bool))
    unit: int = field(init=False)

    def __post_init__(self) -> None:
        """Find the longest time of which all lengths of shifts are multiples."""
        object.__setattr__(self, "unit", int(np.gcd.reduce(self.minutes)))

    @property
    def shifts(self) -> int:
        """Return the number of shifts."""
        return len(self.minutes)

    def between(self, first: int, last: int, people: Sequence[Person]) -> Problem:
        """Return some of its days alone, ``last`` not among them, for people made for these."""
        return replace(
            self,
            days=last - first,
            counted=self.counted[first:last],
            covers=tuple(skills[first:last] for skills in self.covers),
            tallies=self.tallies[:, first:last] if len(self.tallies) else self.tallies,
            people=tuple(people),
        )

    def rows_of(self, person: int, month: Sequence[int]) -> Ints:
        """Return the rows that a person's month fills."""
        covers = self.covers[self.people[person].skill_set]
        found = [covers[day][shift] for day, shift in enumerate(month) if shift != OFF]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def filled(self, months: Sequence[Sequence[int]]) -> Floats:
        """Return how many people are present in each row."""
        present = np.zeros(len(self.wanted))
        for person, month in enumerate(months):
            np.add.at(present, self.rows_of(person, month), 1)
        return present

    def cover_cost(self, present: Floats) -> float:
        """Return what is paid for the people too few and too many."""
        few = np.maximum(self.wanted - present, 0)
        many = np.maximum(present - self.wanted, 0)
        return float(few @ self.under + many @ self.over)

    def path_cost(self, person: int, month: Sequence[int]) -> float:
        """Return what a month costs by itself, without tallies and without those present."""
        asked = self.people[person]
        cost = float(asked.cost[np.arange(self.days), month].sum())
        return cost + sum(asked.count_cost[: self.counts(person, month)])

    def own_cost(self, person: int, month: Sequence[int]) -> float:
        """Return what a month costs by itself, without those present."""
        costs = self.people[person].tally_cost
        tallied = zip(costs, self.tallied(month).tolist(), strict=True)
        return self.path_cost(person, month) + sum(sum(cost[:had]) for cost, had in tallied)

    def allows(self, person: int, month: Sequence[int]) -> bool:
        """Tell whether a month is one that this person may have."""
        asked = self.people[person]
        states = asked.automaton.states(month, asked.start)
        return (
            len(states) == self.days + 1
            and (asked.ends is None or bool(asked.ends[states[-1]]))
            and asked.least <= self.work(month) <= asked.most
            and self.counts(person, month) <= asked.count_most
            and float(asked.cost[np.arange(self.days), month].sum()) < NEVER
            and all(month.count(shift) <= most for shift, most in enumerate(asked.shift_most))
        )

    def work(self, month: Iterable[int]) -> int:
        """Return the minutes of a month."""
        return sum(int(self.minutes[shift]) for shift in month if shift != OFF)

    def counts(self, person: int, month: Sequence[int]) -> int:
        """Return how many days of a month count."""
        asked = self.people[person]
        works = [bool(asked.automaton.works[asked.start]), *(shift != OFF for shift in month)]
        return sum(
            int(self.counted[day, shift, int(works[day])]) for day, shift in enumerate(month)
        )

    def tallied(self, month: Sequence[int]) -> Ints:
        """Return the days of each tally in a month."""
        if not len(self.tallies):
            return np.zeros(0, dtype=np.int64)
        found: Ints = self.tallies[:, np.arange(self.days), month].sum(axis=1)
        return found

    def slopes(self, person: int, month: Sequence[int]) -> Floats:
        """Return what a day more or less of each tally costs, by the mean of both."""
        costs = self.people[person].tally_cost
        return np.array(
            [
                (cost[max(0, had - 1)] + cost[min(had, len(cost) - 1)]) / 2
                for cost, had in zip(costs, self.tallied(month).tolist(), strict=True)
            ]
        )

    def cost(self, months: Sequence[Sequence[int]]) -> float:
        """Return what a roster costs."""
        own = sum(self.own_cost(person, month) for person, month in enumerate(months))
        return own + self.cover_cost(self.filled(months))

    def marginal(self, present: Floats) -> Floats:
        """Return what one person more costs in each row: exact for one person."""
        return np.where(present < self.wanted, -self.under, self.over)
