"""The forecast of calls: the next days with their band, how good it was, last week explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.figures import lines
from alo153.workforce import actions, demand
from alo153.workforce.demand import accuracy, forecasting, goals
from alo153.workforce.demand.facts import Line
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.models import ForecastLine, ForecastVersion
from alo153.workforce.permissions import PLAN_SHIFTS

_SHOWN = 14
_WEEK, _MONTH = timedelta(days=7), timedelta(days=28)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day that is expected; the band is that of its hours, added up."""

    day: date
    mean: float
    low: float
    high: float
    events: tuple[str, ...]


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """Show the newest forecast and how good the former ones were; a press renews it.

    `line` is a queue and medium, `day` one of its days whose half hours are shown.
    """
    now = clock.now()
    if request.method == "POST":
        try:
            actions.renew_forecast(by=request.user, at=now)
        except demand.NoHistory:
            messages.error(request, _("Two weeks of calls are needed. Import the history."))
        return redirect("planning:forecast")
    today = city.today(now)
    version = demand.latest(today)
    known = lines.of_version(version)
    line = known.get(request.GET.get("line", ""))
    context = {
        "version": version,
        "lines": [(key, lines.name_of(each)) for key, each in known.items()],
        "events": forecasting.events_between(today, today + _MONTH),
        **(_of_line(request, line, today) if line else _of_calls(version, today)),
    }
    return render(request, "planning/figures/forecast.html", context)


def _of_calls(version: ForecastVersion | None, today: date) -> dict[str, Any]:
    """Return what is shown of all calls."""

    def hours(day: date) -> accuracy.Band:
        return forecasting.hours_of(version, day) if version else ([], [], [])

    return {
        "days": _days(version, hours, today) if version else [],
        "handling": lines.parts(version.handling) if version else [],
        **_accuracy(accuracy.between(today - _MONTH, today - _DAY), today),
    }


def _of_line(request: StaffRequest, line: ForecastLine, today: date) -> dict[str, Any]:
    """Return what is shown of one queue on one medium."""
    days = _days(line.version, partial(halves_of, line), today)
    said = request.GET.get("day", "")
    day = next((each.day for each in days if each.day.isoformat() == said), today)
    return {
        "line": line,
        "line_key": Line.of(line).key,
        "line_name": lines.name_of(line),
        "goal": goals.of_queue(line.queue),
        "days": days,
        "day": day,
        "halves": lines.halves(line, day),
        "handling": lines.parts(line.handling),
        **_accuracy(accuracy.of_line(Line.of(line), today - _MONTH, today - _DAY), today),
    }


def _accuracy(month: accuracy.Accuracy | None, today: date) -> dict[str, Any]:
    """Return the last four weeks, and last week of them."""
    return {"month": month, "week": month and month.since(today - _WEEK)}


def _days(
    version: ForecastVersion, hours_of: Callable[[date], accuracy.Band], today: date
) -> list[Day]:
    first = max(today, version.first_date)
    days = [first + timedelta(days=number) for number in range(_SHOWN)]
    events = forecasting.events_between(first, days[-1])
    found = []
    for day in days:
        if day <= version.last_date:
            mean, low, high = (sum(hours) for hours in hours_of(day))
            named = tuple(each.name for each in events if each.first_date <= day <= each.last_date)
            found.append(Day(day, mean, low, high, named))
    return found


def newest(at: datetime) -> ForecastVersion | None:
    """Return the forecast of today."""
    return demand.latest(city.today(at))
