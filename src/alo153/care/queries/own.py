"""What a member of staff reads of themselves."""

from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentStateSpan
from alo153.care.models import HardCall, Hardness, Room, Suggestion, Visit, VisitLook
from alo153.care.rules import Load
from alo153.city.queries import local_time


def load(asker: User, at: datetime) -> Load:
    """Return the day of the asker until now; two queries."""
    begins = local_time.day_begins(local_time.today(at))
    rows = HardCall.objects.filter(agent=asker, at__gte=begins)
    kinds = list(rows.values_list("hardness", flat=True))
    abusive = sum(kind in {Hardness.ABUSE, Hardness.THREAT} for kind in kinds)
    return Load(len(kinds), abusive, _without_break(asker, at))


def _without_break(asker: User, at: datetime) -> timedelta:
    """Return how long the asker has been at work without a pause; nothing during one."""
    spans = AgentStateSpan.objects.filter(agent=asker, began_at__gte=at - timedelta(days=1))
    rests = Q(state__in=[AgentState.PAUSED, AgentState.OFFLINE])
    if spans.filter(rests, ended_at=None).exists() or not spans.exists():
        return timedelta()
    last = spans.filter(rests).aggregate(last=Max("ended_at"))["last"]
    first = spans.order_by("began_at").values_list("began_at", flat=True)[0]
    since: datetime = last or first
    return at - since


def suggestions(asker: User) -> QuerySet[Suggestion]:
    """Return what was suggested to the asker."""
    return Suggestion.objects.filter(person=asker).order_by("room")


def visits(asker: User) -> QuerySet[Visit]:
    """Return the asker's own visits, the newest first."""
    return Visit.objects.filter(person=asker).order_by("-asked_at")


def waits(asker: User, room: Room) -> bool:
    """Tell whether the asker waits for a time of a room."""
    return visits(asker).filter(room=room, state=Visit.State.ASKED).exists()


def looks(asker: User) -> QuerySet[VisitLook]:
    """Return who opened the asker's visits, the newest first."""
    rows = VisitLook.objects.filter(visit__person=asker).select_related("reader", "visit")
    return rows.order_by("-at")
