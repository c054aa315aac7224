"""Which shift start is missing? A linear program without persons: a bound, not a roster. Pure.

Each shift is given to as many people a day as pays; hours too few and too many cost what they cost
the solver. A start that lowers this bound little would not help any roster much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from alo153.workforce.law.automaton import ShiftType
from alo153.workforce.law.shifts import DAY

Floats = NDArray[np.float64]
HOUR = 60
UNDER, OVER = 30.0, 1.0
"""The cost of an hour with one person too few, or too many: the weights of the solver."""
_WORTH = 0.005


@dataclass(frozen=True)
class Start:
    """A shift that is not given yet, and the cost of the cover with it."""

    shift: ShiftType
    cost: float
    saved: float

    @property
    def hour(self) -> int:
        """Return the hour at which it begins."""
        return self.shift.start // HOUR


@dataclass(frozen=True)
class Answer:
    """The cost of the cover with the shifts there are, and starts that lower it, the best first."""

    cost: float
    starts: tuple[Start, ...]


def missing(types: Sequence[ShiftType], wanted: Floats, *, most: int = 3) -> Answer:
    """Return the starts at full hours that lower the bound most, each added alone.

    Args:
        wanted: people in each hour of all days.
    """
    if not types:
        return Answer(float(wanted.sum()) * UNDER, ())
    now = _solve(types, wanted)
    tried = sorted(_candidates(types), key=lambda each: _reduced(each, now.prices))
    found = []
    for candidate in tried[: 2 * most]:
        cost = _solve([*types, candidate], wanted).cost
        if now.cost - cost > _WORTH * now.cost:
            found.append(Start(candidate, cost, now.cost - cost))
    best = sorted(found, key=lambda each: each.cost)[:most]
    return Answer(now.cost, tuple(best))


def without(types: Sequence[ShiftType], wanted: Floats) -> list[float]:
    """Return what the bound would be without each of the shifts: which one could be spared."""
    return [
        _solve([*types[:place], *types[place + 1 :]], wanted).cost for place in range(len(types))
    ]


def _candidates(types: Sequence[ShiftType]) -> list[ShiftType]:
    """Return a shift of the usual length for each full hour at which none begins."""
    lengths = Counter((each.end - each.start, each.break_minutes) for each in types)
    length, pause = lengths.most_common(1)[0][0]
    taken = {each.start for each in types}
    usual = ShiftType(0, length, pause)
    hours = (hour * HOUR for hour in range(24))
    return [
        replace(usual, start=start, end=start + length) for start in hours if start not in taken
    ]


@dataclass(frozen=True)
class _Solved:
    cost: float
    prices: Floats


def _solve(types: Sequence[ShiftType], wanted: Floats) -> _Solved:
    size = len(wanted)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("log_to_console", False)
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    empty = np.zeros(0, dtype=np.int32)
    solver.addRows(size, wanted, wanted, 0, np.zeros(size, np.int32), empty, np.zeros(0))
    columns = [np.array([row]) for row in range(size)] * 2
    values = [*[np.ones(1)] * size, *[-np.ones(1)] * size]
    costs = [*[UNDER] * size, *[OVER] * size]
    for day in range(size * HOUR // DAY):
        for each in types:
            rows = _rows(each, day, size)
            columns.append(rows)
            values.append(np.ones(len(rows)))
            costs.append(0.0)
    counts = [len(each) for each in columns]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int32)
    solver.addCols(
        len(costs),
        np.array(costs),
        np.zeros(len(costs)),
        np.full(len(costs), highspy.kHighsInf),
        int(sum(counts)),
        starts,
        np.concatenate(columns).astype(np.int32),
        np.concatenate(values),
    )
    solver.run()
    prices = np.array(solver.getSolution().row_dual)
    return _Solved(float(solver.getInfo().objective_function_value), prices)


def _rows(shift: ShiftType, day: int, size: int) -> NDArray[np.int64]:
    first = (day * DAY + shift.start) // HOUR
    found = np.arange(first, first + -(-(shift.end - shift.start) // HOUR))
    return found[found < size]


def _reduced(shift: ShiftType, prices: Floats) -> float:
    """Return what one person more in this shift would cost on all days where it pays."""
    days = len(prices) * HOUR // DAY
    return sum(
        min(0.0, -float(prices[_rows(shift, day, len(prices))].sum())) for day in range(days)
    )
