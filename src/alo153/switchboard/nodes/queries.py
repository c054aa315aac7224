"""What a node reads of the others, and which of them an agent's telephone is sent to."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Now

from alo153.accounts.models import User
from alo153.switchboard.acd.lending import state as acd
from alo153.switchboard.acd.lending.events import CallClaimed, LentCallsSeen
from alo153.switchboard.agent_states import AgentState
from alo153.switchboard.models import AgentSession, Call
from alo153.switchboard.nodes.models import LentCall, Node

ALIVE = timedelta(seconds=6)
"""Who did not say for longer that it serves is away."""


def are_several() -> bool:
    """Say whether a telephone may go to another node; no query."""
    return bool(settings.NODES)


def alive() -> set[str]:
    """Name the nodes that serve now; one query."""
    return set(Node.objects.filter(seen_at__gt=Now() - ALIVE).values_list("name", flat=True))


def of_others(node: str, at: float) -> LentCallsSeen:
    """Read what others that serve lend to `node`; two queries."""
    rows = LentCall.objects.exclude(node=node).filter(node__in=alive())
    found = list(rows.order_by("queued_at"))
    return LentCallsSeen(
        at=at,
        calls=tuple(_lent(row) for row in found if not row.claimed_by),
        claimed=frozenset(str(row.pk) for row in found if row.claimed_by == node),
    )


def claims_on(node: str, at: float) -> list[CallClaimed]:
    """Read which calls of `node` others have claimed; one query."""
    rows = LentCall.objects.filter(node=node).exclude(claimed_by="")
    return [_claimed(row, at) for row in rows]


def for_sign_in(user: User) -> str:
    """Choose the node for an agent's telephone: where they are if it serves, else the emptiest.

    Of equally empty ones the first that is named. No query while only one is named, else three.
    """
    if not settings.NODES:
        return settings.NODE
    session = AgentSession.objects.filter(user=user).first()
    here = alive()
    if session is not None and session.state != AgentState.OFFLINE and session.node in here:
        return session.node
    sessions = AgentSession.objects.exclude(state=AgentState.OFFLINE).values_list("node")
    crowd = dict(sessions.annotate(Count("user")))
    return _emptiest(here, crowd)


def for_guest() -> str:
    """Choose the node for a citizen's browser: the one with the fewest calls.

    No query while only one is named, else two.
    """
    if not settings.NODES:
        return settings.NODE
    standing = Call.objects.filter(ended_at__isnull=True).values_list("node")
    return _emptiest(alive(), dict(standing.annotate(Count("id"))))


def _emptiest(here: set[str], crowd: dict[str, int]) -> str:
    names = [name for name in settings.NODES if name in here] or list(settings.NODES)
    return min(names, key=lambda name: crowd.get(name, 0))


def socket_of(node: str) -> str:
    """Return the web socket by which a browser reaches a node; no query."""
    return settings.NODE_SOCKETS.get(node, settings.PHONE_SOCKET_URL)


def _lent(row: LentCall) -> acd.LentCall:
    return acd.LentCall(
        id=str(row.pk),
        node=row.node,
        queue=row.queue,
        queued_at=row.queued_at.timestamp(),
        priority=row.priority,
        preferred=row.preferred_id,
        round=row.round,
    )


def _claimed(row: LentCall, at: float) -> CallClaimed:
    return CallClaimed(
        at=at,
        call=str(row.pk),
        round=row.round,
        node=row.claimed_by,
        agent=row.agent_id or 0,
        idle_seconds=row.idle_seconds,
        rank=row.rank,
        among=row.among,
    )
