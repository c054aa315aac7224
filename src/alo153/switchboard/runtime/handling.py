"""Recent handling times: the pace of the queues, for a program that starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alo153.calls.call_words import NOT_SEEN, AgentState
from alo153.calls.models import AgentStateSpan, Call
from alo153.switchboard.acd.state.pace import Pace

LATELY = timedelta(days=1)
MOST = 500
"""Calls that are read; in every queue the last dozen decide."""


def recent_paces(at: datetime) -> Mapping[str, Pace]:
    """Compute the pace of each queue from the calls of the last day, in their order; one query.

    The handling time is from the answer to the end of the wrap-up. Calls whose wrap-up has not
    ended are left out, and so are calls that ended while no switchboard ran.
    """
    paces: dict[str, Pace] = {}
    for queue, answered_at, until in reversed(_handled(at)):
        paces[queue] = paces.get(queue, Pace()).after((until - answered_at).total_seconds())
    return paces


def _handled(at: datetime) -> list[tuple[str, datetime, datetime]]:
    calls = Call.objects.filter(answered_at__isnull=False, ended_at__gte=at - LATELY)
    told = calls.annotate(talked_until=Coalesce("parted_at", "ended_at"))
    done = told.annotate(
        until=Coalesce(Subquery(_after_work().values("ended_at")[:1]), "talked_until")
    )
    open_now = Exists(_after_work().filter(ended_at__isnull=True))
    known = done.filter(~open_now, ~Exists(_not_seen()))
    rows = known.order_by("-until").values_list("queue", "answered_at", "until")
    return [(queue, answered, until) for queue, answered, until in rows[:MOST] if answered]


def _after_work() -> QuerySet[AgentStateSpan]:
    """Find the work that began with the end of a talk."""
    spans = AgentStateSpan.objects.filter(agent=OuterRef("agent"), state=AgentState.WRAP_UP)
    return spans.filter(began_at=OuterRef("talked_until"))


def _not_seen() -> QuerySet[AgentStateSpan]:
    """Find the time after a talk in which no switchboard ran."""
    spans = AgentStateSpan.objects.filter(agent=OuterRef("agent"), reason=NOT_SEEN)
    return spans.filter(began_at=OuterRef("talked_until"))
