"""Write messages to the outbox, in the transaction of the fact they tell, and take them back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.citizens.channel import Channel
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.actions.facts import facts_of
from alo153.contacts.events import MessageWithdrawn
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written, packed
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.database.inserting import insert_row
from alo153.core.jobs import Queue, enqueue


@dataclass(frozen=True)
class Within:
    """The conversation that a message continues: the message it answers, and its author.

    What the program writes by itself has no author.
    """

    conversation: Conversation
    answers: Message | None
    author: User | None = None


def write(
    words: Written,
    *,
    channel: str,
    purpose: str,
    to: str,
    recipient: Recipient,
    about: About,
    key: str | None = None,
    within: Within | None = None,
    wait_seconds: int = 0,
    at: datetime,
) -> Message:
    """Write a message; it leaves after `wait_seconds`, if the transaction commits.

    Args:
        purpose: a word of the writer, which the events of the message repeat; at most 20 letters.
        to: E.164, or an e-mail address.
        key: names what may be said once.
        within: the conversation that it is part of, if any.

    Raises:
        IntegrityError: what `key` names was said.
    """
    message = insert_row(
        Message(
            channel=channel,
            purpose=purpose,
            about_type=about.type,
            about_id=about.id,
            key=key,
            **(vars(within) if within else {}),
            to=to,
            recipient=recipient,
            subject=words.subject,
            body=words.body,
            template=packed(words.template),
            comment=words.comment,
            is_public=words.is_public,
            language=words.language,
            created_at=at,
            due_at=at + timedelta(seconds=wait_seconds),
        )
    )
    defer_sending(message, wait_seconds=wait_seconds)
    return message


@transaction.atomic
def withdraw(*, message_id: UUID, about: About, purpose: str, by: Actor, at: datetime) -> bool:
    """Take a message back that nobody tried to send; returns whether it was still here."""
    waiting = queries.about(about).filter(
        pk=message_id, purpose=purpose, state=Message.State.QUEUED, attempts=0
    )
    message = waiting.select_for_update().first()
    if message is None:
        return False
    what = MessageWithdrawn(**facts_of(message))
    events.record(what, subject=message, by=by, at=at)
    message.delete()
    return True


def defer_sending(message: Message, *, wait_seconds: int = 0) -> None:
    """Queue the job that sends it; no SMS waits for a service of browsers that is not reached."""
    queue = Queue.WEBHOOKS if message.channel == Channel.PUSH else None
    enqueue(queries.SEND_JOB, queue=queue, wait_seconds=wait_seconds, message_id=str(message.pk))
