"""Explained deviations from shifts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.db.models import QuerySet

from alo153.workforce.models import Deviation


def of_days(first: date, last: date) -> QuerySet[Deviation]:
    """Return what was explained of some days."""
    rows = Deviation.objects.filter(day__range=(first, last))
    return rows.select_related("user", "told_by", "answered_by")


def accepted(first: date, last: date) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return the stretches that count as kept, by person; one query."""
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for each in Deviation.objects.filter(day__range=(first, last), accepted=True):
        found[each.user_id].append((each.begins_at, each.ends_at))
    return found
