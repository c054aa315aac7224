"""The result of an answer: if it failed or is unclear, its conversation waits again."""

from typing import Final, cast

from alo153.citizens.channel import SOCIAL
from alo153.contacts.conversations import queries, stretches
from alo153.contacts.conversations.actions.answering import OURS, REPLY
from alo153.contacts.conversations.actions.handling import (
    answered_after_all,
    wait_again,
    wait_for_agent,
)
from alo153.contacts.conversations.actions.publishing import answered_privately, asked_in_vain
from alo153.contacts.conversations.holding import changed
from alo153.contacts.events import MessageSent, OfMessage, OfMessageNotSent
from alo153.contacts.models import Message
from alo153.core import live
from alo153.core.models import Event

_NEVER_LEFT: Final = (Message.State.FAILED, Message.State.WITHHELD)


def reply_sent(event: Event, what: MessageSent) -> None:
    """Note that the contact was answered.

    Pages hear that it is not taken back any more, and that the next can be written.
    """
    message = cast(Message, event.subject)
    if message.conversation_id is None:
        return
    conversation = queries.locked(message.conversation_id)
    if what.purpose in OURS and message.author:
        stretches.answered(conversation, by=message.author, at=event.at)
        answered_after_all(conversation, message)
        if message.comment and not message.is_public:
            answered_privately(conversation, message, at=event.at)
    changed(conversation)


def told_of(event: Event, what: OfMessage) -> None:
    """Tell the page of a conversation that an answer arrived, or was read."""
    conversation = cast(Message, event.subject).conversation_id
    if what.purpose in OURS and conversation is not None:
        live.publish(f"conversation:{conversation}")


def reply_not_sent(event: Event, what: OfMessageNotSent) -> None:
    """Let the conversation of an answer wait again.

    So does one on a social channel for whatever the program itself wrote there: the talk shows its
    words, and no other way leads to its citizen.
    """
    message = cast(Message, event.subject)
    if message.conversation_id is None:
        return
    if what.purpose not in OURS and message.channel in SOCIAL:
        wait_for_agent(conversation_id=message.conversation_id, at=event.at)
    if what.purpose != REPLY:
        return
    if message.is_public and message.state in _NEVER_LEFT:
        asked_in_vain(message.conversation_id, message.comment)
    wait_again(conversation_id=message.conversation_id, at=event.at)
