"""How well a roster covers what it wants: by day, for everybody and for each skill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from alo153.workforce import posing
from alo153.workforce.law.shifts import DAY
from alo153.workforce.models import Roster
from alo153.workforce.roster.center import EVERYBODY
from alo153.workforce.roster.problem import Floats

_STEP = 30


@dataclass(frozen=True)
class DayCover:
    """Hours of people wanted on a day, and hours too few and too many."""

    day: date
    wanted: float
    under: float
    over: float


@dataclass(frozen=True)
class SkillCover:
    """The days of one skill; the empty skill is everybody."""

    skill: str
    days: list[DayCover]

    @property
    def under(self) -> float:
        """Return the hours too few in all."""
        return sum(each.under for each in self.days)


def by_day(roster: Roster) -> list[SkillCover]:
    """Return the cover of everybody first, then of each skill; four queries."""
    wanted = posing.wanted_of(roster, _STEP)
    present = present_in(roster, frozenset(wanted))
    found = [_skill(roster, each, wanted[each], present[each]) for each in sorted(wanted)]
    return sorted(found, key=lambda each: each.skill != EVERYBODY)


def present_in(roster: Roster, skills: frozenset[str]) -> dict[str, Floats]:
    """Return how many people with each skill are present in each half hour; three queries."""
    size = roster.days * DAY // _STEP
    rows = list(roster.shifts.select_related("type"))
    able = posing.skills_of({each.user_id for each in rows})
    present = {skill: np.zeros(size) for skill in skills}
    for shift in rows:
        begin = (shift.day - roster.first_date).days * DAY
        first = (begin + shift.type.start_minute) // _STEP
        last = (begin + shift.type.end_minute) // _STEP
        for skill in skills & (able[shift.user_id] | {EVERYBODY}):
            present[skill][first:last] += 1
    return present


def _skill(roster: Roster, skill: str, wanted: Floats, present: Floats) -> SkillCover:
    gap = (wanted - present).reshape(roster.days, -1) * _STEP / 60
    few, many = np.maximum(gap, 0).sum(axis=1), np.maximum(-gap, 0).sum(axis=1)
    hours = wanted.reshape(roster.days, -1).sum(axis=1) * _STEP / 60
    return SkillCover(
        skill,
        [
            DayCover(day, *map(float, figures))
            for day, *figures in zip(roster.dates, hours, few, many, strict=True)
        ],
    )
