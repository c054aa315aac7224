"""The current day: planned people, present people, and adherence to the plan."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.calls.floor import city_queues
from alo153.care.queries import counts as care
from alo153.city import queries as city
from alo153.contacts.conversations.offering import queries as conversations
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.figures.lines import name_of
from alo153.web.planning.intraday.asking import LENGTHS
from alo153.workforce import adherence
from alo153.workforce.candidates import longer
from alo153.workforce.demand.facts import share_kept
from alo153.workforce.intraday import lines, outlook, ranking
from alo153.workforce.models import Shift
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import deviations, holds, leaves, overtime

_DAY = timedelta(days=1)
_SOON = timedelta(hours=6)
_FAR = timedelta(days=3660)


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Show the shifts of a day next to the states of agents' telephones, and possible measures."""
    now = clock.now()
    day = _day(request.GET.get("day", ""), city.today(now))
    context = {
        "day": day,
        "before": day - _DAY,
        "after": day + _DAY,
        "kept": adherence.of_day(day, now),
        "expected": adherence.expected_now(now),
        "unavailable": care.unavailable(city.day_begins(day), city.day_begins(day + _DAY)),
        "now": now,
        "asked": overtime.asked_between(day, day),
        "lengths": LENGTHS,
        "deviations": deviations.of_days(day, day),
        "away": leaves.of_day(request.user, day),
        **(_outlook(now) if day == city.today(now) else {}),
    }
    return render(request, "planning/day.html", context)


def _outlook(now: datetime) -> dict[str, Any]:
    """Return how the rest of today looks, and what could be done."""
    found = outlook.of_today(now)
    held, opened = holds.standing(now), holds.call_backs_first(now)
    measures = {"is_today": True, "held": held, "opened": opened}
    if found is None:
        return measures
    agents = [each.user_id for each in found.counted if each.starts_at <= now < each.ends_at]
    lively = now - timedelta(seconds=city_queues.media().quiet)
    hands = conversations.hands(agents, lively_since=lively)
    steps = ranking.steps(
        found,
        writing=0 if held else sum(1 for each in hands.values() if each),
        volunteers=longer.volunteers(_ending(found), ranking.LENGTH),
        call_backs=0.0 if opened else share_kept(now),
    )
    roster = next((each.roster_id for each in found.shifts if each.day == found.day), None)
    today = lines.of_outlook(found)
    named = sorted(((name_of(each.row), each) for each in today.lines), key=itemgetter(0))
    return {
        **measures,
        "outlook": found,
        "steps": [(each, _names(today.helped(each))) for each in steps],
        "lines": named,
        "roster_of_today": roster,
    }


def _names(found: Iterable[lines.LineToday]) -> str:
    return ", ".join(sorted(name_of(each.row) for each in found))


def _ending(found: outlook.Outlook) -> list[Shift]:
    """Return the shifts that end soon enough to be asked, and no later than today."""
    return [each for each in found.staying if found.now < each.ends_at <= found.now + _SOON]


def _day(said: str, today: date) -> date:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return today
    # Days before and after it are looked at, and the calendar has an end
    return found if abs(found - today) <= _FAR else today
