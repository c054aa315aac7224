"""The calls that came, by hour: our own, and before them what was imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count
from django.db.models.functions import TruncHour

from alo153.calls.call_words import CallDirection
from alo153.calls.models import Call
from alo153.city import queries as city
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.models import HistoryDay
from alo153.workforce.models.rosters import HOURS

HISTORY_DAYS = 2 * 366
_LEAST_DAYS = 14


class NoHistory(LookupError):
    """Fewer than two weeks of calls are known."""


def history_of_calls(at: datetime) -> History:
    """Return the incoming calls by hour of the city's days until yesterday; two queries.

    Imported days come before our own; a day of neither is unknown.

    Raises:
        NoHistory: fewer than two weeks are known.
    """
    today = city.today(at)
    first_known = today - timedelta(days=HISTORY_DAYS)
    own = counts_between(first_known, today)
    # The day on which the first call came may have begun elsewhere
    first_own = min(own, default=today)
    rows = HistoryDay.objects.filter(day__gte=first_known, day__lt=today).exclude(
        day__gte=first_own + timedelta(days=1)
    )
    imported = {row.day: np.array(row.counts, dtype=np.float64) for row in rows}
    first = min([*own, *imported], default=today)
    days = (today - first).days
    if days < _LEAST_DAYS:
        raise NoHistory(days)
    return History(first, _table(first, days, first_own, own, imported))


def _table(
    first: date,
    days: int,
    first_own: date,
    own: Mapping[date, Floats],
    imported: Mapping[date, Floats],
) -> Floats:
    counts = np.full((days, HOURS), np.nan)
    for number in range(days):
        day = first + timedelta(days=number)
        if day in imported:
            counts[number] = imported[day]
        elif day >= first_own:
            # Where we count, a day without calls had none
            counts[number] = own.get(day, np.zeros(HOURS))
    return counts


def counts_between(first: date, last: date) -> dict[date, Floats]:
    """Return the incoming calls by hour of the city's days before a day; one query.

    Days without a call are left out.
    """
    hours = TruncHour("entered_at", tzinfo=city.zone())
    rows = Call.objects.filter(
        direction=CallDirection.IN,
        entered_at__gte=city.day_begins(first),
        entered_at__lt=city.day_begins(last),
    )
    counted = rows.annotate(hour=hours).values("hour").annotate(calls=Count("pk"))
    found: dict[date, Floats] = {}
    for row in counted.order_by("hour"):
        begins = city.local(row["hour"])
        found.setdefault(begins.date(), np.zeros(HOURS))[begins.hour] = row["calls"]
    return found
