"""The cover of a roster's requirement: by day, for everybody and for each skill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from alo153.workforce import breaks, posing
from alo153.workforce.law.shifts import DAY
from alo153.workforce.models import Roster, Shift, ShiftType
from alo153.workforce.queries.published import as_law, published_on, released
from alo153.workforce.roster.center import EVERYBODY
from alo153.workforce.roster.problem import Floats

STEP = 30
"""Minutes of an interval of the cover."""


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


@dataclass(frozen=True)
class Curve:
    """One skill on one day by half hours: people wanted, their band, people present.

    ``low`` and ``high`` are None where no forecast says them.
    """

    skill: str
    wanted: Floats
    present: Floats
    low: Floats | None
    high: Floats | None


def curves(roster: Roster, day: date) -> list[Curve]:
    """Return the curves of a day, everybody first; six queries."""
    wanted = posing.wanted_of(roster, STEP)
    present = present_in(roster, frozenset(wanted))
    rows = {each.skill: each for each in roster.requirements.all()}
    size = DAY // STEP
    first = (day - roster.first_date).days * size
    cut = slice(first, first + size)

    def band(hours: Sequence[float] | None) -> Floats | None:
        return None if hours is None else np.repeat(np.array(hours), 60 // STEP)[cut]

    found = []
    for skill in sorted(wanted, key=lambda each: (each != EVERYBODY, each)):
        row = rows.get(skill)
        low, high = (band(row.low), band(row.high)) if row else (None, None)
        found.append(Curve(skill, wanted[skill][cut], present[skill][cut], low, high))
    return found


def best_fit(curve: Curve, types: Iterable[ShiftType]) -> tuple[ShiftType, float] | None:
    """Return the shift that one more person would help most with, and the hours it would help."""
    gap = np.clip(curve.wanted - curve.present, 0, 1)
    helped = [
        (each, float(gap[each.start_minute // STEP : each.end_minute // STEP].sum()) * STEP / 60)
        for each in types
    ]
    found = max(helped, key=lambda each: each[1], default=None)
    return found if found and found[1] else None


def by_day(roster: Roster) -> list[SkillCover]:
    """Return the cover of everybody first, then of each skill; five queries."""
    wanted = posing.wanted_of(roster, STEP)
    present = present_in(roster, frozenset(wanted))
    found = [_skill(roster, each, wanted[each], present[each]) for each in sorted(wanted)]
    return sorted(found, key=lambda each: each.skill != EVERYBODY)


def present_in(roster: Roster, skills: frozenset[str]) -> dict[str, Floats]:
    """Return how many people with each skill are present in each half hour; four queries.

    People who are on leave or have left are not present, whatever shift the roster still has.
    """
    size = roster.days * DAY // STEP
    rows = shifts_within(roster)
    able = posing.skills_of({each.user_id for each in rows})
    present = {skill: np.zeros(size) for skill in skills}
    for shift in rows:
        begin, end = minutes_of(roster, shift)
        for skill in skills & (able[shift.user_id] | {EVERYBODY}):
            present[skill][max(0, begin // STEP) : max(0, end // STEP)] += 1
    return present


def shifts_within(roster: Roster) -> list[Shift]:
    """Return the shifts of the people who come within a roster's days; two queries.

    A night that began in the evening before its first day is of the roster before.
    """
    evening = roster.first_date - timedelta(days=1)
    rows = roster.shifts.exclude(released()).select_related("type")
    return [*rows, *published_on(evening, evening)]


def minutes_of(roster: Roster, shift: Shift) -> tuple[int, int]:
    """Return begin and end of a shift, overtime included, from the first midnight of a roster."""
    lawful = as_law(shift)
    midnight = datetime.combine(roster.first_date, time())
    begin = int((lawful.start - midnight).total_seconds()) // 60
    return begin, begin + lawful.presence


def presences(
    roster: Roster,
    shifts: Sequence[Shift],
    kept: Mapping[tuple[int, date, int], datetime],
) -> tuple[list[breaks.Presence], Floats]:
    """Return shifts as the placing of breaks takes them, and who is wanted; four queries.

    Args:
        kept: breaks that stay where they are if the shift still holds them, by person, day and
            type of the shift.
    """
    wanted = posing.wanted_of(roster, breaks.STEP)
    skills = sorted(wanted)
    able = posing.skills_of({each.user_id for each in shifts})
    people = []
    for shift in shifts:
        begin, end = minutes_of(roster, shift)
        had = kept.get((shift.user_id, shift.day, shift.type_id))
        if had and had + timedelta(minutes=shift.break_minutes) >= shift.ends_at:
            had = None
        counts = able[shift.user_id] | {EVERYBODY}
        people.append(
            breaks.Presence(
                start=begin,
                end=end,
                minutes=shift.break_minutes,
                rows=tuple(row for row, skill in enumerate(skills) if skill in counts),
                fixed=begin + int((had - shift.starts_at).total_seconds()) // 60 if had else None,
            )
        )
    # The last night ends after the last day
    tail = np.zeros((len(skills), DAY // breaks.STEP))
    return people, np.concatenate([np.array([wanted[each] for each in skills]), tail], axis=1)


def _skill(roster: Roster, skill: str, wanted: Floats, present: Floats) -> SkillCover:
    gap = (wanted - present).reshape(roster.days, -1) * STEP / 60
    few, many = np.maximum(gap, 0).sum(axis=1), np.maximum(-gap, 0).sum(axis=1)
    hours = wanted.reshape(roster.days, -1).sum(axis=1) * STEP / 60
    return SkillCover(
        skill,
        [
            DayCover(day, *map(float, figures))
            for day, *figures in zip(roster.dates, hours, few, many, strict=True)
        ],
    )
