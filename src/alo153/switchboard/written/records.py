"""What was decided about what waits becomes rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from alo153.cases.life.offering import actions as objections
from alo153.contacts.conversations.offering import actions as conversations
from alo153.counter.offering import actions as visitors
from alo153.switchboard.written.instants import instant
from alo153.switchboard.written.rules.facts import WorkFact, WorkOffered, WorkOfferEnded
from alo153.switchboard.written.rules.line import Kind


def write(fact: WorkFact) -> None:
    """Write one fact; harmless when repeated, or when a person was faster."""
    match fact:
        case WorkOffered():
            _offer(fact)
        case WorkOfferEnded():
            _end(fact)


def withdraw_all(*, node: str, at: datetime) -> None:
    """End the offers that a switchboard before this one made at a node."""
    conversations.withdraw_all(node=node, at=at)
    objections.withdraw_objections(node=node, at=at)
    visitors.withdraw_ticket_offers(node=node, at=at)


def _offer(fact: WorkOffered) -> None:
    row = fact.work.row
    ask: Callable[..., None]
    match fact.work.kind:
        case Kind.CONVERSATION:
            ask = partial(conversations.offer, conversation_id=row)
        case Kind.OBJECTION:
            ask = partial(objections.offer_objection, objection_id=row)
        case Kind.TICKET:
            ask = partial(visitors.offer_ticket, ticket_id=row)
    ask(
        agent_id=fact.agent,
        until=instant(fact.until),
        reason=fact.reason,
        score=fact.score,
        among=fact.among,
        in_hand=fact.in_hand,
        before_id=fact.before,
        at=instant(fact.offered_at),
    )


def _end(fact: WorkOfferEnded) -> None:
    row = fact.work.row
    end: Callable[..., None]
    match fact.work.kind:
        case Kind.CONVERSATION:
            end = partial(conversations.end_offer, conversation_id=row)
        case Kind.OBJECTION:
            end = partial(objections.end_objection_offer, objection_id=row)
        case Kind.TICKET:
            end = partial(visitors.end_ticket_offer, ticket_id=row)
    end(
        agent_id=fact.agent,
        offered_at=instant(fact.offered_at),
        result=fact.result,
        at=instant(fact.at),
    )
