"""The wall's content by reader: the same for the page, its fragment and the hall's screen."""

from datetime import datetime
from typing import Any, Final

from alo153.accounts.models import User
from alo153.accounts.permissions import SET_SKILLS
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import figures, public_numbers
from alo153.calls.floor import queries as floor
from alo153.calls.media.line_quality import queries as lines
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models.labels import AGENT_STATES
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.calls.supervision.closings import queries as closings
from alo153.calls.supervision.guest_seats.queries import open_seats
from alo153.cases.together import incidents
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import queries as unit_queries
from alo153.counter import figures as counter
from alo153.web.floor.wall import agents, curve, matters, queues
from alo153.web.floor.wall.refusals import queue_words, refused
from alo153.web.kit.telephone import pauses
from alo153.web.kit.telephone.agent_badges import BADGES
from alo153.workforce import adherence
from alo153.workforce.queries import holds

# From here on a wait needs somebody: the word changes, and with it the color
LONG_WAIT_SECONDS: Final = 60
_SHOWN: Final = [
    AgentState.READY,
    AgentState.RINGING,
    AgentState.TALKING,
    AgentState.WRAP_UP,
    AgentState.PAUSED,
    AgentState.NOT_ANSWERING,
]


def context_of(user: User, now: datetime, *, tv: bool) -> dict[str, Any]:
    """Return what `floor/wall/wall.html` shows to somebody; about thirty queries.

    Args:
        tv: on a screen in the hall, which shows no telephone number, and where nobody acts.
    """
    line = telephone.queue_now()
    waited = (now - line.longest_since).total_seconds() if line.longest_since else 0
    context = {
        "line": line,
        "alarm": recordings.alarm(now),
        "self_served": floor.self_served_since(unit_queries.midnight(now)),
        "is_long": waited >= LONG_WAIT_SECONDS,
        "states": [
            (AGENT_STATES[each], *BADGES[each], line.agents.get(each, 0)) for each in _SHOWN
        ],
        "agents": agents.lines(user, now),
        "expected": adherence.expected_now(now),
        "reasons": pauses.reasons(),
        "incidents": incidents.open_now()[:5],
        "day": figures.today(now),
        "menu": figures.menu_today(now),
        "lines": lines.since(unit_queries.midnight(now)),
        "standing": closings.standing(),
        "call_backs": holds.call_backs_first(now),
        "queues_now": queues.rows(now, unit_queries.center_times().answer_within_seconds),
        "curve": curve.of_today(now),
        "matters": matters.of_today(user, now),
        "tv": tv,
        "numbers": public_numbers.today(now),
        "visitors": counter.today(now),
        "may_set_skills": user.may(SET_SKILLS),
    }
    if user.may(SUPERVISE_CALLS) and not tv:
        context |= _waiting(user, now)
    return context


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
