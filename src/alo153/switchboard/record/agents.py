"""The states of agents become a row for now and spans for reports.

An agent changes state five times in a call: a batch reads the rows once for all its facts, and
writes them once at its end.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from alo153.calls.call_words import AgentState
from alo153.calls.events.supervision import AgentChanged, AgentSet
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.contacts.conversations import bell
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor
from alo153.core.batch import Gathered, gathered
from alo153.switchboard.acd.supervision import facts as supervision
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import calls

STANDS = ["state", "reason", "since", "until", "reachable", "seen_at", "idle_since", "call"]
GOES_ON = ["state", "reason", "until", "ended_at", "call"]


class Agents(Gathered):
    """The states of some agents, and their open spans: read and locked now, written at the end.

    The web may have created an agent's row first, with an account.
    """

    def __init__(self, agents: Collection[int]) -> None:
        locked = AgentSession.objects.select_for_update().filter(pk__in=agents)
        spans = AgentStateSpan.objects.filter(agent__in=agents, ended_at__isnull=True)
        there = bool(agents)
        self.sessions = {row.pk: row for row in locked.order_by("pk")} if there else {}
        self.spans = {row.agent_id: row for row in spans} if there else {}
        self.moved: dict[int, AgentSession] = {}
        # Spans that stood before, by their own key
        self.touched: dict[int, AgentStateSpan] = {}
        self.begun: list[AgentStateSpan] = []

    def write(self) -> None:
        """Write three statements at most; a span that ends makes room for the one that begins."""
        for rows, fields in ((self.moved, STANDS), (self.touched, GOES_ON)):
            if rows:
                model = type(next(iter(rows.values())))
                key = model._meta.pk.name
                model._default_manager.bulk_create(
                    rows.values(), update_conflicts=True, update_fields=fields, unique_fields=[key]
                )
        AgentStateSpan.objects.bulk_create(self.begun)


def agent_changed(fact: facts.AgentChanged) -> None:
    """Write an agent's state, and the span that ends with it; one event if the state changed.

    A node does not write about an agent who has signed in at another node. A fact older than the
    row changes nothing.
    """
    at = _instant(fact.at)
    session = _session(fact.agent, at)
    if session.since > at or session.node != settings.NODE:
        return
    moved = (session.state, session.reason) != (fact.presence.value, fact.reason)
    _stands(session, fact)
    _follow(session, at)
    if moved:
        what = AgentChanged(state=fact.presence.value, reason=fact.reason)
        events.record(what, subject=session, by=SWITCHBOARD, at=at)
    if moved and fact.presence is AgentState.OFFLINE:
        # What they have in hand is offered to others from now on
        bell.ring()
    live.publish(f"agent:{fact.agent}", "queue")


def rings(agent: int, call: str) -> None:
    """Say which call an agent rings for: the agent's commands may have overtaken the call's."""
    session = gathered(Agents).sessions.get(agent)
    if session is not None and session.state == AgentState.RINGING and session.call_id is None:
        session.call_id = UUID(call)
        gathered(Agents).moved[agent] = session


def agent_set(fact: supervision.AgentSet) -> None:
    """Record that a supervisor said what an agent does; once."""
    at, by = _instant(fact.at), Actor.staff(fact.supervisor)
    session = AgentSession.objects.get(user_id=fact.agent)
    if not events.is_recorded(AgentSet, subject=session, at=at):
        what = AgentSet(state=fact.state.value, reason=fact.reason)
        events.record(what, subject=session, by=by, at=at)


def _session(agent: int, at: datetime) -> AgentSession:
    sessions = gathered(Agents).sessions
    if agent not in sessions:
        sessions[agent], _ = AgentSession.objects.get_or_create(
            user_id=agent, defaults={"since": at, "node": settings.NODE}
        )
    return sessions[agent]


def _stands(session: AgentSession, fact: facts.AgentChanged) -> None:
    session.state, session.reason = fact.presence, fact.reason
    session.since = _instant(fact.since)
    session.until = _instant(fact.until) if fact.until else None
    session.reachable, session.seen_at = fact.reachable, _instant(fact.at)
    session.idle_since = _instant(fact.idle_since) if fact.idle_since else None
    session.call_id = UUID(fact.call) if fact.call and calls.exists(fact.call) else None
    gathered(Agents).moved[session.pk] = session


def _follow(session: AgentSession, at: datetime) -> None:
    """Make the open span equal to the session: continue the same span, or begin another one."""
    span = gathered(Agents).spans.get(session.pk)
    if span is None:
        _begin(session, session.since)
    elif span.began_at == at or _is_same(span, session):
        span.state, span.reason = session.state, session.reason
        span.call_id, span.until = session.call_id, session.until
        _touch(span)
    else:
        span.ended_at = at
        _touch(span)
        _begin(session, at)


def _begin(session: AgentSession, at: datetime) -> None:
    book = gathered(Agents)
    book.spans[session.pk] = AgentStateSpan(
        agent_id=session.pk,
        state=session.state,
        reason=session.reason,
        began_at=at,
        until=session.until,
        call_id=session.call_id,
    )
    book.begun.append(book.spans[session.pk])


def _touch(span: AgentStateSpan) -> None:
    if span.pk is not None:
        gathered(Agents).touched[span.pk] = span


def _is_same(span: AgentStateSpan, session: AgentSession) -> bool:
    """Say whether a span continues; its call may only now be written."""
    if (span.state, span.reason) != (session.state, session.reason):
        return False
    return span.call_id in (None, session.call_id)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
