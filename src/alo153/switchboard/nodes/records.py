"""Rows of the messages between nodes: shared calls, claims and heartbeats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from alo153.calls.models.nodes import Node, SharedCall
from alo153.switchboard.acd.sharing.facts import CallShared, CallTakenBack
from alo153.switchboard.acd.turn.claims import ClaimCall

NOTIFY_CHANNEL = "switchboard_nodes"
UNCLAIMED = {"claimed_by": "", "agent": None}


def shared(fact: CallShared) -> None:
    """Write that a call may be claimed, clear an earlier claim, and tell the other nodes."""
    call = fact.shared
    SharedCall.objects.update_or_create(
        call_id=call.id,
        defaults={
            "node": call.node,
            "queue": call.queue,
            "queued_at": datetime.fromtimestamp(call.queued_at, UTC),
            "priority": call.priority,
            "preferred_id": call.preferred,
            "round": call.round,
            **UNCLAIMED,
        },
    )
    _tell(call.node)


def taken_back(fact: CallTakenBack) -> None:
    """Write that a call is no longer shared, and tell the other nodes."""
    if SharedCall.objects.filter(call_id=fact.call).delete()[0]:
        _tell("")


WRITERS: Mapping[type[Any], Callable[[Any], None]] = {CallShared: shared, CallTakenBack: taken_back}


@transaction.atomic
def claim(command: ClaimCall, *, node: str) -> bool:
    """Claim a call for an agent of `node`; say whether nobody was faster. One UPDATE."""
    free = SharedCall.objects.filter(
        call_id=command.call.id, round=command.call.round, claimed_by=""
    )
    won = free.update(
        claimed_by=node,
        agent_id=command.agent,
        idle_seconds=round(command.idle_seconds, 3),
        rank=command.rank,
        among=command.among,
    )
    if won:
        _tell(node)
    return bool(won)


def beat(node: str) -> None:
    """Say that a node serves."""
    Node.objects.update_or_create(name=node, defaults={"seen_at": Now()})


def begin(node: str) -> None:
    """Take back what a program before this one had shared."""
    SharedCall.objects.filter(node=node).delete()


@transaction.atomic
def leave(node: str) -> None:
    """Say that a node does not serve any more; what it shared is void with that."""
    Node.objects.filter(name=node).delete()
    _tell(node)


def _tell(node: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [NOTIFY_CHANNEL, node])
