"""Answer what was said in public: privately, and below it by one sentence that holds no data.

Where nothing goes to somebody before they have written privately, the one sentence asks for that.
Staff have no words there.
"""

import hashlib
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.channels import adapters
from alo153.city import queries as city_queries
from alo153.contacts.about import About
from alo153.contacts.actions.writing import Within, write
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.answering import REPLY, CannotReply, answered
from alo153.contacts.conversations.holding import held_to_answer
from alo153.contacts.conversations.ways import way_of
from alo153.contacts.models import Conversation, Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written

PUBLIC: Final = declare(Purpose(key="public", label=_("answer below a comment"), at_any_hour=True))


def sentence() -> str:
    """Return all that is ever said in public, in the language of the city."""
    with override(city_queries.city().language):
        return gettext(
            "Thank you for writing. We have sent you a private message: let us go on there, and "
            "please write no personal data here."
        )


def answered_privately(conversation: Conversation, message: Message, *, at: datetime) -> None:
    """Say below a comment that it was answered privately, once; within a transaction."""
    if conversation.comment == message.comment:
        conversation.comment = ""
        conversation.save(update_fields=["comment"])
    key = f"public:{_digest(message)}"
    if Message.objects.filter(key=key).exists():
        return
    write(
        Written(
            subject="",
            body=sentence(),
            language=city_queries.city().language,
            comment=message.comment,
            is_public=True,
        ),
        channel=message.channel,
        purpose=PUBLIC,
        to=message.to,
        recipient=Recipient.WRITING,
        about=About.row(conversation),
        key=key,
        within=Within(conversation, answers=message.answers),
        at=at,
    )


def _digest(message: Message) -> str:
    return hashlib.sha256(f"{message.channel} {message.comment}".encode()).hexdigest()[:40]


def invitation(channel: str, comment: str) -> str:
    """Return all that is said in public, in the language of the city; empty if it is not known."""
    link = adapters.invitation(channel, comment)
    if not link:
        return ""
    with override(city_queries.city().language):
        words = gettext(
            "Thank you for writing. Please write to us in a private message, and write no "
            "personal data here: %(link)s"
        )
    return words % {"link": link}


@transaction.atomic
def invite(*, conversation: Conversation, wait_seconds: int = 0, by: User, at: datetime) -> Message:
    """Ask the citizen below what they said in public to write privately, once.

    The asking agent has the conversation; it continues when the citizen writes.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it, or a supervisor decides first.
        CannotReply: an answer is leaving, or there is nothing to be asked any more.
    """
    locked = held_to_answer(conversation, by=by)
    if queries.is_leaving(locked):
        raise CannotReply(CannotReply.LEAVING)
    way = way_of(locked, at=at)
    body = invitation(way.channel, way.invites) if way and way.invites else ""
    if way is None or not body:
        raise CannotReply(CannotReply.GONE)
    message = write(
        Written(
            subject="",
            body=body,
            language=city_queries.city().language,
            comment=way.invites,
            is_public=True,
        ),
        channel=way.channel,
        purpose=REPLY,
        to=way.to,
        recipient=way.recipient,
        about=About.row(locked),
        within=Within(locked, answers=queries.last_received(locked), author=by),
        wait_seconds=wait_seconds,
        at=at,
    )
    locked.comment = ""
    answered(locked, message, by=by, at=at)
    return message


def asked_in_vain(conversation_id: int, comment: str) -> None:
    """Let a citizen be asked again: what asked them never left. What they said since counts."""
    those = Conversation.objects.filter(pk=conversation_id, comment="", wrote_at=None)
    those.update(comment=comment)
