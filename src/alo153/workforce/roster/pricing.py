"""The cheapest lawful month of each person, by a dynamic program over state, time and count.

The months of people with the same automaton and bounds are found together: the arrays have a
person's axis. From the last day to the first, `cost to go` of each state; then read forward.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alo153.workforce.automata import OFF, Table
from alo153.workforce.roster.problem import NEVER, Floats, Person, Problem

ROUNDS = 12
"""How often the price of a shift that somebody has too often is raised."""
_BYTES = 150_000_000
_Values = NDArray[np.float32]


@dataclass(frozen=True)
class Priced:
    """A month of a person, and what it costs at the prices asked."""

    person: int
    month: tuple[int, ...]
    cost: float


def cheapest(problem: Problem, people: Sequence[int], prices: Floats) -> list[Priced]:
    """Return the cheapest lawful month of each of these people.

    Args:
        prices: what one person more costs in each row (negative: it is worth something).

    People for whom no month is lawful are left out.
    """
    by_kind: dict[int, list[int]] = defaultdict(list)
    for person in people:
        by_kind[id(problem.people[person].automaton)].append(person)
    found = [each for alike in by_kind.values() for each in _of_kind(problem, alike, prices)]
    return sorted(found, key=lambda each: each.person)


def _of_kind(problem: Problem, people: list[int], prices: Floats) -> list[Priced]:
    by_skill: dict[int, Floats] = {}
    priced = []
    for person in people:
        asked = problem.people[person]
        if asked.skill_set not in by_skill:
            by_skill[asked.skill_set] = _row_prices(problem, asked.skill_set, prices)
        priced.append(asked.cost + by_skill[asked.skill_set])
    grid = _Grid(problem, people)
    size = max(1, _BYTES // grid.bytes_of_one)
    found: list[Priced] = []
    for first in range(0, len(people), size):
        part = slice(first, first + size)
        found += _within_limits(grid, people[part], np.array(priced[part]))
    return found


def _row_prices(problem: Problem, skill_set: int, prices: Floats) -> Floats:
    covers = problem.covers[skill_set]
    found = np.zeros((problem.days, problem.shifts + 1))
    for day in range(problem.days):
        found[day, :-1] = [prices[rows].sum() for rows in covers[day]]
    return found


def _within_limits(grid: _Grid, people: list[int], priced: Floats) -> list[Priced]:
    """Price again, dearer, the shifts that somebody has more often than they may."""
    found: list[Priced] = []
    extra = np.zeros((len(people), grid.problem.shifts + 1))
    left = list(range(len(people)))
    for turn in range(ROUNDS):
        months = grid.months(
            [people[each] for each in left], priced[left] + extra[left][:, None, :]
        )
        again = []
        for each, month in zip(left, months, strict=True):
            if month is None:
                continue
            over = _excess(grid.problem, people[each], month)
            if over.any():
                extra[each] += over * _step_of(priced[each], turn)
                again.append(each)
            else:
                found.append(_priced(grid, people[each], month, priced[each]))
        left = again
        if not left:
            break
    return found


def _step_of(priced: Floats, turn: int) -> float:
    usual = np.abs(priced[priced < NEVER / 2])
    return float(usual.mean() + 1) * 0.25 * 1.5**turn


def _excess(problem: Problem, person: int, month: Sequence[int]) -> Floats:
    most = problem.people[person].shift_most
    over = np.zeros(problem.shifts + 1)
    if most:
        had = np.bincount([each for each in month if each != OFF], minlength=problem.shifts)
        over[:-1] = np.maximum(had - np.array(most), 0)
    return over


def _priced(grid: _Grid, person: int, month: tuple[int, ...], priced: Floats) -> Priced:
    cost = float(priced[np.arange(len(month)), month].sum())
    count = grid.problem.counts(month)
    return Priced(person, month, cost + sum(grid.problem.people[person].count_cost[:count]))


class _Grid:
    """The arrays of people with the same automaton: state x person x time x count."""

    def __init__(self, problem: Problem, people: Sequence[int]) -> None:
        asked = [problem.people[each] for each in people]
        self.problem = problem
        self.automaton = asked[0].automaton
        self.times = max(each.most for each in asked) // problem.unit + 1
        self.counts = min(max(each.count_most for each in asked), problem.days) + 1
        self.steps = np.append(problem.minutes // problem.unit, 0)
        self.kinds = [_Kind.of(table) for table in self.automaton.tables]
        self.kind_of = [self.automaton.number(day) for day in range(problem.days)]

    @property
    def bytes_of_one(self) -> int:
        """Return how much memory one person takes."""
        return int(self.automaton.size * self.times * self.counts * 4 * (self.problem.days + 1))

    def months(self, people: list[int], priced: Floats) -> list[tuple[int, ...] | None]:
        """Return the cheapest month of each person; None if there is none."""
        to_go = self._to_go(people, priced.astype(np.float32))
        return self._read(people, priced, to_go)

    def _to_go(self, people: list[int], priced: _Values) -> list[_Values]:
        shape = (self.automaton.size, len(people), self.times, self.counts)
        last = np.full(shape, np.inf, dtype=np.float32)
        for place, person in enumerate(people):
            asked = self.problem.people[person]
            times = slice(-(-asked.least // self.problem.unit), asked.most // self.problem.unit + 1)
            counts = min(asked.count_most, self.counts - 1) + 1
            fair = np.concatenate([[0], np.cumsum(self._count_cost(asked))])[:counts]
            last[:, place, times, :counts] = fair.astype(np.float32)
        values = [last]
        for day in reversed(range(self.problem.days)):
            values.append(self._day_before(day, values[-1], priced[:, day]))
        return values[::-1]

    def _count_cost(self, person: Person) -> Floats:
        given = person.count_cost[: self.counts - 1]
        return np.pad(np.array(given, dtype=np.float64), (0, self.counts - 1 - len(given)))

    def _day_before(self, day: int, after: _Values, priced: _Values) -> _Values:
        kind = self.kinds[self.kind_of[day]]
        rested = self._reached(day, kind, after, priced, works=0)
        counted = self.problem.counted[day]
        worked = self.kinds[self.kind_of[day - 1]].after_work if day else frozenset()
        tired = rested
        if worked and (counted[:, 0] != counted[:, 1]).any():
            tired = self._reached(day, kind, after, priced, works=1)
        before = np.empty_like(after)
        for state, chosen in enumerate(kind.ways):
            ways = tired if state in worked else rested
            np.minimum.reduce(ways[chosen], axis=0, out=before[state])
        return before

    def _reached(
        self, day: int, kind: _Kind, after: _Values, priced: _Values, works: int
    ) -> _Values:
        """Return what each (shift, state) costs to take and to go on from; the last one: never."""
        found = np.full((len(kind.targets) + 1, *after.shape[1:]), np.inf, dtype=np.float32)
        for index, (shift, state) in enumerate(kind.targets):
            time, count = int(self.steps[shift]), int(self.problem.counted[day, shift, works])
            if time < self.times and count < self.counts:
                np.add(
                    after[state, :, time:, count:],
                    priced[:, shift, None, None],
                    out=found[index, :, : self.times - time, : self.counts - count],
                )
        return found

    def _read(
        self, people: list[int], priced: Floats, to_go: list[_Values]
    ) -> list[tuple[int, ...] | None]:
        """Read the months forward, of all people together."""
        who = np.arange(len(people))
        start = [self.automaton.starts[self.problem.people[each].start] for each in people]
        state = np.array(start)
        time, count, works = (np.zeros(len(people), dtype=np.int64) for _ in range(3))
        possible = to_go[0][state, who, 0, 0] < NEVER / 2
        months = np.zeros((len(people), self.problem.days), dtype=np.int64)
        for day in range(self.problem.days):
            table = self.automaton.table(day)
            choices = table.choices[state]
            known = choices < len(table.shifts)
            safe = np.where(known, choices, 0)
            shifts, states = table.shifts[safe], table.states[safe]
            times = time[:, None] + self.steps[shifts]
            counts = count[:, None] + self.problem.counted[day, shifts, works[:, None]]
            fits = known & (times < self.times) & (counts < self.counts)
            times, counts = np.where(fits, times, 0), np.where(fits, counts, 0)
            values = to_go[day + 1][states, who[:, None], times, counts]
            values = np.where(fits, values + priced[who[:, None], day, shifts], np.inf)
            best = np.argmin(values, axis=1)
            state, time, count = states[who, best], times[who, best], counts[who, best]
            months[:, day] = shifts[who, best]
            works = (months[:, day] != OFF).astype(np.int64)
        rows = months.tolist()
        return [tuple(row) if can else None for row, can in zip(rows, possible, strict=True)]


@dataclass(frozen=True)
class _Kind:
    """The arcs of a kind of day, ready to be walked."""

    targets: list[tuple[int, int]]
    ways: list[NDArray[np.int64]]
    after_work: frozenset[int]

    @classmethod
    def of(cls, table: Table) -> _Kind:
        count = len(table.shifts)
        ways = [row[row < count] for row in table.choices]
        return cls(
            targets=list(zip(table.shifts.tolist(), table.states.tolist(), strict=True)),
            # A dead end reaches nothing: the target behind the last one costs infinitely much
            ways=[row if len(row) else np.array([count]) for row in ways],
            after_work=frozenset(table.states[table.shifts != OFF].tolist()),
        )
