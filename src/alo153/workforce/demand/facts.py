"""Past contacts from the facts of the reports, never from a table of calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

import numpy as np
from django.db.models import F, QuerySet, Sum

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.reports.models import ContactDay, ContactHalfHour
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models.rosters import HOURS

HALVES = 2 * HOURS
USUAL_HANDLING = 240.0
"""Seconds of handling a contact where none was answered yet."""
_LATELY = timedelta(days=56)
_HANDLING = {
    "taken_ms": Sum(F("talk_ms") + F("hold_ms") + F("wrap_up_ms")),
    "contacts": Sum("handled"),
}


@dataclass(frozen=True, order=True)
class Line:
    """The contacts of one queue on one medium that wait for a person."""

    queue: str
    channel: str

    @property
    def key(self) -> str:
        """Return its name in an address."""
        return f"{self.queue}:{self.channel}"

    @classmethod
    def of(cls, row: Any) -> Self:
        """Return the line of a row that has both."""
        return cls(row.queue, row.channel)


def calls_by_hour(first: date, last: date) -> dict[date, Floats]:
    """Return the calls of citizens by hour of the city's days before a day; one query.

    Days without a call are left out.
    """
    found: dict[date, Floats] = defaultdict(lambda: np.zeros(HOURS))
    rows = _between(first, last).exclude(calls_in=0).values("begins_at")
    for row in rows.annotate(came=Sum("calls_in")):
        begins = city.local(row["begins_at"])
        found[begins.date()][begins.hour] += row["came"]
    return dict(found)


def contacts_by_line(first: date, last: date) -> dict[Line, dict[date, Floats]]:
    """Return by queue and medium the contacts by half hour of the days before a day; one query.

    Places that were kept for a call-back count as well: somebody answers them later.
    """
    rows = _between(first, last).exclude(queue="").exclude(offered=0, kept=0)
    counted = rows.values("begins_at", "queue", "channel").annotate(
        came=Sum(F("offered") + F("kept"))
    )
    found: dict[Line, dict[date, Floats]] = defaultdict(lambda: defaultdict(_no_contacts))
    for row in counted:
        begins = city.local(row["begins_at"])
        days = found[Line(row["queue"], row["channel"])]
        days[begins.date()][2 * begins.hour + begins.minute // 30] += row["came"]
    return {line: dict(days) for line, days in found.items()}


def counted_days(first: date, last: date) -> frozenset[date]:
    """Return the city's days before a day on which anything was counted; one query."""
    rows = _between(first, last).order_by().values_list("begins_at", flat=True).distinct()
    return frozenset(city.local(each).date() for each in rows)


def handling_of_calls(at: datetime) -> float:
    """Return the seconds that a call took lately, work after it included; one query."""
    rows = _lately(at).filter(channel=Channel.PHONE)
    return _mean(rows.aggregate(**_HANDLING))


def handling_by_line(at: datetime) -> dict[Line, float]:
    """Return the seconds that a contact of each line took lately; one query."""
    rows = _lately(at).exclude(queue="").values("queue", "channel")
    return {Line(row["queue"], row["channel"]): _mean(row) for row in rows.annotate(**_HANDLING)}


def _no_contacts() -> Floats:
    return np.zeros(HALVES)


def _mean(row: Mapping[str, Any]) -> float:
    return row["taken_ms"] / 1000 / row["contacts"] if row["contacts"] else USUAL_HANDLING


def _between(first: date, last: date) -> QuerySet[ContactHalfHour]:
    return ContactHalfHour.objects.filter(
        begins_at__gte=city.day_begins(first), begins_at__lt=city.day_begins(last)
    )


def _lately(at: datetime) -> QuerySet[ContactDay]:
    return ContactDay.objects.filter(day__gte=city.today(at - _LATELY))
