"""Read the calls that other nodes share, and their claims on this node's calls."""

from __future__ import annotations

from alo153.calls.models.nodes import SharedCall
from alo153.calls.nodes.queries import alive
from alo153.switchboard.acd.sharing.events import CallClaimed, SharedCallsSeen
from alo153.switchboard.acd.state import shared_calls as acd


def of_others(node: str, at: float) -> SharedCallsSeen:
    """Read the calls that other serving nodes share with `node`; two queries."""
    rows = SharedCall.objects.exclude(node=node).filter(node__in=alive())
    found = list(rows.order_by("queued_at"))
    return SharedCallsSeen(
        at=at,
        calls=tuple(_shared(row) for row in found if not row.claimed_by),
        claimed=frozenset(str(row.pk) for row in found if row.claimed_by == node),
    )


def claims_on(node: str, at: float) -> list[CallClaimed]:
    """Read the calls of `node` that other nodes have claimed; one query."""
    rows = SharedCall.objects.filter(node=node).exclude(claimed_by="")
    return [_claimed(row, at) for row in rows]


def _shared(row: SharedCall) -> acd.SharedCall:
    return acd.SharedCall(
        id=str(row.pk),
        node=row.node,
        queue=row.queue,
        queued_at=row.queued_at.timestamp(),
        priority=row.priority,
        preferred=row.preferred_id,
        round=row.round,
    )


def _claimed(row: SharedCall, at: float) -> CallClaimed:
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
