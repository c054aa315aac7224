"""An agent's activity in a stretch of time, from the spans of their states."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce, Greatest, Least

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentStateSpan


@dataclass(frozen=True)
class Day:
    """Time by what was done, and how often; a call that came back to its agent is one call."""

    talked: timedelta = timedelta()
    wrapped_up: timedelta = timedelta()
    ready: timedelta = timedelta()
    calls: int = 0
    pauses: int = 0
    # By reason, the longest first
    paused: dict[str, timedelta] = field(default_factory=dict)


def day_of(user: User, *, since: datetime, now: datetime) -> Day:
    """Add up an agent's spans between two instants; an open span counts until `now`; one query."""
    rows = _rows(user, since, now)
    took = {state: timedelta() for state in AgentState}
    for row in rows:
        took[AgentState(row["state"])] += row["took"]
    paused = [row for row in rows if row["state"] == AgentState.PAUSED]
    return Day(
        talked=took[AgentState.TALKING],
        wrapped_up=took[AgentState.WRAP_UP],
        ready=took[AgentState.READY],
        calls=sum(row["calls"] for row in rows if row["state"] == AgentState.TALKING),
        pauses=sum(row["times"] for row in paused),
        paused={row["reason"]: row["took"] for row in paused},
    )


def _rows(user: User, since: datetime, now: datetime) -> list[Any]:
    spans = AgentStateSpan.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=since), agent=user, began_at__lt=now
    )
    length = Least(Coalesce(F("ended_at"), now), now) - Greatest(F("began_at"), since)
    by_kind = spans.values("state", "reason").annotate(
        took=Sum(length), times=Count("pk"), calls=Count("call", distinct=True)
    )
    return list(by_kind.order_by("-took"))
