"""One agent: what they do now, their day, and what a supervisor can do about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.accounts.models import User
from alo153.accounts.queries import skills_of
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.floor import queries as floor
from alo153.calls.models import AgentSession
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.core import clock
from alo153.web.floor.wall import agents
from alo153.web.floor.wall.refusals import refused
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.kit.telephone import day, pauses


@requires(SUPERVISE_CALLS)
@require_GET
def show(request: StaffRequest, agent: int) -> HttpResponse:
    """Show an agent to a supervisor."""
    someone = or_404(floor.agent(agent))
    now, session = clock.now(), telephone.session_of(someone)
    names = city_queues.skills()
    context = {
        "agent": someone,
        "line": _line(session, request.user),
        "reasons": pauses.reasons(),
        "refused": refused(request.user, now),
        "last_call": floor.last_call_of(someone),
        "skills": [(names.get(key, key), level) for key, level in skills_of(someone).items()],
        **day.of_agent(someone, now),
    }
    alone = request.htmx and request.htmx.target == "agent-now"
    template = "floor/wall/agent/now.html" if alone else "floor/wall/agent/page.html"
    return render(request, template, context)


def _line(session: AgentSession | None, reader: User) -> agents.Line | None:
    """Return what the agent does now; None if they are signed out."""
    if session is None or session.state == AgentState.OFFLINE:
        return None
    heard = [
        f"{row.supervisor.full_name}: {row.get_mode_display()}"
        for row in floor.monitorings_now()
        if row.agent_id == session.pk
    ]
    return agents.line_of(session, {session.pk: heard}, reader, clock.now())
