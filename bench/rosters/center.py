"""Our own center, generated: 90 people, 28 days, 2,500 calls a day, written desk and counters.

Near the one in design/workforce.md: 12,988 hours are wanted, 6 people at night, 39 at most, and
the contracts have a tenth more. With one person more at the counters the contracts are too short:
then no roster at all leaves less than 1.14 % uncovered.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from alo153.workforce.law.automaton import ShiftType
from alo153.workforce.law.rules import Law, Status, read
from alo153.workforce.roster.center import EVERYBODY, Center, Member, Wish, is_weekend
from alo153.workforce.roster.fairness import levels
from alo153.workforce.roster.problem import Floats
from alo153.workforce.staffing.erlang import Load
from alo153.workforce.staffing.requirement import Service, of_interval

FIRST = date(2026, 6, 1)
DAYS = 28
STARTS = (0, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 23)
SUPERVISOR, ENGLISH, ARABIC, SIGN = "supervisor", "english", "arabic", "sign"
_FULL, _PART = 20, 12
"""Shifts in four weeks."""
_MORNING = (0.9, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.6, 5.0, 7.6, 8.6, 8.6)
_SHAPE = (*_MORNING, 7.4, 7.6, 7.8, 7.4, 6.6, 5.6, 4.8, 4.4, 4.0, 3.4, 2.6, 1.8)
"""Per cent of a day's calls in each hour."""
_WEEK = (1.12, 1.08, 1.05, 1.04, 1.06, 0.88, 0.77)


def center(*, people: int = 90, seed: int = 1) -> Center:
    """Return the center; the same seed gives the same people."""
    random = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    wanted = _wanted(days, people / 90)
    types = [ShiftType(60 * start, 60 * start + 480, 30) for start in STARTS]
    hours = wanted[EVERYBODY].reshape(DAYS, 24)
    weekends = float(hours[[is_weekend(day) for day in days]].sum()) / 8
    whole = people * _FULL - (_FULL - _PART) * min(4, people)
    members = [_member(number, people, weekends / whole, random) for number in range(people)]
    members = _with_nights(members, wanted)
    return Center(FIRST, days, types, members, wanted, law())


def law() -> Law:
    """Return the rules of the city's file."""
    path = Path(__file__).parents[2] / "cities" / "kocaeli" / "law.toml"
    return read(tomllib.loads(path.read_text(encoding="utf-8"))["rule"])


def _wanted(days: list[date], scale: float) -> dict[str, Floats]:
    service = Service(least=4)
    everybody = []
    for day in days:
        for hour, share in enumerate(_SHAPE):
            calls = 2500 * scale * _WEEK[day.weekday()] * share / sum(_SHAPE)
            opened = day.weekday() < 5 and 9 <= hour < 18
            others = scale * ((8 if opened else 0) + (8 if 8 <= hour < 22 else 1))
            everybody.append(of_interval(Load(calls, 240), service, deferrable=others).planned)
    hours = np.tile(np.arange(24), len(days))
    return {
        EVERYBODY: np.array(everybody, dtype=np.float64),
        SUPERVISOR: np.ones(len(hours)),
        ENGLISH: np.where((hours >= 8) & (hours < 22), 2.0, 1.0),
        ARABIC: np.where((hours >= 8) & (hours < 22), 1.0, 0.0),
        SIGN: np.where((hours >= 9) & (hours < 17), 1.0, 0.0),
    }


def _member(number: int, people: int, weekend: float, random: np.random.Generator) -> Member:
    """Return a person; ``weekend`` are the days of weekends for each shift of their contract."""
    skills = set()
    for skill, first, count in (
        (SUPERVISOR, 0, 8),
        (ENGLISH, 4, 16),
        (ARABIC, 16, 8),
        (SIGN, 30, 4),
    ):
        if first <= number < first + max(1, round(count * people / 90)):
            skills.add(skill)
    part_time = people - 4 <= number
    no_nights = people - 10 <= number < people - 4
    shifts = _PART if part_time else _FULL
    weekends = weekend * shifts
    away = _leave(random) if random.random() < 0.2 else frozenset()
    shifts -= round(len(away) * shifts / DAYS)
    statuses = {Status.WORKER}
    statuses |= {Status.PART_TIME} if part_time else set()
    statuses |= {Status.NIGHT_UNEXAMINED} if no_nights else set()
    return Member(
        statuses=frozenset(statuses),
        skills=frozenset(skills),
        least=(shifts - 1) * 450,
        most=(shifts + 1) * 450,
        away=away,
        wishes=tuple(_wishes(random)),
        weekends=weekends,
    )


def _with_nights(members: list[Member], wanted: dict[str, Floats]) -> list[Member]:
    """Return the people with their fair shares; people with a scarce skill share its nights."""
    able = {
        number: 1.0
        for number, each in enumerate(members)
        if Status.NIGHT_UNEXAMINED not in each.statuses
    }
    nights = {
        skill: float(people.reshape(DAYS, 24)[:, 3].sum()) for skill, people in wanted.items()
    }
    scarce = [
        (count, [number for number, each in enumerate(members) if skill in each.skills])
        for skill, count in nights.items()
        if skill != EVERYBODY
    ]
    level = levels(nights[EVERYBODY], able, scarce)
    return [replace(each, nights=level.get(place, 0.0)) for place, each in enumerate(members)]


def _leave(random: np.random.Generator) -> frozenset[date]:
    first = int(random.integers(DAYS - 5))
    return frozenset(FIRST + timedelta(days=first + each) for each in range(5))


def _wishes(random: np.random.Generator) -> list[Wish]:
    chosen = random.choice(DAYS, 5, replace=False)
    days = [FIRST + timedelta(days=int(each)) for each in chosen]
    early = frozenset(place for place, start in enumerate(STARTS) if 6 <= start <= 9)
    late = frozenset(place for place, start in enumerate(STARTS) if 14 <= start <= 17)
    day_off: frozenset[int] = frozenset()
    kinds = (day_off, day_off, early, late)
    return [Wish(day, kinds[int(random.integers(4))]) for day in days]
