"""Show an answer on the page of a chat, and take it from there again (ADR 41)."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alo153.accounts.models import User
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.actions.facts import facts_of
from alo153.contacts.actions.writing import Within
from alo153.contacts.events import MessageRecalled, MessageSent
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.jobs import enqueue

FORWARD_JOB: Final = "contacts.forward_unread"
UNREAD_FOR: Final = timedelta(minutes=2)
"""After this time an answer that the citizen's page has not shown goes to their own address."""
RECALL_WITHIN: Final = timedelta(seconds=12)
"""The ten seconds that the desk shows, and two for the way of a press."""


def show(words: Written, *, within: Within, purpose: str, by: User, at: datetime) -> Message:
    """Show an answer; within a transaction. It is forwarded if the citizen does not see it."""
    conversation = within.conversation
    about = About.row(conversation)
    message = Message.objects.create(
        channel=Channel.CHAT,
        purpose=purpose,
        about_type=about.type,
        about_id=about.id,
        **vars(within),
        recipient=Recipient.CITIZEN,
        body=words.body,
        language=words.language,
        state=Message.State.SENT,
        created_at=at,
        due_at=at,
        sent_at=at,
    )
    what = MessageSent(**facts_of(message))
    events.record(what, subject=message, by=Actor.staff(by.pk), at=at)
    if conversation.chat.away_address:
        forward_later(conversation)
    return message


def forward_later(conversation: Conversation) -> None:
    """Look later whether the citizen of a chat has seen the answers."""
    wait_seconds = int(UNREAD_FOR.total_seconds())
    enqueue(FORWARD_JOB, wait_seconds=wait_seconds, conversation_id=conversation.pk)


def recall(*, message_id: UUID, conversation: Conversation, by: Actor, at: datetime) -> bool:
    """Take an answer from the page of a chat, within a transaction; returns whether it went."""
    shown = conversation.messages.filter(
        pk=message_id,
        channel=Channel.CHAT,
        state=Message.State.SENT,
        created_at__gt=at - RECALL_WITHIN,
    )
    message = shown.select_for_update().first()
    if message is None:
        return False
    message.state, message.sent_at = Message.State.RECALLED, None
    message.save(update_fields=["state", "sent_at"])
    events.record(MessageRecalled(**facts_of(message)), subject=message, by=by, at=at)
    return True
