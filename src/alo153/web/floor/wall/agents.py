"""The agents as the wall shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import queries as floor
from alo153.calls.models import AgentSession
from alo153.counter import queries as counter
from alo153.web.kit.telephone.agent_badges import BADGES, ON_HOLD
from alo153.web.kit.telephone.callbar import reason_words, spared_until


@dataclass(frozen=True, kw_only=True)
class Line:
    """One agent as the wall shows them."""

    session: AgentSession
    # Since when it is so; on hold, since the caller is
    since: datetime
    icon: str
    tone: str
    words: str
    is_over: bool
    # The names of those who listen
    heard_by: list[str]
    is_me: bool
    # Calls come later to them for a while; why is their own matter
    spared: bool = False
    # A visitor of a communication center is at their desk: no call rings them
    visited: bool = False

    @property
    def talks(self) -> bool:
        """Tell whether there is something to listen to."""
        return self.session.state == AgentState.TALKING and not self.is_me


def lines(user: User, now: datetime) -> list[Line]:
    """Return the agents who are signed in, by name; three queries."""
    heard: dict[int, list[str]] = {}
    for row in floor.monitorings_now():
        heard.setdefault(row.agent_id, []).append(
            f"{row.supervisor.full_name}: {row.get_mode_display()}"
        )
    here = telephone.agents_now()
    visited = counter.with_visitor([one.pk for one in here])
    return [line_of(one, heard, user, now, visited=one.pk in visited) for one in here]


def line_of(
    session: AgentSession,
    heard: dict[int, list[str]],
    user: User,
    now: datetime,
    *,
    visited: bool = False,
) -> Line:
    """Return one agent; `heard` names who listens to whom, by the key of the agent."""
    icon, tone = BADGES[AgentState(session.state)]
    held = session.call.held_at if session.call and session.state == AgentState.TALKING else None
    icon, tone = ON_HOLD if held else (icon, tone)
    paused = session.state == AgentState.PAUSED
    return Line(
        session=session,
        icon=icon,
        tone=tone,
        words=str(
            _("caller on hold")
            if held
            else (reason_words(session) if paused else "") or session.get_state_display()
        ),
        since=held or session.since,
        is_over=session.until is not None and session.until <= now,
        heard_by=heard.get(session.pk, []),
        is_me=session.pk == user.pk,
        spared=spared_until(session, now) is not None,
        visited=visited,
    )
