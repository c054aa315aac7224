"""From the calls that came to the people that a roster wants."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count
from django.db.models.functions import TruncHour

from alo153.calls.call_words import CallDirection
from alo153.calls.models import Call
from alo153.city import queries as city
from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.predicting import Forecast, predict
from alo153.workforce.models import Roster
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.staffing.erlang import Load
from alo153.workforce.staffing.requirement import Service, of_interval

HISTORY_DAYS = 2 * 366
_LEAST_DAYS = 14
_OFFICE = range(8, 18)
_FEW = 10


class NoHistory(LookupError):
    """Fewer than two weeks of calls are known."""


def history_of_calls(at: datetime) -> History:
    """Return the incoming calls by hour of the city's days until yesterday; one query.

    Raises:
        NoHistory: fewer than two weeks are known.
    """
    last = city.midnight(at)
    hours = TruncHour("entered_at", tzinfo=city.zone())
    rows = Call.objects.filter(
        direction=CallDirection.IN, entered_at__gte=last - timedelta(days=HISTORY_DAYS)
    ).filter(entered_at__lt=last)
    counted = rows.annotate(hour=hours).values("hour").annotate(calls=Count("pk"))
    by_hour = {city.local(row["hour"]): row["calls"] for row in counted.order_by("hour")}
    first = min(by_hour, default=last).date()
    days = (city.today(at) - first).days
    if days < _LEAST_DAYS:
        raise NoHistory(days)
    counts = np.zeros((days, HOURS))
    for hour, calls in by_hour.items():
        counts[(hour.date() - first).days, hour.hour] = calls
    return History(first, counts)


def calendar_between(first: date, last: date) -> Calendar:
    """Return the city's holidays between two days."""
    known = city.working_calendar()
    days = (first + timedelta(days=number) for number in range((last - first).days + 2))
    closed = {day: f"{day:%m-%d}" for day in days if known.closed_from(day) is not None}
    return Calendar(holidays=closed)


def forecast_for(roster: Roster, *, at: datetime) -> Forecast:
    """Return the calls by hour of a roster's days. Raises NoHistory."""
    history = history_of_calls(at)
    known = calendar_between(history.first, roster.last_date)
    return predict(history, known, first=roster.first_date, days=roster.days)


def from_calls(
    roster: Roster, service: Service, *, handling_seconds: float, others: int, at: datetime
) -> list[float]:
    """Return the people wanted in each hour of a roster.

    Args:
        others: people for written work and counters in office hours of working days.

    Raises:
        NoHistory: there is nothing to forecast from.
    """
    return people_for(
        forecast_for(roster, at=at).mean, roster.dates, service, handling_seconds, others
    )


def people_for(
    calls: Floats, dates: list[date], service: Service, handling_seconds: float, others: int
) -> list[float]:
    """Return the people wanted in each hour, days one after the other."""
    worked = city.working_calendar().is_worked
    people = []
    for day, hours in zip(dates, calls, strict=True):
        office = _OFFICE if worked(day) else range(0)
        for hour, expected in enumerate(hours):
            load = Load(_rounded(float(expected)), handling_seconds)
            wanted = of_interval(load, service, deferrable=others if hour in office else 0)
            people.append(float(wanted.planned))
    return people


def _rounded(calls: float) -> float:
    """Return calls an hour as exactly as matters: the same load is worked out once."""
    return round(calls, 1) if calls < _FEW else float(round(calls))
