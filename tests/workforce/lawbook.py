"""The law of Kocaeli and shifts of a month, for tests of the law and of rosters."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from alo153.workforce.automata import OFF, Automaton
from alo153.workforce.law.automaton import ShiftType
from alo153.workforce.law.rules import Law, Status, read
from alo153.workforce.law.shifts import Shift

WORKER = frozenset({Status.WORKER})
MONDAY = date(2026, 6, 1)
EARLY = ShiftType(7 * 60, 15 * 60, 30)
DAY = ShiftType(9 * 60, 17 * 60, 30)
LATE = ShiftType(16 * 60, 24 * 60, 30)
NIGHT = ShiftType(0, 8 * 60, 30)
LONG = ShiftType(8 * 60, 18 * 60, 60)
TYPES = (EARLY, DAY, LATE, NIGHT, LONG)


@cache
def law() -> Law:
    """Return the rules of the city's file."""
    path = Path(__file__).parents[2] / "cities" / "kocaeli" / "law.toml"
    return read(tomllib.loads(path.read_text(encoding="utf-8"))["rule"])


def days(count: int, first: date = MONDAY) -> list[date]:
    """Return consecutive days."""
    return [first + timedelta(days=number) for number in range(count)]


def shifts(month: Sequence[int], first: date = MONDAY) -> list[Shift]:
    """Return the shifts of a month given as numbers of `TYPES`."""
    return [
        TYPES[shift].on(day)
        for day, shift in zip(days(len(month), first), month, strict=True)
        if shift != OFF
    ]


def walk(of: Automaton, choices: Sequence[int], state: int) -> list[int]:
    """Return the month that takes the way with this number on each day."""
    month = []
    for day, choice in enumerate(choices):
        reached = of.moves(day)[:, state].tolist()
        ways = [shift for shift in range(OFF, len(reached) - 1) if reached[shift] < of.size]
        way = ways[choice % len(ways)]
        state = reached[way]
        month.append(way)
    return month
