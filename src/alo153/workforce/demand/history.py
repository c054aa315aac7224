"""The calls that came, by hour: our own, and before them what was imported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
from django.db.models import QuerySet

from alo153.city import queries as city
from alo153.workforce.demand.facts import calls_by_hour
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.models import HistoryDay
from alo153.workforce.models.rosters import HOURS

HISTORY_DAYS = 2 * 366
_LEAST_DAYS = 14
GAP = timedelta(days=14)
"""Without any call for longer, between days with calls, the calls were counted elsewhere."""


class NoHistory(LookupError):
    """Fewer than two weeks of calls are known."""


def history_of_calls(at: datetime) -> History:
    """Return the incoming calls by hour of the city's days until yesterday; two queries.

    Imported days come before our own, and between the last call of an imported list and our own
    first one; a day of neither is unknown.

    Raises:
        NoHistory: fewer than two weeks are known.
    """
    today = city.today(at)
    first_known = today - timedelta(days=HISTORY_DAYS)
    own = calls_by_hour(first_known, today)
    # The day on which the first call came may have begun elsewhere
    first_own = min(own, default=today)
    gaps = _gaps(own)
    rows = HistoryDay.objects.filter(day__gte=first_known, day__lt=today)
    imported = {
        row.day: np.array(row.counts, dtype=np.float64)
        for row in rows
        if row.day <= first_own or row.day in gaps
    }
    first = min([*own, *imported], default=today)
    days = (today - first).days
    if days < _LEAST_DAYS:
        raise NoHistory(days)
    known = [first + timedelta(days=number) for number in range(days)]
    counted = {day for day in known if day >= first_own and day not in gaps}
    return History(first, _table(known, counted, own, imported))


def _gaps(own: Iterable[date]) -> set[date]:
    found = set[date]()
    for former, later in pairwise(sorted(own)):
        if later - former > GAP:
            found.update(former + timedelta(days=each) for each in range(1, (later - former).days))
    return found


def _table(
    days: Collection[date],
    counted: Collection[date],
    own: Mapping[date, Floats],
    imported: Mapping[date, Floats],
) -> Floats:
    counts = np.full((len(days), HOURS), np.nan)
    for number, day in enumerate(days):
        if day in imported:
            counts[number] = imported[day]
        elif day in counted:
            # Where we count, a day without calls had none
            counts[number] = own.get(day, np.zeros(HOURS))
    return counts


def imported_days() -> QuerySet[HistoryDay]:
    """Return the days whose calls were imported, the oldest first."""
    return HistoryDay.objects.order_by("day")
