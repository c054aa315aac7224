"""A benchmark as a problem for our solver."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import cast

import numpy as np

from alo153.workforce.automata import OFF, Automaton, build
from alo153.workforce.roster.problem import NEVER, Floats, Person, Problem
from bench.rosters.instance import Employee, Instance

_State = tuple[bool, int, int, bool]
"""Works, days of the run, last shift, and whether the run is still too short to end."""
_START: _State = (False, 0, OFF, False)
_FIRST_DAY, _OTHER_DAY = "first", "other"


def pose(instance: Instance) -> Problem:
    """Return the problem; people keep the order of the file."""
    names = list(instance.shifts)
    cover = list(instance.cover)
    row_of = {place: row for row, place in enumerate(cover)}
    automata: dict[tuple[int, int, int], Automaton] = {}
    return Problem(
        days=instance.days,
        minutes=np.array([each.minutes for each in instance.shifts.values()]),
        counted=_weekends(instance.days, len(names)),
        people=tuple(_person(instance, who, names, automata) for who in instance.staff),
        covers=(
            tuple(
                tuple(
                    np.array([row_of[day, name]] if (day, name) in row_of else [], dtype=np.int64)
                    for name in names
                )
                for day in range(instance.days)
            ),
        ),
        wanted=np.array([float(instance.cover[each][0]) for each in cover]),
        under=np.array([float(instance.cover[each][1]) for each in cover]),
        over=np.array([float(instance.cover[each][2]) for each in cover]),
    )


def _weekends(days: int, shifts: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    counted = np.zeros((days, shifts + 1, 2), dtype=bool)
    counted[5::7, :shifts, :] = True
    counted[6::7, :shifts, 0] = True
    return counted


def _person(
    instance: Instance,
    who: str,
    names: list[str],
    automata: dict[tuple[int, int, int], Automaton],
) -> Person:
    contract = instance.staff[who]
    key = (contract.run_most, contract.run_least, contract.off_least)
    if key not in automata:
        automata[key] = _automaton(instance, contract, names)
    return Person(
        automaton=automata[key],
        start=automata[key].starts[_START],
        skill_set=0,
        cost=_cost(instance, who, names),
        least=contract.minutes_least,
        most=contract.minutes_most,
        count_most=contract.weekends_most,
        shift_most=tuple(contract.shift_most.get(name, instance.days) for name in names),
    )


def _cost(instance: Instance, who: str, names: list[str]) -> Floats:
    cost = np.zeros((instance.days, len(names) + 1))
    place = {name: index for index, name in enumerate(names)}
    for (whose, day, shift), weight in instance.wishes_on.items():
        if whose == who:
            cost[day] += weight
            cost[day, place[shift]] -= weight
    for (whose, day, shift), weight in instance.wishes_off.items():
        if whose == who:
            cost[day, place[shift]] += weight
    for day in instance.days_off.get(who, ()):
        cost[day, :-1] = NEVER
    for name, most in instance.staff[who].shift_most.items():
        if most == 0:
            cost[:, place[name]] = NEVER
    return cost


def _automaton(instance: Instance, contract: Employee, names: list[str]) -> Automaton:
    forbidden = {
        (names.index(former), names.index(later))
        for former, kind in instance.shifts.items()
        for later in kind.not_followed_by
    }
    kinds = [_FIRST_DAY, *[_OTHER_DAY] * (instance.days - 1)]
    return build(
        starts=[_START],
        step=partial(_step, contract, forbidden),
        shifts=len(names),
        kinds=kinds,
        label=lambda state: cast(_State, state)[0],
    )


def _step(
    contract: Employee, forbidden: set[tuple[int, int]], name: Hashable, shift: int, kind: str
) -> _State | None:
    works, run, last, short = cast(_State, name)
    if kind == _FIRST_DAY:
        # A run from the first day on is long enough, though it may not be too long
        rested = (False, contract.off_least, OFF, False)
        return rested if shift == OFF else (True, 1, shift, False)
    if shift == OFF:
        if works:
            return None if short else (False, 1, OFF, False)
        return (False, min(run + 1, contract.off_least), OFF, False)
    if works:
        fits = run < contract.run_most and (last, shift) not in forbidden
        return (True, run + 1, shift, short and run + 1 < contract.run_least) if fits else None
    begins = run >= contract.off_least
    return (True, 1, shift, contract.run_least > 1) if begins else None
