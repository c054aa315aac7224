"""Test whether enough people are left on a day if one more of them is on leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.demand.needed import needed_on
from alo153.workforce.queries.contracts import employed, leave_between
from alo153.workforce.roster.center import EVERYBODY


@dataclass(frozen=True)
class Lack:
    """A day on which too few people with a skill would be left; the empty skill is everybody."""

    day: date
    skill: str


def first_lack(user: User, first: date, last: date) -> Lack | None:
    """Return where somebody's leave would leave too few; about ten queries, more by forecast.

    A person without a skill takes nothing from it. Days that neither a roster nor a forecast knows
    lack nobody.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    needed = needed_on(days)
    staff = set(queries.contracts_within(first, last)) - {user.pk}
    holds, away = employed(staff), leave_between(first, last)
    skills = posing.skills_of({user.pk, *staff})
    own = skills[user.pk] | {EVERYBODY}
    for day in days:
        left = [each for each in staff if holds[each](day) and day not in away.get(each, ())]
        for skill, people in sorted(needed.get(day, {}).items(), reverse=True):
            having = sum(skill in skills[each] | {EVERYBODY} for each in left)
            if skill in own and having < people:
                return Lack(day, skill)
    return None
