"""The day as it goes: who should be here, who is, and how the plan was kept."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.care.queries import counts as care
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.workforce import adherence
from alo153.workforce.permissions import PLAN_SHIFTS

_DAY = timedelta(days=1)


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Show the shifts of a day beside what agents' telephones say; four queries."""
    now = clock.now()
    day = _day(request.GET.get("day", ""), city.today(now))
    context = {
        "day": day,
        "kept": adherence.of_day(day, now),
        "expected": adherence.expected_now(now),
        "unavailable": care.unavailable(city.day_begins(day), city.day_begins(day + _DAY)),
        "now": now,
    }
    return render(request, "planning/day.html", context)


def _day(said: str, today: date) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return today
