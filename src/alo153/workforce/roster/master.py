"""The linear program: one month for each person, slack for too few and too many.

Rows: the required people, one row for each person, and for each tally of a person its days, whose
rising cost is a row of small columns. So a tally's price is one number for each person, and no path
has to count it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from alo153.workforce.roster.pricing import Slopes
from alo153.workforce.roster.problem import Floats, Ints, Month, Problem

ALONE = 1e6
"""The cost of a person without a month: only before there is one."""
_INFINITE = highspy.kHighsInf
_NOTHING = np.zeros(0, dtype=np.int32)
_Places = NDArray[np.int32]


@dataclass(frozen=True)
class Column:
    """A month of a person in the program."""

    person: int
    month: Month


@dataclass(frozen=True)
class Solved:
    """The solution: prices of rows, people and tallies, and the amount of each column."""

    cost: float
    prices: Floats
    wages: dict[int, float]
    slopes: Slopes
    amounts: Floats

    def reduced(self, problem: Problem, column: Column) -> float:
        """Return how much a month costs more than what its person has at these prices."""
        rows = problem.rows_of(column.person, column.month)
        tallied = float(self.slopes[column.person] @ problem.tallied(column.month))
        own = problem.path_cost(column.person, column.month)
        return own + float(self.prices[rows].sum()) + tallied - self.wages[column.person]


class Master:
    """The linear program of some people, against the requirement that fixed people leave open."""

    def __init__(self, problem: Problem, people: Sequence[int], wanted: Floats) -> None:
        self.problem = problem
        self.people = list(people)
        self.columns: list[Column] = []
        self._known: set[Column] = set()
        # Where nobody is wanted any more and one too many costs nothing, no price is needed
        self._live: Ints = np.flatnonzero((wanted > 0) | (problem.over > 0))
        self._place = np.full(len(wanted), -1)
        self._place[self._live] = np.arange(len(self._live))
        count, tallies = len(self.people), len(problem.tallies)
        self._wages = len(self._live) + np.arange(count)
        self._tallies = len(self._live) + count + np.arange(count * tallies).reshape(count, tallies)
        self._number = {person: place for place, person in enumerate(self.people)}
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("log_to_console", False)
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._begin(wanted[self._live])

    def _begin(self, wanted: Floats) -> None:
        count, rows = len(self.people), len(wanted)
        bounds = np.concatenate([wanted, np.ones(count), np.zeros(self._tallies.size)])
        self._solver.addRows(
            len(bounds), bounds, bounds, 0, np.zeros(len(bounds), np.int32), _NOTHING, np.zeros(0)
        )
        costs, places, most = self._rising()
        slack, alone = np.arange(rows), np.full(count, ALONE)
        under, over = self.problem.under[self._live], self.problem.over[self._live]
        self._add(
            np.concatenate([under, over, alone, costs]),
            np.arange(2 * rows + count + len(costs)),
            np.concatenate([slack, slack, self._wages, places]),
            np.concatenate([np.ones(rows), -np.ones(rows), np.ones(count), -np.ones(len(costs))]),
            np.concatenate([np.full(2 * rows + count, _INFINITE), most]),
        )
        self._first = 2 * rows + count + len(costs)

    def _rising(self) -> tuple[Floats, Ints, Floats]:
        """Return costs, rows and upper bounds of the columns of tallies."""
        costs: list[float] = []
        places: list[int] = []
        for place, person in enumerate(self.people):
            for tally, rising in enumerate(self.problem.people[person].tally_cost):
                costs += rising
                places += [int(self._tallies[place, tally])] * len(rising)
        return np.array(costs), np.array(places, dtype=np.int64), np.ones(len(costs))

    def _add(
        self, costs: Floats, starts: Ints, rows: Ints, values: Floats, most: Floats | None = None
    ) -> None:
        count = len(costs)
        highest = np.full(count, _INFINITE) if most is None else most
        places = rows.astype(np.int32)
        begins = starts.astype(np.int32)
        self._solver.addCols(
            count, costs, np.zeros(count), highest, len(rows), begins, places, values
        )

    def add(self, columns: Iterable[Column]) -> int:
        """Add months that it does not have yet; return how many."""
        fresh = [each for each in dict.fromkeys(columns) if each not in self._known]
        if not fresh:
            return 0
        costs = np.array([self.problem.path_cost(each.person, each.month) for each in fresh])
        parts = [self._entries(each) for each in fresh]
        sizes = [len(rows) for rows, _ in parts]
        self._add(
            costs,
            np.concatenate([[0], np.cumsum(sizes[:-1])]),
            np.concatenate([rows for rows, _ in parts]),
            np.concatenate([values for _, values in parts]),
        )
        self.columns += fresh
        self._known |= set(fresh)
        return len(fresh)

    def _entries(self, column: Column) -> tuple[Ints, Floats]:
        places = self._place[self.problem.rows_of(column.person, column.month)]
        filled = places[places >= 0]
        number = self._number[column.person]
        days = self.problem.tallied(column.month)
        had = np.flatnonzero(days)
        rows = np.concatenate([filled, self._wages[[number]], self._tallies[number, had]])
        return rows, np.concatenate([np.ones(len(filled) + 1), days[had]])

    def fix(self, chosen: Iterable[int]) -> None:
        """Decide for columns: their people have these months now."""
        for index in chosen:
            self._solver.changeColBounds(self._first + index, 1.0, _INFINITE)

    def solve(self) -> Solved:
        """Return the optimum over the months that it has."""
        self._solver.run()
        solution = self._solver.getSolution()
        duals = np.array(solution.row_dual)
        prices = np.zeros(len(self._place))
        prices[self._live] = -duals[: len(self._live)]
        return Solved(
            cost=self._solver.getInfo().objective_function_value,
            prices=prices,
            wages=dict(zip(self.people, duals[self._wages].tolist(), strict=True)),
            slopes=dict(zip(self.people, -duals[self._tallies], strict=True)),
            amounts=np.array(solution.col_value)[self._first :],
        )

    def choose(self, among: Iterable[int], *, seconds: float) -> dict[int, Month]:
        """Return the best whole choice found among some columns; nothing if it found none.

        It begins from the solution it had, if that was whole. The program is of no use afterwards.
        """
        known = set(among)
        solution = self._solver.getSolution()
        for index in range(len(self.columns)):
            place = self._first + index
            self._solver.changeColBounds(place, 0.0, 1.0 if index in known else 0.0)
            self._solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.setSolution(solution)
        self._solver.run()
        amounts = np.array(self._solver.getSolution().col_value)
        taken = np.flatnonzero(np.round(amounts[self._first :]))
        return {self.columns[each].person: self.columns[each].month for each in taken}
