"""Explained deviations from shifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from alo153.workforce.models import Deviation

Stretch = tuple[datetime, datetime]


def of_days(first: date, last: date) -> QuerySet[Deviation]:
    """Return what was explained of some days."""
    rows = Deviation.objects.filter(day__range=(first, last))
    return rows.select_related("user", "told_by", "answered_by")


def one(key: int) -> Deviation | None:
    """Return what somebody explained, answered or not; one query."""
    return Deviation.objects.filter(pk=key).first()


def accepted(first: date, last: date) -> dict[int, list[Stretch]]:
    """Return the stretches that count as kept, by person, none of a time twice; one query."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for each in Deviation.objects.filter(day__range=(first, last), accepted=True):
        found[each.user_id].append((each.begins_at, each.ends_at))
    return {user: merged(stretches) for user, stretches in found.items()}


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in their order; overlapping ones become one."""
    found: list[Stretch] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found
