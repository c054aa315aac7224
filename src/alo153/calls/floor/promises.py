"""Promised call-backs: the windows with room, and the open promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.menu import windows
from alo153.calls.menu.windows import Slot
from alo153.calls.models import AgentSession, Call

MOST_SHOWN = 20
MOST_OF_A_NUMBER = 5
"""Promises to a number in a day, withdrawn ones included."""


def free(queue: str, at: datetime) -> Sequence[Slot]:
    """List the windows in which callers of a queue may be promised a call; one query.

    The switchboard decides; commands on their way to it are not known here.
    """
    standing = Call.objects.filter(call_by__gt=at, ended_at__isnull=True)
    ends = (each.timestamp() for each in standing.values_list("call_by", flat=True) if each)
    found = city_queues.of_city().get(queue)
    if found is None:
        return []
    return windows.slots(
        city_queues.windows(), found.hours, at.timestamp(), promised=windows.count(ends)
    )


def promised_to(number: str) -> list[Call]:
    """List the open promises to a number, the soonest first; one query."""
    standing = Call.objects.filter(number=number, call_by__isnull=False, ended_at__isnull=True)
    return list(standing.order_by("queued_at")[:MOST_SHOWN]) if number else []


def asked_often(number: str, at: datetime) -> bool:
    """Tell whether so many promises were made to a number within a day; one query."""
    lately = Call.objects.filter(number=number, entered_at__gt=at - timedelta(days=1))
    return lately.filter(call_by__isnull=False).count() >= MOST_OF_A_NUMBER


def are_offered(queue: str, at: datetime) -> bool:
    """Tell whether a page offers a call-back: a window is free, and nobody would answer now.

    The queue is closed, or no agent is ready; three queries.
    """
    found = city_queues.of_city().get(queue)
    if found is None or not free(queue, at):
        return False
    ready = AgentSession.objects.filter(state=AgentState.READY, reachable=True)
    return not found.hours.open_at(at.timestamp()) or not ready.exists()
