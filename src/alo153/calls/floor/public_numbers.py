"""Calls by public number: figures of today, and calls to unknown numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from alo153.calls.call_words import CallDirection, CallOutcome
from alo153.calls.floor import city_queues
from alo153.calls.models import Call
from alo153.city import queries as unit_queries

SEEN_FOR = timedelta(days=1)
"""So long a call for a number that we do not know is told to IT."""
MOST_NAMED = 5


@dataclass(frozen=True)
class OfNumber:
    """The calls of today for one public number, by the time they came in."""

    name: str
    calls: int = 0
    answered: int = 0
    abandoned: int = 0


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """Calls that reached us for numbers of which numbers.toml knows nothing."""

    calls: int
    numbers: tuple[str, ...]
    """As the network wrote them, the commonest first."""


def today(at: datetime) -> list[OfNumber]:
    """Count by number since midnight, in the city's order; one query, none with a single number."""
    numbers = city_queues.public_numbers()
    if len(numbers) < 2:  # noqa: PLR2004 - nothing to tell apart
        return []
    counted = (
        _incoming(since=unit_queries.midnight(at))
        .values_list("public_number")
        .annotate(
            calls=Count("id"),
            answered=Count("id", filter=Q(answered_at__isnull=False)),
            abandoned=Count("id", filter=Q(outcome=CallOutcome.ABANDONED)),
        )
    )
    found = {key: figures for key, *figures in counted}
    return [OfNumber(number.name, *found.get(number.key, ())) for number in numbers]


def unknown(at: datetime) -> Unknown | None:
    """Say which numbers were called that we do not know; nothing where the city names none."""
    numbers = city_queues.public_numbers()
    if not numbers:
        return None
    counted = _incoming(since=at - SEEN_FOR).values_list("called").annotate(calls=Count("id"))
    strange = {
        called: calls
        for called, calls in counted.order_by("-calls", "called")
        if called and not any(number.is_dialed(called) for number in numbers)
    }
    return Unknown(calls=sum(strange.values()), numbers=tuple(strange)[:MOST_NAMED])


def _incoming(*, since: datetime) -> QuerySet[Call]:
    return Call.objects.filter(direction=CallDirection.IN, entered_at__gte=since)
