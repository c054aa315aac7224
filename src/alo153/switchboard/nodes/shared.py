"""Read the calls that other nodes share, and their claims on this node's calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db.models import Q

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.calls.models.nodes import SharedCall
from alo153.calls.nodes.queries import alive
from alo153.city import queries as city
from alo153.switchboard.acd.sharing.events import CallClaimed, SharedCallsSeen
from alo153.switchboard.acd.state import shared_calls as acd


def of_others(node: str, at: float) -> SharedCallsSeen:
    """Read the calls that other serving nodes share with `node`, and their agents; four queries.

    An agent whose page is being reloaded counts as present.
    """
    others, seconds = alive() - {node}, city.center_times().return_seconds
    found = list(SharedCall.objects.filter(node__in=others).order_by("queued_at"))
    return SharedCallsSeen(
        at=at,
        calls=tuple(_shared(row) for row in found if not row.claimed_by),
        claimed=frozenset(str(row.pk) for row in found if row.claimed_by == node),
        agents=_agents(others, datetime.fromtimestamp(at - seconds, UTC)),
    )


def claims_on(node: str, at: float) -> list[CallClaimed]:
    """Read the calls of `node` that other nodes have claimed; one query."""
    rows = SharedCall.objects.filter(node=node).exclude(claimed_by="")
    return [_claimed(row, at) for row in rows]


def _agents(nodes: set[str], since: datetime) -> tuple[Mapping[str, int], ...]:
    """Read the skills of agents at a telephone of these nodes, or who were since an instant."""
    there = AgentSession.objects.filter(node__in=nodes).exclude(state=AgentState.OFFLINE)
    there = there.filter(Q(reachable=True) | Q(seen_at__gt=since)).order_by("pk")
    return tuple(
        {skill.skill: skill.level for skill in session.user.skills.all()}
        for session in there.select_related("user").prefetch_related("user__skills")
    )


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
