"""Figures of applications, now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Count

from alo153.alarms.queries import usual
from alo153.alarms.queries.live.values import Reading
from alo153.alarms.rules.usual import LEAST, times
from alo153.cases.models import Case, Incident
from alo153.cases.rules.lifecycle import State
from alo153.city import queries as city

_HOUR = timedelta(hours=1)


def topic_times(of: str, at: datetime) -> list[Reading]:
    """Compare the last hour's applications with the usual, by topic; at most four queries.

    Topics that are confidential are not told of.
    """
    topics = city.topics_now()
    names = {
        each.pk: (slug, each.name)
        for slug, each in topics.items()
        if of in {"", slug} and not each.confidential
    }
    return _times("topic", names, at)


def neighborhood_times(of: str, at: datetime) -> list[Reading]:
    """Compare the last hour with the usual, by neighborhood; at most four queries."""
    names = {
        key: (str(key), f"{each.name} ({each.district.name})")
        for key, each in city.neighborhoods_now().items()
        if of in {"", str(key)}
    }
    return _times("neighborhood", names, at)


def _times(dimension: str, names: dict[int, tuple[str, str]], at: datetime) -> list[Reading]:
    fresh = Case.objects.filter(
        opened_at__gt=at - _HOUR, opened_at__lte=at, confidential=False
    ).order_by()
    counted = fresh.values_list(dimension).annotate(Count("pk"))
    many = {key: count for key, count in counted if key in names and count >= LEAST}
    # The usual sums up four weeks of facts, which a quiet hour need not know every 15 seconds
    if not many:
        return []
    expected = expected_of(dimension, at)
    return [Reading(times(many[key], expected(key)), *names[key]) for key in many]


def expected_of(dimension: str, at: datetime) -> Callable[[int], float]:
    """Return how many applications the hour that ends now usually has, by key; three queries."""
    today = city.today(at)
    share = usual.hour_shares(today)[city.local(at - _HOUR / 2).hour]
    days = usual.days(dimension, today)
    return lambda key: days.get(key, 0.0) * share


def overdue(of: str, at: datetime) -> list[Reading]:
    """Count the open applications whose time is over; one query."""
    late = Case.objects.filter(due_at__lt=at, lead=None).exclude(state=State.CLOSED)
    unit = city.units_now().get(of)
    if of:
        late = late.filter(unit=unit)
    return [Reading(float(late.count()), of, unit.name if unit else "")]


def opened_today(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Count the applications that were opened since midnight; one query."""
    opened = Case.objects.filter(opened_at__gte=city.midnight(at), opened_at__lte=at)
    return [Reading(float(opened.count()))]


def open_incidents(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Count the incidents that take reports in; one query."""
    return [Reading(float(Incident.objects.filter(ended_at=None).count()))]
