"""The usual day: means of the same weekday, from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, Sum

from alo153.city import queries as city
from alo153.reports.models import ContactHalfHour

WEEKS: Final = 4
HALF_HOURS: Final = 48


def calls_by_half_hour(day: date) -> Mapping[int, float]:
    """Return the mean calls in each half hour of a weekday, by its number on the clock; one query.

    Of the four weeks before the day; days without any call, such as those before the center opened,
    do not count. Nothing without facts.
    """
    days = [day - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    begins = [city.day_begins(each) for each in days]
    during = Q()
    for begin in begins:
        during |= Q(begins_at__gte=begin, begins_at__lt=begin + timedelta(days=1))
    rows = ContactHalfHour.objects.filter(during).values_list("begins_at")
    found: dict[int, int] = {}
    seen: set[date] = set()
    for begins_at, calls in rows.annotate(Sum("calls_in")).order_by():
        if calls:
            own = city.today(begins_at)
            seen.add(own)
            number = city.half_hour(begins_at)
            found[number] = found.get(number, 0) + calls
    return {number: calls / len(seen) for number, calls in found.items()}
