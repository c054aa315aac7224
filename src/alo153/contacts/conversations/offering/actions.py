"""An offer of a conversation is made, taken, declined, or is over."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.contacts.actions.offering import WorkOffers
from alo153.contacts.conversations import bell
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations.actions.handling import take
from alo153.contacts.events import ConversationOffered, ConversationOfferEnded
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd


def _waits(locked: Conversation, before_id: int | None) -> bool:
    return locked.state == Conversation.State.WAITING and locked.assignee_id == before_id


OFFERS = WorkOffers(
    model=ConversationOffer,
    lock=conversations.locked,
    waits=_waits,
    offered=ConversationOffered,
    ended=ConversationOfferEnded,
)


@transaction.atomic
def accept(*, offer_id: int, by: User, at: datetime) -> Conversation:
    """Take what one is offered, also from an agent who has left.

    Raises:
        OfferOver: it has ended, or a colleague took or ended the conversation.
        NotPermitted: this person does not answer what citizens write.
    """
    found = OFFERS.answer(offer_id=offer_id, result=OfferEnd.ACCEPTED, by=by, at=at)
    take(conversation=found.conversation, over_from=found.before_id, by=by, at=at)
    return found.conversation


@transaction.atomic
def decline(*, offer_id: int, by: User, at: datetime) -> None:
    """Let somebody else be asked.

    Raises:
        OfferOver: it has ended.
    """
    OFFERS.answer(offer_id=offer_id, result=OfferEnd.DECLINED, by=by, at=at)
    bell.ring()
