"""Where agents stand becomes a row for now and spans for later."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor
from alo153.switchboard import records_calls as calls
from alo153.switchboard.acd import facts
from alo153.switchboard.acd.supervision import facts as supervision
from alo153.switchboard.models import AgentSession, AgentState, AgentStateSpan


def agent_changed(fact: facts.AgentChanged) -> None:
    """Write where an agent stands now, and the span that ends with it; one event if it moved.

    A node does not write about an agent who has signed in at another.
    """
    at = _instant(fact.at)
    session = _session(fact.agent, at)
    if session.since > at or session.node != settings.NODE:
        return
    moved = (session.state, session.reason) != (fact.presence.value, fact.reason)
    _stands(session, fact)
    _follow(session, at)
    if moved:
        state = {"state": fact.presence.value, "reason": fact.reason}
        events.record("agent.changed", subject=session, by=SWITCHBOARD, at=at, **state)
    live.publish(f"agent:{fact.agent}", "queue")


def agent_set(fact: supervision.AgentSet) -> None:
    """Record that a supervisor said what an agent does; once."""
    at, by = _instant(fact.at), Actor.staff(fact.supervisor)
    session = AgentSession.objects.get(user_id=fact.agent)
    if not events.is_recorded("agent.set", subject=session, at=at):
        state = {"state": fact.state.value, "reason": fact.reason}
        events.record("agent.set", subject=session, by=by, at=at, **state)


def _session(agent: int, at: datetime) -> AgentSession:
    """Lock the row of an agent; the web may have made it first, with an account."""
    locked = AgentSession.objects.select_for_update().filter(pk=agent)
    found = locked.first()
    if found is None:
        found, _ = AgentSession.objects.get_or_create(
            user_id=agent, defaults={"since": at, "node": settings.NODE}
        )
    return found


def _stands(session: AgentSession, fact: facts.AgentChanged) -> None:
    session.state, session.reason = AgentState(fact.presence.value), fact.reason
    session.since = _instant(fact.since)
    session.until = _instant(fact.until) if fact.until else None
    session.reachable, session.seen_at = fact.reachable, _instant(fact.at)
    session.idle_since = _instant(fact.idle_since) if fact.idle_since else None
    session.call_id = fact.call if fact.call and calls.exists(fact.call) else None
    session.save(update_fields=WRITTEN)


WRITTEN = ["state", "reason", "since", "until", "reachable", "seen_at", "idle_since", "call"]


def _follow(session: AgentSession, at: datetime) -> None:
    """Keep the open span as the session is: the same one goes on, another one begins."""
    open_span = AgentStateSpan.objects.filter(agent=session.pk, ended_at__isnull=True)
    span = open_span.first()
    now = {"state": session.state, "reason": session.reason, "call_id": session.call_id}
    if span is None:
        AgentStateSpan.objects.create(
            agent_id=session.pk, began_at=session.since, until=session.until, **now
        )
    elif span.began_at == at or _is_same(span, session):
        open_span.update(until=session.until, **now)
    else:
        open_span.update(ended_at=at)
        AgentStateSpan.objects.create(agent_id=session.pk, began_at=at, until=session.until, **now)


def _is_same(span: AgentStateSpan, session: AgentSession) -> bool:
    """Say whether a span goes on; its call may only now be written."""
    if (span.state, span.reason) != (session.state, session.reason):
        return False
    return span.call_id in (None, session.call_id)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
