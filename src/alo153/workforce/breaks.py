"""Find the best time of each shift's break: staggered, so that enough people remain.

One uninterrupted break, at an average time of the work: Law 4857 art. 68. The shift defines its
length, and the check of the law holds that to the least for its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEP = 15
"""Minutes: breaks begin at quarters of an hour."""
EDGE = 0.25
"""Share of the presence after the start and before the end in which no break begins or ends."""
_PASSES = 2
_ROOM, _MIDDLE = 1e-3, 1e-5


@dataclass(frozen=True)
class Presence:
    """Somebody who is at work, in minutes from a common midnight.

    Args:
        rows: the curves for which they count: everybody, and each of their skills that is wanted.
        fixed: when their break begins, if that is settled already.
    """

    start: int
    end: int
    minutes: int
    rows: tuple[int, ...]
    fixed: int | None = None


def place(people: Sequence[Presence], wanted: Floats) -> list[int | None]:
    """Return when each break begins, in minutes; None for a shift without a break.

    Args:
        wanted: curves x quarters of an hour: people wanted.

    Breaks are placed one after the other, each where it leaves the fewest people missing; then each
    one is placed again against all the rest. The same input gives the same breaks.
    """
    present = _present(people, wanted.shape)
    found: list[int | None] = [each.fixed for each in people]
    for person, begin in zip(people, found, strict=True):
        _take(present, person, begin, -1)
    for _ in range(_PASSES):
        for number, person in enumerate(people):
            if person.fixed is not None or not person.minutes:
                continue
            _take(present, person, found[number], +1)
            found[number] = best(person, wanted, present)
            _take(present, person, found[number], -1)
    return found


def window(person: Presence) -> range:
    """Return when a break may begin; the middle alone if the shift is too short for a choice."""
    edge = int((person.end - person.start) * EDGE)
    first = -(-(person.start + edge) // STEP) * STEP
    last = (person.end - edge - person.minutes) // STEP * STEP
    middle = (person.start + person.end - person.minutes) // 2 // STEP * STEP
    return range(first, last + 1, STEP) if first <= last else range(middle, middle + 1, STEP)


def best(
    person: Presence, wanted: Floats, present: Floats, *, within: range | None = None
) -> int | None:
    """Return when a break is missed least: too few people first, then room, then the middle.

    Args:
        within: minutes between which it has to begin; None where nothing of the window is.
    """
    costs = _costs(person, wanted, present)
    middle = (person.start + person.end - person.minutes) / 2
    choices = [each for each in window(person) if within is None or each in within]
    return min(
        choices,
        key=lambda begin: (
            round(float(costs[_slots(begin, person.minutes)].sum()), 6)
            + _MIDDLE * abs(begin - middle)
        ),
        default=None,
    )


def _costs(person: Presence, wanted: Floats, present: Floats) -> Floats:
    rows = list(person.rows)
    short = wanted[rows] - present[rows]
    missing = np.maximum(short + 1, 0) - np.maximum(short, 0)
    # Where nobody is missing yet, more room is better
    found: Floats = (missing + _ROOM * short).sum(axis=0)
    return found


def _present(people: Sequence[Presence], shape: tuple[int, ...]) -> Floats:
    present = np.zeros(shape)
    for person in people:
        for row in person.rows:
            present[row, person.start // STEP : -(-person.end // STEP)] += 1
    return present


def _take(present: Floats, person: Presence, begin: int | None, change: int) -> None:
    if begin is not None:
        for row in person.rows:
            present[row, _slots(begin, person.minutes)] += change


def _slots(begin: int, minutes: int) -> slice:
    return slice(begin // STEP, -(-(begin + minutes) // STEP))
