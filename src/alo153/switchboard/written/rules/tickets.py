"""Visitors' tickets as work: the rule of a desk and that of routing have one order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from alo153.contacts.offering.media import COUNTER
from alo153.counter import turn
from alo153.switchboard.written.rules.line import Kind, Work, WorkKey


def work(ticket: turn.Waiting, *, able: Collection[int], ahead: timedelta) -> Work:
    """Say as work what a desk's rule (`counter.turn`) says of a ticket.

    Args:
        able: the clerks who may call it.
    """
    return Work(
        key=WorkKey(Kind.TICKET, ticket.key),
        medium=COUNTER,
        since=turn.counted_from(ticket, ahead=ahead).timestamp(),
        able=frozenset(able),
        first=ticket.is_back,
    )
