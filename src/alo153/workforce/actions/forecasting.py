"""Forecasts are kept each night; planners renew them, bring in history, and name events."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.workforce.demand import facts, forecasting, lines
from alo153.workforce.demand.forecasting import Past
from alo153.workforce.events import (
    ForecastMade,
    HistoryImported,
    PlannedEventAdded,
    PlannedEventRemoved,
)
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.predicting import Forecast
from alo153.workforce.models import ForecastLine, ForecastVersion, HistoryDay, PlannedEvent
from alo153.workforce.permissions import PLAN_SHIFTS


def renew_forecast(*, by: User, at: datetime) -> ForecastVersion:
    """Make a forecast of the next six weeks now. Raises NotPermitted, NoHistory."""
    permit(PLAN_SHIFTS, by=by)
    return keep_forecast(asked_by=by, at=at)


@transaction.atomic
def keep_forecast(*, asked_by: User | None, at: datetime) -> ForecastVersion:
    """Keep the forecast of the next six weeks as a version; the night asks nobody.

    Raises:
        NoHistory: fewer than two weeks of calls are known.
    """
    first = city.today(at)
    days = forecasting.AHEAD_DAYS
    past = forecasting.past_of(at, first + timedelta(days=days - 1))
    found = forecasting.forecast_of(past, first, days)
    kept = ForecastVersion.objects.create(
        made_at=at,
        made_by=asked_by,
        first_date=first,
        days=days,
        **_handling(facts.handling_of_calls(at)),
        **_numbers(found),
    )
    _keep_lines(kept, past, at)
    actor = Actor.staff(asked_by.pk) if asked_by else SYSTEM
    events.record(ForecastMade(days=kept.days), subject=kept, by=actor, at=at)
    return kept


def _keep_lines(version: ForecastVersion, past: Past, at: datetime) -> None:
    found = lines.lines_of(past, version.first_date, version.days, at=at)
    lately = facts.handling_by_line(at)
    ForecastLine.objects.bulk_create(
        ForecastLine(
            version=version,
            queue=line.queue,
            channel=line.channel,
            **_handling(lately.get(line, Handling())),
            **_numbers(expected),
        )
        for line, expected in found.items()
    )


def _numbers(found: Forecast) -> dict[str, list[float]]:
    """Return a forecast as its row keeps it, to a hundredth of a contact."""
    table = {"mean": found.mean, "low": found.low, "high": found.high}
    return {name: np.round(each, 2).ravel().tolist() for name, each in table.items()}


def _handling(found: Handling) -> dict[str, Any]:
    return {"handling_seconds": found.mean, "handling_parts": list(found.parts)}


@transaction.atomic
def import_history(*, history: History, by: User, at: datetime) -> int:
    """Keep the days of a history; a day that was imported before is replaced.

    Returns:
        How many days it had.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    HistoryDay.objects.filter(day__in=history.days).delete()
    rows = HistoryDay.objects.bulk_create(
        HistoryDay(day=day, counts=_counts(counts), imported_by=by, imported_at=at)
        for day, counts in zip(history.days, history.counts, strict=True)
    )
    said = HistoryImported(days=len(rows), last=history.days[-1].isoformat())
    events.record(said, subject=rows[0], by=Actor.staff(by.pk), at=at)
    return len(rows)


def _counts(counts: Floats) -> list[float | None]:
    return [None if np.isnan(each) else float(each) for each in counts]


@transaction.atomic
def add_event(
    *,
    name: str,
    kind: PlannedEvent.Kind,
    first: date,
    last: date,
    percent: int,
    by: User,
    at: datetime,
) -> PlannedEvent:
    """Name unusual days; the next forecast uses them. Raises NotPermitted.

    Args:
        percent: how many more or fewer calls are expected, until the effect is learned.
    """
    permit(PLAN_SHIFTS, by=by)
    added = PlannedEvent.objects.create(
        name=name,
        kind=kind,
        first_date=first,
        last_date=last,
        percent=percent,
        added_by=by,
        added_at=at,
    )
    events.record(PlannedEventAdded(), subject=added, by=Actor.staff(by.pk), at=at)
    return added


@transaction.atomic
def remove_event(*, event: PlannedEvent, by: User, at: datetime) -> None:
    """Take a named event out of the next forecasts; twice is once. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=by)
    found = PlannedEvent.objects.select_for_update().get(pk=event.pk)
    if found.removed_at is None:
        found.removed_at = at
        found.save(update_fields=["removed_at"])
        events.record(PlannedEventRemoved(), subject=found, by=Actor.staff(by.pk), at=at)
