"""Adherence over many days, from what is kept of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Min, Sum

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.workforce.models import KeptDay
from alo153.workforce.permissions import PLAN_SHIFTS

_BY_TEAM: Final = """
SELECT kept.user_id, coalesce(member.team_id, 0), sum(planned_seconds), sum(present_seconds)
FROM workforce_keptday AS kept {member}
WHERE kept.day BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2
""".format(member=city.team_on_day(person="kept.user_id", day="kept.day"))


@dataclass(frozen=True)
class Adherence:
    """The planned time of a person in some days, and how much of it they were at work."""

    planned_seconds: int
    present_seconds: int

    @property
    def share(self) -> float:
        """Return the share of the planned time, 0 to 1."""
        return self.present_seconds / self.planned_seconds

    @property
    def percent(self) -> int:
        """Return the share as people read it."""
        return round(100 * self.share)

    @property
    def planned_hours(self) -> int:
        """Return the planned time in whole hours."""
        return round(self.planned_seconds / 3_600)


def shares(
    asker: User, first: date, last: date
) -> tuple[dict[int, Adherence], dict[int, Adherence]]:
    """Return the adherence of each person, and of each team, in some days; one query.

    A day belongs to the team that the person was in, and to team 0 without one. People and teams
    without a planned second in these days are left out.

    Raises:
        PermissionDenied: they do not plan shifts.
    """
    if not asker.may(PLAN_SHIFTS):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute(_BY_TEAM, {"first": first, "last": last})
        found = cursor.fetchall()
    people, teams = Counter[int](), Counter[int]()
    present_people, present_teams = Counter[int](), Counter[int]()
    for user, team, planned, present in found:
        people[user] += planned
        present_people[user] += present
        teams[team] += planned
        present_teams[team] += present
    return _read(people, present_people), _read(teams, present_teams)


def own_share(user: User, first: date, last: date) -> Adherence | None:
    """Return how somebody kept to their own shifts; None if nothing was planned; one query."""
    own = KeptDay.objects.filter(user=user, day__range=(first, last))
    sums = own.aggregate(
        planned=Sum("planned_seconds", default=0), present=Sum("present_seconds", default=0)
    )
    return Adherence(sums["planned"], sums["present"]) if sums["planned"] else None


def begins() -> date | None:
    """Return the first day that is kept; one query."""
    first: date | None = KeptDay.objects.aggregate(first=Min("day"))["first"]
    return first


def _read(planned: Mapping[int, int], present: Mapping[int, int]) -> dict[int, Adherence]:
    return {key: Adherence(seconds, present[key]) for key, seconds in planned.items() if seconds}
