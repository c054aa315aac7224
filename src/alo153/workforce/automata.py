"""Which months are allowed, as a machine: states, and the shifts that lead from one to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OFF = -1
"""The "shift" of a day off."""

Step = Callable[[Hashable, int, str], Hashable | None]
"""From a state, with a shift (or OFF) on a day of a kind: the next state, None if not allowed."""


@dataclass(frozen=True)
class Table:
    """The arcs of one kind of day, sorted by their end and shift.

    ``targets`` are the different (shift, state) at which arcs end; ``choices[state]`` lists the
    targets that can be reached from a state, filled up with the number of targets.
    """

    shifts: NDArray[np.int64]
    states: NDArray[np.int64]
    choices: NDArray[np.int64]


@dataclass(frozen=True)
class Automaton:
    """The states of a month; a path of a shift or OFF for each day is a lawful month.

    ``starts`` numbers the states in which people begin, by what they did before.
    """

    kinds: tuple[str, ...]
    tables: tuple[Table, ...]
    size: int
    starts: dict[Hashable, int]

    def table(self, day: int) -> Table:
        """Return the arcs of a day."""
        return self.tables[self.number(day)]

    def number(self, day: int) -> int:
        """Return which of the tables is a day's."""
        return sorted(set(self.kinds)).index(self.kinds[day])

    def accepts(self, month: Sequence[int], start: Hashable) -> bool:
        """Tell whether a month, given as a shift or OFF for each day, is allowed."""
        state = self.starts[start]
        for day, shift in enumerate(month):
            table = self.table(day)
            reached = [each for each in table.choices[state] if each < len(table.shifts)]
            found = [each for each in reached if table.shifts[each] == shift]
            if not found:
                return False
            state = int(table.states[found[0]])
        return True


def build(
    *,
    starts: Iterable[Hashable],
    step: Step,
    shifts: int,
    kinds: Sequence[str],
    label: Callable[[Hashable], bool] = lambda _: True,
) -> Automaton:
    """Explore all states that can be reached, and merge those that allow the same future.

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
        kinds=tuple(kinds),
        tables=tuple(_table(each) for each in arcs),
        size=len(kept),
        starts={name: class_of[name] for name in begins},
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


def _table(arcs: list[dict[int, int]]) -> Table:
    targets = sorted({each for ways in arcs for each in ways.items()})
    number = {each: index for index, each in enumerate(targets)}
    width = max(len(ways) for ways in arcs)
    choices = np.full((len(arcs), width), len(targets))
    for state, ways in enumerate(arcs):
        choices[state, : len(ways)] = sorted(number[each] for each in ways.items())
    return Table(
        shifts=np.array([shift for shift, _ in targets]),
        states=np.array([state for _, state in targets]),
        choices=choices,
    )
