"""Test whether enough people are left on a day if one more of them is on leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.demand.needed import needed_on
from alo153.workforce.queries.contracts import employed, leave_between
from alo153.workforce.roster.center import EVERYBODY


@dataclass(frozen=True)
class Lack:
    """A day on which too few people with a skill would be left; the empty skill is everybody.

    ``always``: there are too few on that day if nobody is on leave.
    """

    day: date
    skill: str
    always: bool


def first_lack(user: User, first: date, last: date) -> Lack | None:
    """Return where somebody's leave would leave too few; about ten queries, more by forecast.

    A day that has too few people only because of leave comes before the days that always have too
    few. A person without a skill takes nothing from it. Days that neither a roster nor a forecast
    knows lack nobody.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    needed = needed_on(days)
    staff = set(queries.contracts_within(first, last)) - {user.pk}
    holds, away = employed(staff), leave_between(first, last)
    skills = posing.skills_of({user.pk, *staff})
    own = skills[user.pk] | {EVERYBODY}
    always = None
    for day in days:
        others = [each for each in staff if holds[each](day)]
        left = [each for each in others if day not in away.get(each, ())]
        for skill, people in sorted(needed.get(day, {}).items(), reverse=True):
            if skill not in own or _having(skill, left, skills) >= people:
                continue
            if _having(skill, others, skills) + 1 >= people:
                return Lack(day, skill, always=False)
            always = always or Lack(day, skill, always=True)
    return always


def _having(skill: str, people: Iterable[int], skills: Mapping[int, Collection[str]]) -> int:
    return sum(skill == EVERYBODY or skill in skills[each] for each in people)
