"""The cheapest lawful month of each person, by a dynamic program over state, time and count.

The months of people with the same automaton and alike bounds are found together: the arrays have
a person's axis, the last one. From the last day to the first, `cost to go` of each state; then
read forward. A day's array holds only times that can still end within the bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alo153.workforce.automata import OFF, Automaton, Moves
from alo153.workforce.roster.problem import NEVER, Floats, Ints, Month, Person, Problem

ROUNDS = 6
"""The number of price rises for a shift that a person has too often."""
_BYTES = 30_000_000
_COUNTED_BYTES, _MOST_COUNTED_BYTES = 8_000_000, 500_000_000
"""Up to what size a shift that somebody has too often is counted in the state: usually, at most."""
_Values = NDArray[np.float32]
_Places = tuple[Any, ...]
Slopes = Mapping[int, Floats]
"""For a person what a day more of each tally costs."""


@dataclass(frozen=True)
class Priced:
    """A month of a person, and what it costs at the prices asked."""

    person: int
    month: Month
    cost: float


def cheapest(
    problem: Problem,
    people: Sequence[int],
    prices: Floats,
    slopes: Slopes | None = None,
    *,
    thorough: bool = False,
) -> list[Priced]:
    """Return the cheapest lawful month of each of these people.

    Args:
        prices: what one person more costs in each row (negative: it is worth something).
        slopes: what a day of each tally costs them; nothing if it is not said.
        thorough: find a month, however long it takes, if limits of single shifts make it hard.

    People for whom no month is lawful are left out.
    """
    by_skill: dict[int, Floats] = {}
    priced: dict[int, Floats] = {}
    for person in people:
        asked = problem.people[person]
        if asked.skill_set not in by_skill:
            by_skill[asked.skill_set] = _row_prices(problem, asked.skill_set, prices)
        priced[person] = asked.cost + by_skill[asked.skill_set]
        if slopes is not None and len(problem.tallies):
            priced[person] += np.tensordot(slopes[person], problem.tallies, axes=1)
    most = _MOST_COUNTED_BYTES if thorough else _COUNTED_BYTES
    found = [
        each for alike in _alike(problem, people) for each in _of_kind(problem, alike, priced, most)
    ]
    return sorted(found, key=lambda each: each.person)


def bytes_of(problem: Problem, person: int) -> int:
    """Return how much memory the search for a person's month takes, which also says how long."""
    return _Grid(problem, [person]).bytes_of_one


def _row_prices(problem: Problem, skill_set: int, prices: Floats) -> Floats:
    covers = problem.covers[skill_set]
    found = np.zeros((problem.days, problem.shifts + 1))
    for day in range(problem.days):
        found[day, :-1] = [prices[rows].sum() for rows in covers[day]]
    return found


def _alike(problem: Problem, people: Sequence[int]) -> Iterator[list[int]]:
    """Group people with the same automaton and counts whose times differ by a shift at most."""
    by_machine: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person in people:
        asked = problem.people[person]
        by_machine[id(asked.automaton), min(asked.count_most, problem.days)].append(person)
    near = int(problem.minutes.max())
    for same in by_machine.values():
        group: list[int] = []
        for person in sorted(same, key=lambda each: problem.people[each].most):
            if group and problem.people[person].most > problem.people[group[0]].most + near:
                yield group
                group = []
            group.append(person)
        yield group


def _of_kind(
    problem: Problem, people: list[int], priced: Mapping[int, Floats], most: int
) -> list[Priced]:
    grid = _Grid(problem, people)
    size = max(1, _BYTES // grid.bytes_of_one)
    found: list[Priced] = []
    for first in range(0, len(people), size):
        part = people[first : first + size]
        found += _within_limits(grid, part, np.array([priced[each] for each in part]), most)
    return found


def _within_limits(grid: _Grid, people: list[int], priced: Floats, most: int) -> list[Priced]:
    """Price again, dearer, the shifts that somebody has more often than they may; then count."""
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
            return found
    counted = (_counted(grid.problem, people[each], priced[each], most) for each in left)
    return found + [each for each in counted if each is not None]


def _counted(problem: Problem, person: int, priced: Floats, most: int) -> Priced | None:
    """Return the cheapest month of a person with the shifts counted that they have too often."""
    limited: tuple[int, ...] = ()
    while True:
        grid = _Grid(problem, [person], limited)
        month = grid.months([person], priced[None])[0] if grid.bytes_of_one <= most else None
        if month is None:
            return None
        over = _excess(problem, person, month)
        if not over.any():
            return _priced(grid, person, month, priced)
        limited = (*limited, int(over.argmax()))


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


def _priced(grid: _Grid, person: int, month: Month, priced: Floats) -> Priced:
    cost = float(priced[np.arange(len(month)), month].sum())
    count = grid.problem.counts(person, month)
    return Priced(person, month, cost + sum(grid.problem.people[person].count_cost[:count]))


@dataclass(frozen=True)
class _Way:
    """A shift: the few states that it leads to, and for each state which of these.

    ``count`` says whether it counts.
    """

    shift: int
    count: int
    reached: Moves
    among: Moves

    @classmethod
    def of(cls, shift: int, count: int, moves: Moves) -> _Way:
        """Make it of a shift's moves."""
        reached, among = np.unique(moves, return_inverse=True)
        return cls(shift, count, reached, among)


def _ways(machine: Automaton, day: int, counted: Sequence[Sequence[int]]) -> Iterator[_Way]:
    """Yield the shifts of a day; where the day before decides whether one counts, it is two."""
    for shift, (rested, tired) in enumerate(counted):
        moves = machine.moves(day)[shift]
        if rested == tired:
            yield _Way.of(shift, rested, moves)
        else:
            yield _Way.of(shift, rested, np.where(machine.works, machine.size, moves))
            yield _Way.of(shift, tired, np.where(machine.works, moves, machine.size))


class _Grid:
    """The arrays of people with the same automaton: state x time x count (x limits) x person.

    ``low[day]`` and ``high[day]`` bound the units of time worked before a day; state ``size`` is
    that of moves that are not allowed, and costs infinitely much. How often each of the
    ``limited`` shifts was worked is an axis more.
    """

    def __init__(
        self, problem: Problem, people: Sequence[int], limited: tuple[int, ...] = ()
    ) -> None:
        asked = [problem.people[each] for each in people]
        self.problem = problem
        self.automaton = asked[0].automaton
        self.counts = min(max(each.count_most for each in asked), problem.days) + 1
        self.steps = np.append(problem.minutes // problem.unit, 0)
        least = min(-(-each.least // problem.unit) for each in asked)
        most = max(each.most // problem.unit for each in asked)
        longest = int(self.steps.max())
        self.low: Ints = np.maximum(0, least - longest * self.automaton.most_after)
        self.high: Ints = np.minimum(most, longest * self.automaton.most_before)
        self.limited = limited
        self.room = tuple(
            max(min(each.shift_most[shift], problem.days) for each in asked) + 1
            for shift in limited
        )
        self._known: dict[tuple[int, bytes], list[_Way]] = {}

    @property
    def bytes_of_one(self) -> int:
        """Return how much memory one person takes."""
        times = int((np.maximum(self.high - self.low, 0) + 1).sum())
        return (self.automaton.size + 1) * times * self.counts * prod(self.room) * 4

    def months(self, people: list[int], priced: Floats) -> list[Month | None]:
        """Return the cheapest month of each person; None if there is none."""
        if (self.high < self.low).any():
            return [None] * len(people)
        finite = np.where(priced < NEVER / 2, priced, np.inf).astype(np.float32)
        to_go = self._to_go(people, finite)
        return self._read(people, finite, to_go)

    def _to_go(self, people: list[int], priced: _Values) -> list[_Values]:
        values = [self._last(people)]
        for day in reversed(range(self.problem.days)):
            values.append(self._day_before(day, values[-1], priced[:, day]))
        return values[::-1]

    def _last(self, people: list[int]) -> _Values:
        low, high, unit = int(self.low[-1]), int(self.high[-1]), self.problem.unit
        size = self.automaton.size
        shape = (size + 1, high - low + 1, self.counts, *self.room, len(people))
        last = np.full(shape, np.inf, dtype=np.float32)
        for place, person in enumerate(people):
            asked = self.problem.people[person]
            ends = np.arange(size) if asked.ends is None else np.flatnonzero(asked.ends)
            times = slice(max(0, -(-asked.least // unit) - low), asked.most // unit - low + 1)
            counts = min(asked.count_most, self.counts - 1) + 1
            fair = np.concatenate([[0], np.cumsum(self._count_cost(asked))])[:counts]
            limits = (slice(asked.shift_most[shift] + 1) for shift in self.limited)
            shaped = fair.astype(np.float32).reshape(-1, *[1] * len(self.room))
            where: _Places = (ends, times, slice(counts), *limits, place)
            last[where] = shaped
        return last

    def _count_cost(self, person: Person) -> Floats:
        given = person.count_cost[: self.counts - 1]
        return np.pad(np.array(given, dtype=np.float64), (0, self.counts - 1 - len(given)))

    def _day_before(self, day: int, after: _Values, priced: _Values) -> _Values:
        low, high = int(self.low[day]), int(self.high[day])
        size = self.automaton.size
        before = np.full((size + 1, high - low + 1, *after.shape[2:]), np.inf, dtype=np.float32)
        for way in self._ways(day):
            step = int(self.steps[way.shift])
            first = max(low, int(self.low[day + 1]) - step)
            last = min(high, int(self.high[day + 1]) - step)
            if last < first or way.count >= self.counts:
                continue
            at = first + step - int(self.low[day + 1])
            times = slice(at, at + last - first + 1)
            earlier, later = self._limits(way.shift)
            there: _Places = (way.reached, times, slice(way.count, None), *later)
            worth = after[there] + priced[:, way.shift]
            mine = slice(first - low, last - low + 1)
            here = before[:size, mine, : self.counts - way.count, *earlier]
            np.minimum(here, worth[way.among], out=here)
        return before

    def _limits(self, shift: int) -> tuple[list[slice], list[slice]]:
        """Return the parts of the axes of limits before and after a shift."""
        ours = [shift == each for each in self.limited]
        earlier = [slice(room - its) for its, room in zip(ours, self.room, strict=True)]
        return earlier, [slice(int(its), None) for its in ours]

    def _ways(self, day: int) -> list[_Way]:
        """Return the ways of a day; days of a kind that count alike share them."""
        counted = self.problem.counted[day].astype(int)
        key = self.automaton.days[day], counted.tobytes()
        if key not in self._known:
            self._known[key] = list(_ways(self.automaton, day, counted.tolist()))
        return self._known[key]

    def _read(self, people: list[int], priced: _Values, to_go: list[_Values]) -> list[Month | None]:
        """Read the months forward, of all people together."""
        who = np.arange(len(people))
        state = np.array([self.problem.people[each].start for each in people])
        time, count = (np.zeros(len(people), dtype=np.int64) for _ in range(2))
        # Nobody has worked yet: the only time of the first day is 0
        used = np.zeros((len(self.limited), len(people)), dtype=np.int64)
        uses = np.arange(self.problem.shifts + 1) == np.array(self.limited, dtype=int)[:, None]
        possible = np.isfinite(to_go[0][state, 0, 0, *used, who])
        state = np.where(possible, state, 0)
        months = np.zeros((len(people), self.problem.days), dtype=np.int64)
        for day in range(self.problem.days):
            works = self.automaton.works[state].astype(int)
            states = self.automaton.moves(day)[:, state]
            times = time + self.steps[:, None]
            counts = count + self.problem.counted[day][:, works]
            low, high = self.low[day + 1], self.high[day + 1]
            limits = used[:, None] + uses[:, :, None]
            fits = (low <= times) & (times <= high) & (counts < self.counts)
            for had, room in zip(limits, self.room, strict=True):
                fits &= had < room
            there = (np.where(fits, each, 0) for each in (times - low, counts, *limits))
            values = to_go[day + 1][states, *there, who] + priced[:, day].T
            best = np.argmin(np.where(fits, values, np.inf), axis=0)
            # After a month that is not possible nothing more is read of it
            state = np.where(possible, states[best, who], 0)
            time, count, used = times[best, who], counts[best, who], limits[:, best, who]
            months[:, day] = np.where(best == self.problem.shifts, OFF, best)
        rows = months.tolist()
        return [tuple(row) if can else None for row, can in zip(rows, possible, strict=True)]
