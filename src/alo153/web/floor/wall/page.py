"""The page of the wall."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from alo153.accounts.models import User
from alo153.accounts.permissions import SET_SKILLS
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues, figures, public_numbers
from alo153.calls.floor import queries as floor
from alo153.calls.media.line_quality import queries as lines
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models.labels import AGENT_STATES
from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL, SUPERVISE_CALLS
from alo153.calls.queue import GENERAL
from alo153.calls.supervision.closings import queries as closings
from alo153.calls.supervision.guest_seats.queries import open_seats
from alo153.cases.together import incidents
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.counter import figures as counter
from alo153.web.floor.wall import agents, curve, matters, queues
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar, pauses
from alo153.web.kit.telephone.agent_badges import BADGES
from alo153.web.kit.telephone.shortcuts import KEYS
from alo153.workforce import adherence

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# From here on a wait needs somebody: the word changes, and with it the color
LONG_WAIT_SECONDS = 60
REFUSAL_IS_SHOWN = timedelta(seconds=20)
REFUSALS: "dict[str, StrPromise]" = {
    "no_call": _("That call is not there any more."),
    "in_a_call": _("You are in a call yourself. End it first."),
    "unreachable": _("Your telephone is not connected. Open it on this page."),
    "agent_away": _("That agent is not at the desk."),
    "rings": _("That call rings at an agent already."),
    "too_late": _("The switchboard did not answer in time. Please try again."),
    "no_telephone": _("The telephone is away for a moment. Please try again."),
}


@requires(SEE_WALL)
@require_GET
def wall(request: StaffRequest) -> HttpResponse:
    """Show the line and the agents as they stand now."""
    now, line = clock.now(), telephone.queue_now()
    waited = (now - line.longest_since).total_seconds() if line.longest_since else 0
    context = {
        "line": line,
        "alarm": recordings.alarm(now),
        "self_served": floor.self_served_since(unit_queries.midnight(now)),
        "is_long": waited >= LONG_WAIT_SECONDS,
        "states": [
            (AGENT_STATES[each], *BADGES[each], line.agents.get(each, 0)) for each in _SHOWN
        ],
        "agents": agents.lines(request.user, now),
        "expected": adherence.expected_now(now),
        "reasons": pauses.reasons(),
        "incidents": incidents.open_now()[:5],
        "day": figures.today(now),
        "menu": figures.menu_today(now),
        "lines": lines.since(unit_queries.midnight(now)),
        "standing": closings.standing(),
        "queues_now": queues.rows(now, settings.ANSWER_WITHIN_SECONDS),
        "curve": curve.of_today(now),
        "matters": matters.of_today(request.user, now),
        "tv": "tv" in request.GET,
        "numbers": public_numbers.today(now),
        "visitors": counter.today(now),
        "may_set_skills": request.user.may(SET_SKILLS),
    }
    # What hangs in the hall shows no telephone number, and nobody acts on it
    if request.user.may(SUPERVISE_CALLS) and not context["tv"]:
        context |= _waiting(request.user, now)
    return _page(request, context, now)


def _page(request: StaffRequest, context: dict[str, Any], now: datetime) -> HttpResponse:
    """Render the wall alone, or with the telephone around it for one who has one."""
    # The menu of the desk asks for the page's content, the wall itself for its figures
    if request.htmx and request.htmx.target != "content":
        return render(request, "floor/wall/wall.html", context)
    context["frame"] = "web/staff.html"
    if context["tv"]:
        return render(request, "floor/wall/tv.html", context)
    if request.user.may(ANSWER_CALLS):
        around = {"bar": callbar.of(request.user, now), "keys": KEYS}
        context |= around | {"frame": "web/telephone/base.html"}
    return render(request, "floor/wall/page.html", context)


def _waiting(user: User, now: datetime) -> dict[str, Any]:
    waiting = floor.waiting_calls()
    return {
        "may_supervise": True,
        "waiting": waiting,
        "seats": open_seats(),
        "queues": queue_words(call.queue for call in waiting),
        "sees_numbers": user.may(SEE_CITIZEN),
        "refused": refused(user, now),
    }


def refused(user: User, now: datetime) -> "str | StrPromise":
    """Say why the last thing a supervisor asked for was not done; empty if it was; one query."""
    found = floor.refusal(user, now - REFUSAL_IS_SHOWN)
    return REFUSALS.get(found, found)


def queue_words(standing: Iterable[str]) -> dict[str, str]:
    """Return the word of each queue of the city, and of those that calls stand in, by its key."""
    names = city_queues.names()
    known = {GENERAL: names.get(GENERAL, GENERAL)} | dict(names)
    return known | {key: key for key in standing if key not in known}


_SHOWN = [
    AgentState.READY,
    AgentState.RINGING,
    AgentState.TALKING,
    AgentState.WRAP_UP,
    AgentState.PAUSED,
    AgentState.NOT_ANSWERING,
]
