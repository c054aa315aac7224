"""The table that a report is counted from: the smallest one that has its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import IntegerField, QuerySet
from django.db.models.functions import Cast, TruncDate, TruncMonth, TruncWeek

from alo153.city import queries as city
from alo153.city.models import Topic
from alo153.city.models.city_key import at_hand
from alo153.core.database.day_sums import of_days
from alo153.reports.figures.catalog import Subject
from alo153.reports.models import ContactDay, ContactHalfHour, ContactSums, MatterDay
from alo153.reports.queries.asked import Asked, Grain

_PLACES: Final = frozenset({"district", "neighborhood"})
_MATTERS: Final = frozenset({"topic", "unit"})
_FINE: Final = (Grain.HALF_HOUR, Grain.HOUR)
_TRUNCATED: Final = {Grain.WEEK: TruncWeek, Grain.MONTH: TruncMonth}


def facts_of(asked: Asked) -> tuple[QuerySet[Any], str]:
    """Return the facts of the range, and by which field they are grouped; at most one query."""
    if asked.subject is Subject.MATTERS:
        return _by_day(asked, matters(asked))
    asks = {asked.dimension, *asked.filters}
    if asked.grain in _FINE and not asked.dimension:
        first, last = city.day_begins(asked.since), city.day_begins(asked.until + timedelta(days=1))
        fine = ContactHalfHour.objects.filter(begins_at__gte=first, begins_at__lt=last)
        if "team" in asks:
            day = TruncDate("begins_at", tzinfo=city.zone())
            fine = fine.annotate(day=day, team=city.team_of_day(person="agent", day="day"))
        return fine.filter(**asked.filters), "begins_at"
    # After an upgrade the sums are empty until the first event
    if asks >= {"agent", "queue"} or not ContactSums.objects.exists():
        days = ContactDay.objects.all()
        if "team" in asks:
            days = days.annotate(team=city.team_of_day(person="agent", day="day"))
        return _by_day(asked, days)
    return _divided(asked, "agent" if "agent" in asks else "queue")


def matters(asked: Asked) -> QuerySet[MatterDay]:
    """Return the facts of matters that a question may count; `leaves_out` says which it may not."""
    if not leaves_out(asked):
        return MatterDay.objects.all()
    confidential = [key for key, row in at_hand(Topic)().items() if row.confidential]
    return MatterDay.objects.exclude(topic__in=confidential)


def leaves_out(asked: Asked) -> bool:
    """Tell whether confidential topics are left out: by place, a count of one names a neighbor.

    Places alone count them, for nobody reads there what one was about.
    """
    asks = {asked.dimension, *asked.filters}
    return bool(asks & _PLACES and asks & _MATTERS)


def _by_day(asked: Asked, facts: QuerySet[Any]) -> tuple[QuerySet[Any], str]:
    days = facts.filter(day__range=(asked.since, asked.until), **asked.filters)
    return (days, asked.dimension) if asked.dimension else _in_time(asked, days, "day")


def _divided(asked: Asked, division: str) -> tuple[QuerySet[Any], str]:
    by_month = bool(asked.dimension) or asked.grain is Grain.MONTH
    filters: dict[str, Any] = {
        "key" if name == division else name: str(value) for name, value in asked.filters.items()
    }
    within = of_days(asked.since, asked.until, by_month=by_month)
    sums = ContactSums.objects.filter(within, division=division, **filters)
    if asked.dimension == "agent":
        return sums.annotate(place=Cast("key", IntegerField())), "place"
    if asked.dimension:
        return sums, "key" if asked.dimension == division else asked.dimension
    return _in_time(asked, sums, "begins_date")


def _in_time(asked: Asked, facts: QuerySet[Any], day: str) -> tuple[QuerySet[Any], str]:
    if truncated := _TRUNCATED.get(asked.grain):
        return facts.annotate(place=truncated(day)), "place"
    return facts, day
