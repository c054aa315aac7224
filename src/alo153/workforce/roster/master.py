"""The linear program: one month for each person, slack for too few and too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from alo153.workforce.roster.problem import Floats, Problem

ALONE = 1e6
"""What it costs to have no month for a person: only before there is one."""
_INFINITE = highspy.kHighsInf
_Places = NDArray[np.int32]


@dataclass(frozen=True)
class Column:
    """A month of a person in the program."""

    person: int
    month: tuple[int, ...]


@dataclass(frozen=True)
class Solved:
    """What the program says: prices of the rows, of people, and how much of each column."""

    cost: float
    prices: Floats
    wages: dict[int, float]
    amounts: Floats


class Master:
    """The program of some people, against what those who are fixed leave over."""

    def __init__(self, problem: Problem, people: Sequence[int], wanted: Floats) -> None:
        self.problem = problem
        self.people = list(people)
        self.columns: list[Column] = []
        self._known: set[Column] = set()
        self._rows = len(wanted)
        self._row_of = {person: self._rows + place for place, person in enumerate(people)}
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("log_to_console", False)
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._begin(wanted)

    def _begin(self, wanted: Floats) -> None:
        count = len(self.people)
        bounds = np.concatenate([wanted, np.ones(count)])
        empty = np.zeros(0, dtype=np.int32)
        rows = self._rows + count
        self._solver.addRows(rows, bounds, bounds, 0, np.zeros(rows, np.int32), empty, np.zeros(0))
        slack = np.arange(self._rows, dtype=np.int32)
        ours = np.arange(self._rows, rows, dtype=np.int32)
        self._add(
            np.concatenate([self.problem.under, self.problem.over, np.full(count, ALONE)]),
            np.arange(2 * self._rows + count, dtype=np.int32),
            np.concatenate([slack, slack, ours]),
            np.concatenate([np.ones(self._rows), -np.ones(self._rows), np.ones(count)]),
        )
        self._first = 2 * self._rows + count

    def _add(self, costs: Floats, starts: _Places, rows: _Places, values: Floats) -> None:
        count = len(costs)
        most = np.full(count, _INFINITE)
        self._solver.addCols(count, costs, np.zeros(count), most, len(rows), starts, rows, values)

    def add(self, columns: Iterable[Column]) -> int:
        """Add months that it does not have yet; return how many."""
        fresh = [each for each in dict.fromkeys(columns) if each not in self._known]
        if not fresh:
            return 0
        costs = np.array([self.problem.own_cost(each.person, each.month) for each in fresh])
        rows, values, starts, at = [], [], [], 0
        for each in fresh:
            filled, times = np.unique(
                self.problem.rows_of(each.person, each.month), return_counts=True
            )
            rows.append(np.append(filled, self._row_of[each.person]))
            values.append(np.append(times, 1))
            starts.append(at)
            at += len(rows[-1])
        self._add(
            costs,
            np.array(starts, dtype=np.int32),
            np.concatenate(rows).astype(np.int32),
            np.concatenate(values).astype(np.float64),
        )
        self.columns += fresh
        self._known |= set(fresh)
        return len(fresh)

    def fix(self, chosen: Iterable[int]) -> None:
        """Decide for columns: their people have these months now."""
        for index in chosen:
            self._solver.changeColBounds(self._first + index, 1.0, _INFINITE)

    def solve(self) -> Solved:
        """Return the optimum over the months that it has."""
        self._solver.run()
        solution = self._solver.getSolution()
        duals = np.array(solution.row_dual)
        return Solved(
            cost=self._solver.getInfo().objective_function_value,
            prices=-duals[: self._rows],
            wages={person: float(duals[row]) for person, row in self._row_of.items()},
            amounts=np.array(solution.col_value)[self._first :],
        )
