"""The usual number of applications in an hour, from the facts of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import Sum

from alo153.city import queries as city
from alo153.reports.models import ContactHalfHour, MatterDay

DAYS: Final = 28
_HOURS: Final = 24


def hour_shares(before: date) -> Mapping[int, float]:
    """Return which share of a day's contacts each hour of the city's clock has; one query.

    Of the four weeks before a day. Without any contact every hour has the same.
    """
    begins = city.day_begins(before - timedelta(days=DAYS))
    rows = ContactHalfHour.objects.filter(
        begins_at__gte=begins, begins_at__lt=city.day_begins(before)
    )
    counted = rows.values_list("begins_at").annotate(Sum("contacts_in")).order_by()
    by_hour = dict.fromkeys(range(_HOURS), 0)
    for begins_at, count in counted:
        by_hour[city.local(begins_at).hour] += count
    total = sum(by_hour.values())
    return {hour: count / total if total else 1 / _HOURS for hour, count in by_hour.items()}


def days(dimension: str, before: date) -> Mapping[int, float]:
    """Return how many applications a day brings by topic or neighborhood, of the four weeks before.

    Of the days since the first application of all: a center that is new has no four weeks.

    Args:
        dimension: a field of `MatterDay`.
    """
    since = before - timedelta(days=DAYS)
    rows = MatterDay.objects.filter(day__gte=since, day__lt=before)
    first = rows.order_by("day").values_list("day", flat=True).first()
    length = (before - first).days if first else DAYS
    counted = rows.values_list(dimension).annotate(Sum("opened")).order_by()
    return {key: count / length for key, count in counted}
