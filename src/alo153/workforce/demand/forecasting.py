"""Forecasts: made from the history, kept as versions, with the events that planners know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet

from alo153.city import queries as city
from alo153.workforce.demand.history import history_of_calls
from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.feasts import of_country
from alo153.workforce.forecast.history import History
from alo153.workforce.forecast.predicting import Forecast, predict
from alo153.workforce.forecast.regression import Effects, learn
from alo153.workforce.models import ForecastVersion, PlannedEvent, Roster
from alo153.workforce.models.rosters import HOURS

AHEAD_DAYS = 42


def calendar_between(first: date, last: date) -> Calendar:
    """Return the city's holidays and planned events between two days; one query."""
    known = city.working_calendar()
    closed = [day for day, since in known.closures.items() if since is None]
    feasts = of_country(known.country, first, last, closed=closed)
    events = _kinds(events_between(first, last))
    return feasts.with_events(events)


def events_between(first: date, last: date) -> list[PlannedEvent]:
    """Return the planned events that have a day between two; one query."""
    rows = PlannedEvent.objects.filter(removed_at=None, first_date__lte=last, last_date__gte=first)
    return list(rows)


def planned_events() -> QuerySet[PlannedEvent]:
    """Return the named events that nobody removed, the latest first."""
    return PlannedEvent.objects.filter(removed_at=None).order_by("-first_date")


def planned_event(key: int) -> PlannedEvent | None:
    """Return a named event, removed or not; one query."""
    return PlannedEvent.objects.filter(pk=key).first()


def _kinds(events: Iterable[PlannedEvent]) -> Mapping[date, frozenset[str]]:
    found: dict[date, set[str]] = defaultdict(set)
    for event in events:
        for day in days_of(event):
            found[day].add(event.effect)
    return {day: frozenset(kinds) for day, kinds in found.items()}


def days_of(event: PlannedEvent) -> list[date]:
    """Return the days of an event."""
    count = (event.last_date - event.first_date).days + 1
    return [event.first_date + timedelta(days=number) for number in range(count)]


@dataclass(frozen=True)
class Past:
    """Input of a forecast: calls by hour, calendar, effects of special days, planned events."""

    history: History
    calendar: Calendar
    effects: Effects
    events: Sequence[PlannedEvent]

    def with_events(self, found: Forecast) -> Forecast:
        """Apply what planners expect of events that were never seen before."""
        past = frozenset(self.history.days)
        seen = {event.effect for event in self.events if event.first_date in past}
        factors = np.ones((len(found.mean), 1))
        place = {day: number for number, day in enumerate(found.days)}
        for event in self.events:
            if event.effect not in seen and event.percent:
                for day in days_of(event):
                    if day in place:
                        factors[place[day]] *= 1 + event.percent / 100
        return replace(
            found, mean=found.mean * factors, low=found.low * factors, high=found.high * factors
        )


def past_of(at: datetime, last: date) -> Past:
    """Return what is known for a forecast that ends on a day; about four queries.

    Raises:
        NoHistory: fewer than two weeks of calls are known.
    """
    history = history_of_calls(at)
    calendar = calendar_between(history.first, last)
    events = events_between(history.first, last)
    return Past(history, calendar, learn(history, calendar), events)


def forecast_for(roster: Roster, *, at: datetime) -> Forecast:
    """Return the calls by hour of a roster's days. Raises NoHistory."""
    return forecast_of(past_of(at, roster.last_date), roster.first_date, roster.days)


def forecast_of(past: Past, first: date, days: int) -> Forecast:
    """Return the calls by hour of some days."""
    found = predict(past.history, past.calendar, first=first, days=days, effects=past.effects)
    return past.with_events(found)


def latest(day: date, *, before: datetime | None = None) -> ForecastVersion | None:
    """Return the newest forecast that has a day, if it was made before an instant; two queries."""
    rows = ForecastVersion.objects.filter(
        first_date__lte=day, first_date__gt=day - timedelta(days=AHEAD_DAYS)
    )
    known = rows.filter(made_at__lte=before) if before else rows
    for key, first, days in known.values_list("pk", "first_date", "days"):
        if first + timedelta(days=days) > day:
            return ForecastVersion.objects.get(pk=key)
    return None


def in_time(days: Sequence[date], ahead: timedelta) -> dict[date, ForecastVersion]:
    """Return the forecast that counts for each of some days in a row; two queries.

    It is the newest one made so long before the day, else the newest one before it. Days without
    any are left out.
    """
    if not days:
        return {}
    rows = ForecastVersion.objects.filter(
        first_date__lte=days[-1],
        first_date__gt=days[0] - timedelta(days=AHEAD_DAYS),
        made_at__lte=city.day_begins(days[-1]),
    )
    made = [_Made(*each) for each in rows.values_list("pk", "made_at", "first_date", "days")]
    keys = {day: _made_before(made, day, ahead) for day in days}
    found = ForecastVersion.objects.in_bulk({key for key in keys.values() if key})
    return {day: found[key] for day, key in keys.items() if key}


class _Made(NamedTuple):
    """A forecast without its numbers."""

    key: int
    made_at: datetime
    first: date
    days: int


def _made_before(made: Iterable[_Made], day: date, ahead: timedelta) -> int | None:
    """Return the key of the forecast that counts for a day; `made` has the newest first."""
    begins = city.day_begins(day)
    having = [each for each in made if timedelta() <= day - each.first < timedelta(each.days)]
    early = [each.key for each in having if each.made_at <= begins - ahead]
    return next(iter([*early, *(each.key for each in having if each.made_at <= begins)]), None)


def hours_of(version: ForecastVersion, day: date) -> tuple[list[float], list[float], list[float]]:
    """Return mean, low and high of each hour of a day of a forecast."""
    begin = (day - version.first_date).days * HOURS
    cut = slice(begin, begin + HOURS)
    return version.mean[cut], version.low[cut], version.high[cut]
