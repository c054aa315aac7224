"""Improve a roster until time is over: free people or days, plan anew, keep the better."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alo153.workforce.roster.dive import Effort, plan
from alo153.workforce.roster.master import Column
from alo153.workforce.roster.plan import SMALL, Plan, Stop, descend
from alo153.workforce.roster.problem import Month, Problem
from alo153.workforce.roster.windows import may_end, put_back, window

_POOL = 12
"""Months remembered for each person."""
_EFFORT = Effort(first=25, each=3, share=0.15, smooth=0.4)
_FEW = 20
"""People up to whom the best choice among all their months is looked for; of more it takes long."""
_CHOOSING = replace(_EFFORT, choose=1.0)


@dataclass(frozen=True)
class Move:
    """A move: it frees this share of the people, for so many days (None: for all)."""

    share: float
    days: int | None = None


MOVES = (
    Move(0.15),
    Move(0.3),
    Move(0.5),
    Move(1.0, 5),
    Move(1.0, 7),
    Move(0.5, 10),
    Move(0.5, 14),
    Move(0.3, 21),
)
"""Moves that win most per second are drawn more often."""


def moves_of(problem: Problem, *, long: bool) -> tuple[Move, ...]:
    """Return the moves that make sense for a roster; for a long one only windows of days."""
    whole = tuple(each for each in MOVES if each.days is None and not long)
    return whole + tuple(each for each in MOVES if each.days and each.days < problem.days)


class Improving:
    """The search: what was freed, what it won, and the months worth remembering."""

    def __init__(
        self, begun: Plan, *, seed: int, tell: Callable[[Plan], None], long: bool = False
    ) -> None:
        self.best = begun
        self._random = np.random.default_rng(seed)
        self._tell = tell
        self._moves = moves_of(begun.problem, long=long)
        self._gain = np.ones(len(self._moves))
        self._pool: dict[int, list[Month]] = {
            person: [month] for person, month in enumerate(begun.months)
        }

    def run(self, *, now: Callable[[], float], stop: Stop) -> Plan:
        """Improve until `stop`; `now` counts seconds."""
        while not stop():
            chosen = int(self._random.choice(len(self._moves), p=self._gain / self._gain.sum()))
            began, before = now(), self.best.cost
            self.keep(self._tried(self._moves[chosen], stop))
            rate = (before - self.best.cost) / max(now() - began, 1e-3)
            self._gain[chosen] = 0.7 * self._gain[chosen] + 0.3 * rate + 0.01 * self._gain.mean()
            self._gain = np.maximum(self._gain, 0.05 * self._gain.max() + 1e-9)
        return self.best

    def keep(self, found: Plan) -> None:
        """Take a roster for the best if it is not worse."""
        if found.cost < self.best.cost - SMALL:
            self._tell(found)
        if found.cost <= self.best.cost:
            self.best = found

    def _tried(self, move: Move, stop: Stop) -> Plan:
        people = self._draw(move.share)
        if move.days is None:
            known = [Column(person, month) for person in people for month in self._pool[person]]
            return self._again(self.best, people, known, stop)
        first, last = self._days(move.days)
        part = window(self.best, first, last)
        known = [Column(person, part.months[person]) for person in people]
        return put_back(self.best, self._again(part, people, known, stop), first, last)

    def _again(
        self, whole: Plan, people: Sequence[int], known: Sequence[Column], stop: Stop
    ) -> Plan:
        wanted = whole.problem.wanted - whole.without(people)
        effort = _CHOOSING if len(people) <= _FEW else _EFFORT
        found = plan(whole.problem, people, wanted, known=known, effort=effort, stop=stop)
        if whole is self.best:
            self._remember(found.months)
        return descend(whole.with_months(found.months), people, stop=stop)

    def _draw(self, share: float) -> list[int]:
        count = len(self.best.months)
        size = min(count, max(3, round(share * count)))
        return sorted(int(each) for each in self._random.choice(count, size, replace=False))

    def _days(self, length: int) -> tuple[int, int]:
        days = self.best.problem.days
        # Also the edges are to be free as often as the middle
        first = int(self._random.integers(1 - length // 2, days - length // 2))
        last = min(days, first + length)
        while not may_end(self.best.problem, last):
            last += 1
        return max(0, first), last

    def _remember(self, months: Mapping[int, Month]) -> None:
        for person, month in months.items():
            pool = self._pool[person]
            if month not in pool:
                self._pool[person] = [*pool[-_POOL:], month]
