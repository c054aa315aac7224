"""Adherence over many days, from what is kept of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Min, QuerySet, Sum

from alo153.accounts.models import User
from alo153.workforce.models import KeptDay
from alo153.workforce.permissions import PLAN_SHIFTS


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


def shares(asker: User, first: date, last: date) -> dict[int, Adherence]:
    """Return how each person kept to the shifts of some days; one query.

    A person without a planned second in these days is left out.

    Raises:
        PermissionDenied: they do not plan shifts.
    """
    if not asker.may(PLAN_SHIFTS):
        raise PermissionDenied
    return _added(KeptDay.objects.filter(day__range=(first, last)))


def own_share(user: User, first: date, last: date) -> Adherence | None:
    """Return how somebody kept to their own shifts; None if nothing was planned; one query."""
    own = KeptDay.objects.filter(user=user, day__range=(first, last))
    return _added(own).get(user.pk)


def begins() -> date | None:
    """Return the first day that is kept; one query."""
    first: date | None = KeptDay.objects.aggregate(first=Min("day"))["first"]
    return first


def _added(rows: QuerySet[KeptDay]) -> dict[int, Adherence]:
    sums = {"planned": Sum("planned_seconds"), "present": Sum("present_seconds")}
    found = rows.values_list("user").annotate(**sums)
    return {user: Adherence(planned, present) for user, planned, present in found if planned}
