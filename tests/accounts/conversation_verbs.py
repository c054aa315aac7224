"""Every verb of written contacts that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.conversations.offering import actions as offering
from alo153.contacts.conversations.ways import ways_to_begin
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferReason
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile

HOUR = timedelta(hours=1)


class WithTalks(Protocol):
    """Where the verbs of all capabilities are tried."""

    conversation: Conversation
    closed: Conversation


type Try = Callable[[WithTalks, User], object]


def conversation(state: Conversation.State, **times: datetime) -> Conversation:
    """Bring a letter of Ayşe."""
    return Conversation.objects.create(
        channel=Channel.EMAIL,
        address="ayse@example.org",
        state=state,
        began_at=now(),
        last_at=now(),
        **times,
    )


def _of_conversation(verb: Callable[..., object], **given: Any) -> tuple[Permission, Try]:
    return ANSWER_MESSAGES, lambda room, by: verb(
        conversation=room.conversation, by=by, at=now(), **given
    )


def _accepted(room: WithTalks, by: User) -> object:
    offer = ConversationOffer.objects.create(
        conversation=room.conversation,
        agent=by,
        offered_at=now(),
        until=now() + HOUR,
        reason=OfferReason.NEXT,
        score=0,
        among=1,
        in_hand=0,
    )
    return offering.accept(offer_id=offer.pk, by=by, at=now())


def _invited(room: WithTalks, by: User) -> None:
    # Nothing was said in public there
    with suppress(conversations.CannotReply):
        conversations.invite(conversation=room.conversation, by=by, at=now())


def _begun(_: WithTalks, by: User) -> object:
    known = Citizen.objects.create(created_at=now())
    Identity.objects.create(citizen=known, kind=Channel.EMAIL, value="ayse@example.org")
    way = ways_to_begin(known)[0]
    return conversations.begin(citizen=known, way=way, subject="Durak", by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Try]] = {
    "contacts.begin": (ANSWER_MESSAGES, _begun),
    "contacts.accept": (ANSWER_MESSAGES, _accepted),
    "contacts.note_inside": _of_conversation(conversations.note_inside, text="Ekip arandı."),
    "contacts.take": _of_conversation(conversations.take),
    "contacts.name_address": _of_conversation(
        conversations.name_address, channel=Channel.SMS, address="+905320000101"
    ),
    "contacts.invite": (ANSWER_MESSAGES, _invited),
    "contacts.move": _of_conversation(conversations.move, queue="water"),
    "contacts.give_back": _of_conversation(conversations.give_back),
    "contacts.attach_file": _of_conversation(
        conversations.attach_file, file=CheckedFile(b"%PDF-", "application/pdf"), name="Plan.pdf"
    ),
    "contacts.detach_file": (
        ANSWER_MESSAGES,
        lambda room, by: conversations.detach_file(
            conversation=room.conversation, file_id=1, by=by
        ),
    ),
    "contacts.reply": _of_conversation(conversations.reply, text="Ekip yolda."),
    "contacts.take_reply_back": _of_conversation(conversations.take_reply_back, message_id=uuid4()),
    "contacts.close": _of_conversation(
        conversations.close, reason=Conversation.CloseReason.SETTLED
    ),
    "contacts.end_review": _of_conversation(conversations.end_review, is_answered=True),
    "contacts.hand_on": _of_conversation(conversations.hand_on),
    "contacts.reopen": (
        ANSWER_MESSAGES,
        lambda room, by: conversations.reopen(conversation=room.closed, by=by, at=now()),
    ),
}
