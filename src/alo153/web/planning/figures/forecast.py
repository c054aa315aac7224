"""The forecast of calls: the next days with their band, how good it was, last week explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.workforce import actions, demand
from alo153.workforce.demand import accuracy, forecasting
from alo153.workforce.models import ForecastVersion
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
    """Show the newest forecast and how good the former ones were; a press renews it."""
    now = clock.now()
    if request.method == "POST":
        try:
            actions.renew_forecast(by=request.user, at=now)
        except demand.NoHistory:
            messages.error(request, _("Two weeks of calls are needed. Import the history."))
        return redirect("planning:forecast")
    today = city.today(now)
    version = demand.latest(today)
    context = {
        "version": version,
        "days": _days(version, today) if version else [],
        "month": accuracy.between(today - _MONTH, today - _DAY),
        "week": accuracy.between(today - _WEEK, today - _DAY),
        "events": forecasting.events_between(today, today + _MONTH),
    }
    return render(request, "planning/figures/forecast.html", context)


def _days(version: ForecastVersion, today: date) -> list[Day]:
    first = max(today, version.first_date)
    days = [first + timedelta(days=number) for number in range(_SHOWN)]
    events = forecasting.events_between(first, days[-1])
    found = []
    for day in days:
        if day <= version.last_date:
            mean, low, high = (sum(hours) for hours in forecasting.hours_of(version, day))
            named = tuple(each.name for each in events if each.first_date <= day <= each.last_date)
            found.append(Day(day, mean, low, high, named))
    return found


def newest(at: datetime) -> ForecastVersion | None:
    """Return the forecast of today."""
    return demand.latest(city.today(at))
