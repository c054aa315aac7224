"""The shifts that a leave empties: whether somebody has to come in, and who may lawfully."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.workforce import cover, posing, queries
from alo153.workforce.candidates.filling import Able, Staff, staff_of
from alo153.workforce.models import Leave, Roster, Shift
from alo153.workforce.queries import leaves
from alo153.workforce.roster.center import EVERYBODY
from alo153.workforce.roster.problem import Floats

MOST = 7
"""So many shifts are looked at: a longer leave is for the program to plan."""


@dataclass(frozen=True)
class Hole:
    """A shift in force whose person is away.

    Args:
        fillers: people with such a shift in the new version, and not in the version of the shift.
        is_filled: whether all such empty shifts have a person there.
        draft: the open new version.
        short: missing hours of people during the shift, at most this person's; None if the roster
            has no requirement.
        skills: skills with too few people at that time.
        able: people who may lawfully come in, the most helpful first.
    """

    shift: Shift
    fillers: tuple[User, ...]
    is_filled: bool
    draft: Roster | None
    short: float | None
    skills: tuple[str, ...]
    able: tuple[Able, ...]

    @property
    def is_covered(self) -> bool:
        """Tell whether enough people remain."""
        return self.short == 0 and not self.skills


def of_leave(leave: Leave, at: datetime) -> list[Hole]:
    """Return the shifts that a leave empties and that are not over, `MOST` at most.

    Shifts that have a person in the present version are left out.

    About twenty queries for each roster (usually one), and a check of the law for each person and
    shift.
    """
    by_roster: dict[Roster, list[Shift]] = defaultdict(list)
    for shift in leaves.emptied_by(leave, at)[:MOST]:
        by_roster[shift.roster].append(shift)
    today = city.today(at)
    return [
        hole for roster, shifts in by_roster.items() for hole in _of_roster(roster, shifts, today)
    ]


@dataclass(frozen=True)
class _Version:
    """The version that is looked at, the open new one or that in force, and what it lacks."""

    roster: Roster
    draft: Roster | None
    left: Counter[tuple[date, int]]
    gaps: dict[str, Floats]
    staff: Staff
    comers: Sequence[Shift]


def _of_roster(roster: Roster, shifts: Sequence[Shift], today: date) -> list[Hole]:
    in_force = Roster.objects.get(first_date=roster.first_date, state=Roster.State.PUBLISHED)
    draft = queries.open_version(in_force)
    shown = draft or in_force
    version = _Version(
        roster=shown,
        draft=draft,
        left=leaves.unfilled(roster, shown, min(each.day for each in shifts)),
        gaps=_gaps(shown),
        staff=staff_of(shown, today),
        comers=_comers(roster, shown),
    )
    found = [_hole(version, each) for each in shifts]
    return [each for each in found if each.draft or not each.is_filled]


def _gaps(roster: Roster) -> dict[str, Floats]:
    """Return how many people with each skill are too few, or too many if below zero."""
    wanted = posing.wanted_of(roster, cover.STEP)
    if not wanted[EVERYBODY].any():
        del wanted[EVERYBODY]
    present = cover.present_in(roster, frozenset(wanted))
    return {skill: people - present[skill] for skill, people in wanted.items()}


def _comers(roster: Roster, newer: Roster) -> list[Shift]:
    """Return the shifts of a new version that the former one has not."""
    former = set(roster.shifts.values_list("user", "day", "type"))
    rows = newer.shifts.select_related("user")
    return [each for each in rows if (each.user_id, each.day, each.type_id) not in former]


def _hole(version: _Version, shift: Shift) -> Hole:
    begin, end = cover.minutes_of(version.roster, shift)
    within = slice(begin // cover.STEP, -(-end // cover.STEP))
    too_few = {skill: np.clip(gap[within], 0, 1) for skill, gap in version.gaps.items()}
    everybody = too_few.pop(EVERYBODY, None)
    skills = tuple(sorted(skill for skill, few in too_few.items() if few.any()))
    key = shift.day, shift.type_id
    return Hole(
        shift=shift,
        fillers=tuple(each.user for each in version.comers if (each.day, each.type_id) == key),
        is_filled=not version.left[key],
        draft=version.draft,
        short=None if everybody is None else float(everybody.sum()) * cover.STEP / 60,
        skills=skills,
        able=tuple(version.staff.able(shift.day, shift.type, lacking=skills)),
    )
