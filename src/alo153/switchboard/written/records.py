"""Write the decisions about waiting work as rows."""

from __future__ import annotations

from datetime import datetime

from alo153.calls.nodes import queries as nodes
from alo153.switchboard.written.instants import instant
from alo153.switchboard.written.rules.facts import WorkFact, WorkOffered, WorkOfferEnded
from alo153.switchboard.written.standing import OFFERS


def write(fact: WorkFact) -> None:
    """Write one fact; harmless when repeated, or when a person was faster."""
    offers, row = OFFERS[fact.work.kind], fact.work.row
    match fact:
        case WorkOffered():
            offers.offer(
                work=row,
                agent_id=fact.agent,
                until=instant(fact.until),
                reason=fact.reason,
                score=fact.score,
                among=fact.among,
                in_hand=fact.in_hand,
                before_id=fact.before,
                at=instant(fact.offered_at),
            )
        case WorkOfferEnded():
            offers.end(
                work=row,
                agent_id=fact.agent,
                offered_at=instant(fact.offered_at),
                result=fact.result,
                at=instant(fact.at),
            )


def withdraw_all(*, node: str, at: datetime) -> None:
    """End the offers that a switchboard before this one made at a node."""
    serving = nodes.in_service()
    for each in OFFERS.values():
        each.withdraw_all(node=node, serving=serving, at=at)
