"""What any roster costs at least, were people no persons: so many of each shift as one likes.

Only the contracts' hours in all limit it.
"""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

from alo153.workforce.roster.problem import Floats, Ints, Problem


def without_persons(problem: Problem) -> float:
    """Return the least cover cost of any number of each shift with the contracts' total hours."""
    shortest = problem.minutes.min()
    return _least(
        (problem.wanted, problem.under, problem.over),
        (filled for skills in problem.covers for day in skills for filled in day),
        sum(each.least for each in problem.people) / shortest,
        sum(each.most for each in problem.people) / shortest,
    )


def _least(
    rows: tuple[Floats, Floats, Floats], columns: Iterable[Ints], least: float, most: float
) -> float:
    wanted, under, over = rows
    count = len(wanted)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    empty = np.zeros(0, dtype=np.int32)
    lower, upper = np.append(wanted, least), np.append(wanted, most)
    solver.addRows(count + 1, lower, upper, 0, np.zeros(count + 1, np.int32), empty, np.zeros(0))
    parts = [np.append(each, count) for each in columns]
    slack = np.arange(count)
    places = np.concatenate([slack, slack, *parts])
    starts = np.cumsum([0, *[1] * (2 * count), *(len(each) for each in parts)])[:-1]
    values = np.concatenate([np.ones(count), -np.ones(count), np.ones(len(places) - 2 * count)])
    size = 2 * count + len(parts)
    solver.addCols(
        size,
        np.concatenate([under, over, np.zeros(len(parts))]),
        np.zeros(size),
        np.full(size, highspy.kHighsInf),
        len(places),
        starts.astype(np.int32),
        places.astype(np.int32),
        values,
    )
    solver.run()
    return float(solver.getInfo().objective_function_value)
