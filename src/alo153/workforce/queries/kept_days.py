"""Adherence over many days, from what is kept of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Min, Sum

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.workforce.models import KeptDay
from alo153.workforce.permissions import PLAN_SHIFTS

_DIVIDED: Final = """
WITH part AS (
  SELECT kept.user_id, coalesce(member.team_id, 0) AS team,
    date_trunc('month', kept.day)::date AS month,
    sum(planned_seconds) AS planned, sum(present_seconds) AS present
  FROM workforce_keptday AS kept {member}
  WHERE kept.day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2, 3
)
SELECT user_id, team, month, sum(planned)::bigint, sum(present)::bigint FROM part
GROUP BY GROUPING SETS ((user_id, team), (month))
""".format(member=city.team_on_day(person="kept.user_id", day="kept.day"))  # noqa: S608 - our own


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


@dataclass(frozen=True)
class Shares:
    """The adherence of each person, team and month with a planned second.

    Args:
        teams: a day belongs to the team that the person was in, and to team 0 without one.
        months: by first day.
    """

    people: dict[int, Adherence] = field(default_factory=dict)
    teams: dict[int, Adherence] = field(default_factory=dict)
    months: dict[date, Adherence] = field(default_factory=dict)


def shares(asker: User, first: date, last: date) -> Shares:
    """Return the adherence in some days; one query.

    Raises:
        PermissionDenied: they do not plan shifts.
    """
    if not asker.may(PLAN_SHIFTS):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute(_DIVIDED, {"first": first, "last": last})
        found = cursor.fetchall()
    of_people = [(user, team, *sums) for user, team, month, *sums in found if month is None]
    return Shares(
        people=_added((user, *sums) for user, _team, *sums in of_people),
        teams=_added((team, *sums) for _user, team, *sums in of_people),
        months=_added((month, *sums) for _, _, month, *sums in found if month is not None),
    )


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


def _added(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Adherence]:
    planned, present = Counter[Any](), Counter[Any]()
    for key, of_plan, at_work in rows:
        planned[key] += of_plan
        present[key] += at_work
    return {key: Adherence(seconds, present[key]) for key, seconds in planned.items() if seconds}
