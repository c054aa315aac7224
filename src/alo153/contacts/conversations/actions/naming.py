"""By which names the citizen of a conversation is known, and where else they can be answered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.channels.inbound import Inbound
from alo153.citizens.actions import rename_identities
from alo153.citizens.channel import Channel, reached_by
from alo153.contacts.conversations.holding import held, note
from alo153.contacts.events import ConversationAddressNamed
from alo153.contacts.models import Conversation, ConversationAddress, Direction, Message


def rename(channel: str, *, before: Collection[str], now: str) -> None:
    """Know somebody by the name that a channel gives them now; within a transaction.

    Without it a citizen with a new name would begin anew, and an answer would not arrive.
    """
    if not before:
        return
    talks = Conversation.objects.filter(channel=channel, address__in=before)
    keys = list(talks.values_list("pk", flat=True))
    if keys:
        said = Message.objects.filter(conversation__in=keys, channel=channel)
        said.filter(direction=Direction.INBOUND, sender__in=before).update(sender=now)
        said.filter(direction=Direction.OUTBOUND, to__in=before).update(to=now)
        talks.update(address=now)
    rename_identities(kind=reached_by(channel), before=before, now=now)


def note_writer(conversation: Conversation, inbound: Inbound, *, at: datetime) -> None:
    """Note when somebody wrote by the channel's own clock, and the telephone that it says.

    What is said in public opens nothing: it may be answered privately once.
    """
    wrote_at = min(inbound.sent_at or at, at)
    if inbound.comment:
        conversation.comment, conversation.commented_at = inbound.comment, wrote_at
        return
    conversation.wrote_at = max(wrote_at, conversation.wrote_at or wrote_at)
    if inbound.phone:
        _keep(conversation, Channel.SMS, inbound.phone, by=None, at=at)


@transaction.atomic
def name_address(
    *, conversation: Conversation, channel: Channel, address: str, by: User, at: datetime
) -> None:
    """Write down where else a citizen wants to be answered: their own word.

    Args:
        address: E.164, or an e-mail address in lower case.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    _keep(locked, channel, address, by=by, at=at)
    note(locked, ConversationAddressNamed(channel=channel.value), by=by, at=at)


def _keep(
    conversation: Conversation, channel: Channel, address: str, *, by: User | None, at: datetime
) -> None:
    ConversationAddress.objects.update_or_create(
        conversation=conversation,
        channel=channel,
        defaults={"address": address, "named_by": by, "named_at": at},
    )
