"""The allowed months as a machine: states, and the shifts that lead from one to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

OFF = -1
"""The "shift" of a day off."""

_NOWHERE = -10_000

Step = Callable[[Hashable, int, str], Hashable | None]
"""From a state, with a shift (or OFF) on a day of a kind: the next state, None if not allowed."""


Moves = NDArray[np.int64]
"""For each shift (a day off last) and state the next state; `Automaton.size` if not allowed."""


@dataclass(frozen=True)
class Automaton:
    """The states of a month; a path of a shift or OFF for each day is a lawful month.

    Args:
        days: which of the tables holds on each day.
        starts: the states in which people begin, by what they did before.
        works: for each state what its label says: in benchmarks that the day before was worked.
    """

    days: tuple[int, ...]
    tables: tuple[Moves, ...]
    size: int
    starts: dict[Hashable, int]
    works: NDArray[np.bool_]

    def moves(self, day: int) -> Moves:
        """Return the moves of a day."""
        return self.tables[self.days[day]]

    @cached_property
    def most_before(self) -> NDArray[np.int64]:
        """Return for each day, and the end, on how many days before it anybody can work."""
        found, had = [0], np.zeros(self.size + 1, dtype=np.int64)
        for day in range(len(self.days)):
            after = np.full(self.size + 1, _NOWHERE)
            for shift, moves in enumerate(self.moves(day)):
                np.maximum.at(after, moves, had[:-1] + (shift < len(self.moves(day)) - 1))
            had = after
            found.append(int(had[:-1].max()))
        return np.array(found)

    @cached_property
    def most_after(self) -> NDArray[np.int64]:
        """Return for each day, and the end, on how many days from it on anybody can work."""
        found, left = [0], np.append(np.zeros(self.size, dtype=np.int64), _NOWHERE)
        for day in reversed(range(len(self.days))):
            ahead = left[self.moves(day)]
            ahead[:-1] += 1
            left = np.append(ahead.max(axis=0), _NOWHERE)
            found.append(int(left[:-1].max()))
        return np.array(found[::-1])

    def between(self, first: int, last: int) -> Automaton:
        """Return the automaton of some of its days alone, ``last`` not among them."""
        return replace(self, days=self.days[first:last])

    def states(self, month: Sequence[int], start: int) -> list[int]:
        """Return the states of a month: its first, and the one after each day while allowed."""
        found = [start]
        for day, shift in enumerate(month):
            state = int(self.moves(day)[shift, found[-1]])
            if state == self.size:
                break
            found.append(state)
        return found

    def accepts(self, month: Sequence[int], start: int) -> bool:
        """Tell whether a month, given as a shift or OFF for each day, is allowed."""
        return len(self.states(month, start)) == len(month) + 1

    def accepting(
        self, days: Sequence[int], first: int, ends: NDArray[np.bool_] | None = None
    ) -> NDArray[np.bool_]:
        """Return the states from which the days that begin with ``first`` can be worked so.

        They are to end in one of ``ends``; None: anywhere.
        """
        fine = np.append(np.ones(self.size, dtype=bool) if ends is None else ends, [False])
        for place in reversed(range(len(days))):
            fine[:-1] = fine[self.moves(first + place)[days[place]]]
        return fine[:-1]


def build(
    *,
    starts: Iterable[Hashable],
    step: Step,
    shifts: int,
    kinds: Sequence[str],
    label: Callable[[Hashable], bool] = lambda _: True,
) -> Automaton:
    """Explore all reachable states, and merge states that allow the same future.

    Args:
        label: states that differ in it are never merged.
    """
    different = sorted(set(kinds))
    begins = list(dict.fromkeys(starts))
    reached = _explore(begins, step, shifts, different)
    names = list(reached)
    classes = _merge(reached, [label(name) for name in names])
    class_of = dict(zip(names, classes, strict=True))
    kept: dict[int, Hashable] = {}
    for name in names:
        kept.setdefault(class_of[name], name)
    arcs = [
        [{shift: class_of[to] for shift, to in reached[kept[c]][k].items()} for c in sorted(kept)]
        for k in range(len(different))
    ]
    return Automaton(
        days=tuple(different.index(kind) for kind in kinds),
        tables=tuple(_moves(each, shifts) for each in arcs),
        size=len(kept),
        starts={name: class_of[name] for name in begins},
        works=np.array([label(kept[each]) for each in sorted(kept)], dtype=bool),
    )


_Arcs = list[dict[int, Hashable]]


def _explore(
    begins: list[Hashable], step: Step, shifts: int, kinds: list[str]
) -> dict[Hashable, _Arcs]:
    found: dict[Hashable, _Arcs] = {}
    waiting = list(begins)
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        arcs: _Arcs = []
        for kind in kinds:
            ways = {shift: step(state, shift, kind) for shift in range(OFF, shifts)}
            arcs.append({shift: to for shift, to in ways.items() if to is not None})
            waiting += [to for to in arcs[-1].values() if to not in found]
        found[state] = arcs
    return found


def _merge(reached: dict[Hashable, _Arcs], labels: list[bool]) -> list[int]:
    """Return the class of each state; states of a class allow the same months (Moore 1956)."""
    names = list(reached)
    classes = [int(each) for each in labels]
    count = 0
    while count != len(set(classes)):
        count = len(set(classes))
        class_of = dict(zip(names, classes, strict=True))
        signs: dict[Hashable, int] = {}
        classes = [
            signs.setdefault(_sign(class_of, reached[name], class_of[name]), len(signs))
            for name in names
        ]
    return classes


def _sign(class_of: dict[Hashable, int], arcs: _Arcs, own: int) -> Hashable:
    return own, tuple(
        tuple((shift, class_of[to]) for shift, to in sorted(kind.items())) for kind in arcs
    )


def _moves(arcs: list[dict[int, int]], shifts: int) -> Moves:
    moves = np.full((shifts + 1, len(arcs)), len(arcs), dtype=np.int64)
    for state, ways in enumerate(arcs):
        for shift, to in ways.items():
            moves[shift, state] = to
    return moves
