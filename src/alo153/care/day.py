"""An agent's load of today: hard calls, and hours without a break."""

from datetime import datetime, timedelta

from django.db.models import Max, Q

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentStateSpan
from alo153.care.models import ABUSIVE, HardCall
from alo153.care.rules import Load
from alo153.city.queries import local_time


def load_of(agent: User, at: datetime) -> Load:
    """Return the day of an agent until now; at most five queries."""
    begins = local_time.day_begins(local_time.today(at))
    rows = HardCall.objects.filter(agent=agent, at__gte=begins)
    kinds = list(rows.values_list("hardness", flat=True))
    abusive = sum(kind in ABUSIVE for kind in kinds)
    return Load(len(kinds), abusive, _without_break(agent, at))


def _without_break(agent: User, at: datetime) -> timedelta:
    """Return how long an agent has been at work without a pause; nothing during one."""
    spans = AgentStateSpan.objects.filter(agent=agent, began_at__gte=at - timedelta(days=1))
    rests = Q(state__in=[AgentState.PAUSED, AgentState.OFFLINE])
    if spans.filter(rests, ended_at=None).exists() or not spans.exists():
        return timedelta()
    last = spans.filter(rests).aggregate(last=Max("ended_at"))["last"]
    first = spans.order_by("began_at").values_list("began_at", flat=True)[0]
    since: datetime = last or first
    return at - since
