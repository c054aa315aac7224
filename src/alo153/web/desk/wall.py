"""The supervisor's wall: who waits and how long, and what the agents are doing."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.accounts.permissions import Permission
from alo153.core import clock
from alo153.switchboard import queries as telephone
from alo153.switchboard.models import AgentSession, AgentState
from alo153.web.access import StaffRequest, requires
from alo153.web.desk.callbar import LOOKS, reason_words

# From here on a wait needs somebody: the word changes, and with it the color
LONG_WAIT_SECONDS = 60


@requires(Permission.SEE_WALL)
@require_GET
def wall(request: StaffRequest) -> HttpResponse:
    """Show the line and the agents as they stand now."""
    now, line = clock.now(), telephone.queue_now()
    waited = (now - line.longest_since).total_seconds() if line.longest_since else 0
    context = {
        "line": line,
        "is_long": waited >= LONG_WAIT_SECONDS,
        "states": [(state, *LOOKS[state], line.agents.get(state, 0)) for state in _SHOWN],
        "agents": [_seat(session, now) for session in telephone.agents_now()],
    }
    alone = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "desk/wall.html" if alone else "desk/wall_page.html", context)


def _seat(session: AgentSession, now: datetime) -> tuple[AgentSession, str, str, str, bool]:
    """Return a line: the session, its look, its words, and whether its time is over."""
    paused = session.state == AgentState.PAUSED
    words = (reason_words(session) if paused else "") or session.get_state_display()
    is_over = session.until is not None and session.until <= now
    return session, *LOOKS[AgentState(session.state)], str(words), is_over


_SHOWN = [
    AgentState.READY,
    AgentState.RINGING,
    AgentState.TALKING,
    AgentState.WRAP_UP,
    AgentState.PAUSED,
    AgentState.NOT_ANSWERING,
]
