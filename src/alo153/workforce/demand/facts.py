"""Past contacts from the facts of the reports, never from a table of calls.

Visitors are counted by their numbers: facts do not know the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

import numpy as np
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.counter import figures as counter
from alo153.reports.models import ContactDay, ContactHalfHour
from alo153.workforce.forecast.handling import PART_HOURS, PARTS, Handling, learned
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models.rosters import HOURS

HALVES = 2 * HOURS
_LATELY = timedelta(days=56)
_LEAST_KEPT = 0.1
_MEASURES = {
    "taken_ms": Sum(F("talk_ms") + F("hold_ms") + F("wrap_up_ms")),
    "contacts": Sum("handled"),
}


@dataclass(frozen=True, order=True)
class Line:
    """The contacts of one queue on one medium that wait for a person.

    Visitors wait in a communication center: its key is their queue.
    """

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
    """Return by queue and medium the contacts by half hour of the days before a day; two queries.

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
    places = {office.pk: slug for slug, office in city.offices_now().items()}
    for office, day, half, visitors in counter.taken(first, last):
        if office in places:
            found[Line(places[office], Channel.COUNTER)][day][half] += visitors
    return {line: dict(days) for line, days in found.items()}


def counted_days(first: date, last: date) -> frozenset[date]:
    """Return the city's days before a day on which anything was counted; one query."""
    rows = _between(first, last).order_by().values_list("begins_at", flat=True).distinct()
    return frozenset(city.local(each).date() for each in rows)


def handling_of_calls(at: datetime) -> Handling:
    """Return the handling time of calls lately, work after them included; one query."""
    rows = _lately(at).filter(channel=Channel.PHONE).annotate(hour=_hour(at))
    return _learned(rows.values("hour").annotate(**_MEASURES))


def handling_by_line(at: datetime) -> dict[Line, Handling]:
    """Return the handling time of each line lately, of visitors that of all places; one query."""
    lately = _lately(at).filter(~Q(queue="") | Q(channel=Channel.COUNTER))
    rows = lately.annotate(hour=_hour(at))
    by_line: dict[Line, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.values("queue", "channel", "hour").annotate(**_MEASURES):
        by_line[Line(row["queue"], row["channel"])].append(row)
    found = {line: _learned(hours) for line, hours in by_line.items()}
    visitors = found.pop(Line("", Channel.COUNTER), Handling())
    return found | {Line(slug, Channel.COUNTER): visitors for slug in city.offices_now()}


def share_kept(at: datetime) -> float:
    """Return the share of waiting callers who had their place kept lately; one query.

    It is one in ten at least, also where nobody did so yet: more callers do it if it is said first.
    """
    rows = ContactDay.objects.filter(day__gte=city.today(at - _LATELY), channel=Channel.PHONE)
    found = rows.aggregate(kept=Sum("kept"), offered=Sum("offered"))
    kept, offered = found["kept"] or 0, found["offered"] or 0
    return max(_LEAST_KEPT, kept / (kept + offered) if kept else 0.0)


def _no_contacts() -> Floats:
    return np.zeros(HALVES)


def _learned(hours: Iterable[Mapping[str, Any]]) -> Handling:
    taken, contacts = [0.0] * PARTS, [0.0] * PARTS
    for row in hours:
        part = row["hour"] // PART_HOURS
        taken[part] += row["taken_ms"] / 1000
        contacts[part] += row["contacts"]
    return learned(taken, contacts)


def _between(first: date, last: date) -> QuerySet[ContactHalfHour]:
    return ContactHalfHour.objects.filter(
        begins_at__gte=city.day_begins(first), begins_at__lt=city.day_begins(last)
    )


def _lately(at: datetime) -> QuerySet[ContactHalfHour]:
    """Return the rows of the last eight weeks in which something was handled."""
    since = city.day_begins(city.today(at - _LATELY))
    return ContactHalfHour.objects.filter(begins_at__gte=since).exclude(handled=0, wrap_up_ms=0)


def _hour(at: datetime) -> ExtractHour:
    """Return the hour of the city's day in which a row begins."""
    return ExtractHour("begins_at", tzinfo=city.local(at).tzinfo)
