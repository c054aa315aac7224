"""Look-ups of supervisors: waiting callers, monitored agents, and the course of one call."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState, CallOutcome
from alo153.calls.models import AgentSession, Call, CallLeg, Command, Offer
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.queue import MINUTE

MOST_SHOWN = 50
ASKED_HERE = (
    page_commands.Supervise.name,
    page_commands.TakeOver.name,
    page_commands.StopSupervising.name,
    page_commands.SetState.name,
    page_commands.Direct.name,
)


def waiting_calls() -> list[Call]:
    """List the calls that wait for an agent, kept places too, best score first; one query."""
    return sorted(_line(), key=_turn)[:MOST_SHOWN]


def _line() -> QuerySet[Call]:
    unanswered = Q(answered_at__isnull=True) | Q(requeued_at__isnull=False)
    return Call.objects.filter(
        unanswered, ended_at__isnull=True, queued_at__isnull=False, asked_at__isnull=True
    )


def waits(call: Call) -> bool:
    """Tell whether a call waits for an agent; one query."""
    return _line().filter(pk=call.pk).exists()


def agent(key: int) -> User | None:
    """Return somebody who ever was signed in to the telephone; one query."""
    return User.objects.filter(pk=key, phone_session__isnull=False).first()


def call(key: uuid.UUID) -> Call | None:
    """Return a call, running or over; one query."""
    return Call.objects.filter(pk=key).first()


def last_call_of(agent: User) -> Call | None:
    """Find the newest call of an agent, also the one they are in; one query."""
    return Call.objects.filter(agent=agent).order_by("-entered_at").first()


def waiting_by_queue() -> dict[str, int]:
    """Count all who wait for an agent; one query."""
    return dict(_line().values_list("queue").annotate(Count("pk")).order_by())


def calls_by_direction() -> dict[str, int]:
    """Count the calls that are not over; one query."""
    standing = Call.objects.filter(ended_at__isnull=True)
    return dict(standing.values_list("direction").annotate(Count("pk")).order_by())


def agents_by_state() -> dict[str, int]:
    """Count agents by what they do; one query."""
    return dict(AgentSession.objects.values_list("state").annotate(Count("pk")).order_by())


def unreachable_agents() -> int:
    """Count the ready agents without a connected telephone; one query."""
    return AgentSession.objects.filter(state=AgentState.READY, reachable=False).count()


def _turn(call: Call) -> float:
    queued = call.queued_at.timestamp() if call.queued_at else 0.0
    return queued - MINUTE * call.priority


def monitorings_now() -> list[Monitoring]:
    """List who listens to whom now; one query."""
    rows = Monitoring.objects.filter(ended_at__isnull=True)
    return list(rows.select_related("supervisor", "agent").order_by("id"))


def monitoring_of(supervisor: User) -> Monitoring | None:
    """Find what a supervisor hears now; one query."""
    rows = Monitoring.objects.filter(supervisor=supervisor, ended_at__isnull=True)
    return rows.select_related("agent", "call").first()


def is_heard(agent: User) -> bool:
    """Say whether somebody listens to an agent now; one query."""
    return Monitoring.objects.filter(agent=agent, ended_at__isnull=True).exists()


def refusal(by: User, since: datetime) -> str:
    """Say why the last thing a supervisor asked for was not done; empty if it was; one query."""
    asked = Command.objects.filter(by=by, name__in=ASKED_HERE, at__gte=since)
    last = asked.exclude(done_at__isnull=True).order_by("-id").first()
    return last.error if last else ""


def call_in_full(call: uuid.UUID) -> Call | None:
    """Find a call with its offers, its legs, their lines and its monitorings, each by time.

    Four queries.
    """
    legs = CallLeg.objects.select_related("agent", "line").order_by("asked_at", "id")
    offers = Offer.objects.select_related("agent").order_by("offered_at", "id")
    heard = Monitoring.objects.select_related("supervisor").order_by("began_at", "id")
    rows = Call.objects.select_related("agent").prefetch_related(
        Prefetch("legs", legs), Prefetch("offers", offers), Prefetch("monitorings", heard)
    )
    return rows.filter(pk=call).first()


def self_served_since(at: datetime) -> int:
    """Count the callers since then who had what they wanted from the voice menu; one query."""
    return Call.objects.filter(outcome=CallOutcome.SELF_SERVED, entered_at__gte=at).count()
