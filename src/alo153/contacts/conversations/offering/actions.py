"""An offer of a conversation is made, taken, declined, or is over."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.contacts.conversations import bell
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations.actions.handling import take
from alo153.contacts.conversations.offering import queries
from alo153.contacts.events import ConversationOffered, ConversationOfferEnded
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor


class OfferOver(Exception):
    """The offer has ended."""


@transaction.atomic
def offer(
    *,
    conversation_id: int,
    agent_id: int,
    until: datetime,
    reason: OfferReason,
    score: float,
    among: int,
    in_hand: int,
    before_id: int | None,
    at: datetime,
) -> None:
    """Ask an agent to take a conversation; nothing if it is already taken, answered or offered.

    Args:
        before_id: the former agent, who has left.
        score: its place in the line, in minutes.
    """
    locked = conversations.locked(conversation_id)
    waits = locked.state == Conversation.State.WAITING and locked.assignee_id == before_id
    if (
        not waits
        or queries.stands_for(conversation_id)
        or queries.was_made(conversation_id, agent_id, at)
    ):
        return
    made = ConversationOffer.objects.create(
        conversation=locked,
        agent_id=agent_id,
        offered_at=at,
        until=until,
        reason=reason,
        score=score,
        among=among,
        in_hand=in_hand,
        before_id=before_id,
    )
    said = ConversationOffered(
        conversation=conversation_id,
        reason=reason.value,
        score=score,
        among=among,
        in_hand=in_hand,
        before=before_id,
    )
    events.record(said, subject=made, by=SWITCHBOARD, at=at)
    live.publish(f"written:{agent_id}")


@transaction.atomic
def end_offer(
    *, conversation_id: int, agent_id: int, offered_at: datetime, result: OfferEnd, at: datetime
) -> None:
    """Note that an offer is over that its agent neither took nor declined; twice is once."""
    standing = queries.standing().filter(
        conversation=conversation_id, agent=agent_id, offered_at=offered_at
    )
    for found in standing.select_for_update():
        _end(found, result, by=SWITCHBOARD, at=at)


@transaction.atomic
def accept(*, offer_id: int, by: User, at: datetime) -> Conversation:
    """Take what one is offered, also from an agent who has left.

    Raises:
        OfferOver: it has ended.
        NotPermitted: this person does not answer what citizens write.
    """
    found = _locked(offer_id, by)
    take(conversation=found.conversation, over=True, by=by, at=at)
    _end(found, OfferEnd.ACCEPTED, by=Actor.staff(by.pk), at=at)
    return found.conversation


@transaction.atomic
def decline(*, offer_id: int, by: User, at: datetime) -> None:
    """Let somebody else be asked.

    Raises:
        OfferOver: it has ended.
    """
    _end(_locked(offer_id, by), OfferEnd.DECLINED, by=Actor.staff(by.pk), at=at)
    bell.ring()


@transaction.atomic
def withdraw_all(*, node: str, at: datetime) -> None:
    """End the offers that a switchboard before this one made at a node: it remembers none."""
    for found in queries.standing_at(node).select_for_update(of=("self",)):
        _end(found, OfferEnd.WITHDRAWN, by=SWITCHBOARD, at=at)


def _locked(offer_id: int, by: User) -> ConversationOffer:
    """Return a standing offer behind its lock, after that of its conversation. Raises OfferOver."""
    known = ConversationOffer.objects.filter(pk=offer_id, agent=by).first()
    if known is None:
        raise OfferOver
    conversations.locked(known.conversation_id)
    found = queries.standing().select_for_update().filter(pk=offer_id).first()
    if found is None:
        raise OfferOver
    return found


def _end(found: ConversationOffer, result: OfferEnd, *, by: Actor, at: datetime) -> None:
    found.ended_at, found.result = at, result
    found.save(update_fields=["ended_at", "result"])
    said = ConversationOfferEnded(conversation=found.conversation_id, result=result.value)
    events.record(said, subject=found, by=by, at=at)
    live.publish(f"written:{found.agent_id}")
