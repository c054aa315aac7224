"""A supervisor's commands from the wall: listen, set an agent's state, move a waiting call."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from alo153.accounts.models import User
from alo153.accounts.queries import person
from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.floor import queries as floor
from alo153.calls.models import Command
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.calls.supervision.monitoring import actions
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.floor.wall import call_page
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.kit.telephone import pauses


@requires(SUPERVISE_CALLS)
@require_POST
def agent(request: StaffRequest, agent: int, verb: str) -> HttpResponse:
    """Listen to an agent, or say what the agent does; what came of it arrives as a live hint."""
    someone = or_404(floor.agent(agent))
    if verb in set(MonitoringMode):
        monitor = actions.supervise(
            agent=someone, mode=MonitoringMode(verb), by=request.user, at=clock.now()
        )
        # The telephone of this page answers this ringing by itself
        return trigger_client_event(_done(request), "alo:dial", {"call": monitor})
    if verb not in _STATES:
        raise Http404
    _STATES[verb](someone, request, clock.now())
    return _done(request)


@requires(ANSWER_CALLS)
@require_POST
def change(request: StaffRequest, verb: str) -> HttpResponse:
    """Change how one who listens is heard; a guest's mentor need not be a supervisor."""
    if verb not in {*MonitoringMode, *_ENDS}:
        raise Http404
    heard, at = floor.monitoring_of(request.user), clock.now()
    if verb in _ENDS:
        _ENDS[verb](by=request.user, at=at)
    elif heard:
        mode = MonitoringMode(verb)
        actions.supervise(agent=heard.agent, mode=mode, by=request.user, at=at)
    return _done(request, "desk:home")


@requires(SUPERVISE_CALLS)
@require_GET
def call(request: StaffRequest, call: UUID) -> HttpResponse:
    """Show one call in full, with the acts of a supervisor while it waits or somebody talks."""
    found = floor.call_in_full(call)
    if found is None:
        raise Http404
    page = "floor/wall/call/call.html" if request.htmx else "floor/wall/call/page.html"
    return render(request, page, call_page.context_of(request.user, found, clock.now()))


@requires(SUPERVISE_CALLS)
@require_POST
def direct(request: StaffRequest, call: UUID) -> HttpResponse:
    """Move a waiting call: to the front, into a queue, or to an agent."""
    found = or_404(floor.call(call))
    to = row_key(request.POST.get("agent", ""))
    actions.direct_call(
        call=found,
        queue=request.POST.get("queue", ""),
        agent=None if to is None else or_404(person(to)),
        by=request.user,
        at=clock.now(),
    )
    return _done(request)


def _done(request: StaffRequest, page: str = "live:wall") -> HttpResponse:
    if not request.htmx:
        return redirect(page)
    return HttpResponse(status=204)


def _pause(agent: User, request: StaffRequest, at: datetime) -> None:
    reason = pauses.chosen(request.POST.get("reason", ""))
    actions.set_state(agent=agent, state=AgentState.PAUSED, reason=reason, by=request.user, at=at)


def _ready(agent: User, request: StaffRequest, at: datetime) -> None:
    actions.set_state(agent=agent, state=AgentState.READY, by=request.user, at=at)


def _sign_out(agent: User, request: StaffRequest, at: datetime) -> None:
    actions.set_state(agent=agent, state=AgentState.OFFLINE, by=request.user, at=at)


_ENDS: dict[str, Callable[..., Command]] = {
    "take-over": actions.take_over,
    "stop": actions.stop_supervising,
}
_STATES: dict[str, Callable[[User, StaffRequest, datetime], None]] = {
    "ready": _ready,
    "pause": _pause,
    "sign-out": _sign_out,
}
