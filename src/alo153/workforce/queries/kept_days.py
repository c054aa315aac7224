"""Adherence over many days, from what is kept of each."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Sum

from alo153.accounts.models import User
from alo153.workforce.models import KeptDay
from alo153.workforce.permissions import PLAN_SHIFTS


def shares(asker: User, first: date, last: date) -> dict[int, float]:
    """Return the share of the planned time that each person was there, 0 to 1; one query.

    A person without a planned second in these days is left out.

    Raises:
        PermissionDenied: they do not plan shifts.
    """
    if not asker.may(PLAN_SHIFTS):
        raise PermissionDenied
    rows = KeptDay.objects.filter(day__range=(first, last)).values("user")
    found = rows.annotate(planned=Sum("planned_seconds"), present=Sum("present_seconds"))
    return {each["user"]: each["present"] / each["planned"] for each in found if each["planned"]}
