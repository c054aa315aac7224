"""The moments of contact of a conversation, so that figures count what is written as they do calls.

One lasts from the message that lets a conversation wait until it is answered, handed on or ended; a
chat is one to its end. What a machine wrote is none, and a conversation that waits again for what
did not arrive begins none: nobody turned to the municipality.
"""

from datetime import datetime

from alo153.accounts.models import User
from alo153.citizens.channel import Channel
from alo153.contacts.actions.contacting import (
    answer_interaction,
    end_interaction,
    move_interaction,
    start_interaction,
)
from alo153.contacts.models import Conversation, Direction, Disposition, Interaction
from alo153.core.actor import CITIZEN, Actor


def begin(conversation: Conversation, *, at: datetime) -> None:
    """Begin a contact, unless one is open; the row of the conversation is saved by its caller."""
    if _going_on(conversation):
        return
    conversation.interaction = start_interaction(
        channel=Channel(conversation.channel),
        direction=Direction.INBOUND,
        address=conversation.address,
        citizen=conversation.citizen,
        queue=conversation.queue,
        by=Actor.citizen(conversation.citizen_id),
        at=at,
    )


def moved(conversation: Conversation) -> None:
    """Let the open contact, if there is one, wait in the conversation's present queue."""
    if contact := _going_on(conversation):
        move_interaction(interaction=contact, queue=conversation.queue)


def answered(conversation: Conversation, *, by: User, at: datetime) -> None:
    """Note that an answer has left: the contact ends, unless the citizen has written since.

    A chat continues after it, and is one contact to its end.
    """
    contact = _going_on(conversation)
    if contact:
        _answer(contact, by, at)
        if not (conversation.channel == Channel.CHAT or conversation.waiting_since):
            end_interaction(interaction=contact, by=Actor.staff(by.pk), at=at)


def end(
    conversation: Conversation, *, disposition: Disposition | None = None, by: User, at: datetime
) -> None:
    """End the open contact, if there is one: somebody saw to it.

    Args:
        disposition: what it came to, where nobody said so before.
    """
    contact = _going_on(conversation)
    if contact:
        _answer(contact, by, at)
        actor = Actor.staff(by.pk)
        end_interaction(interaction=contact, disposition=disposition, by=actor, at=at)


def unwanted(conversation: Conversation, *, by: User, at: datetime) -> None:
    """End the open contact, if there is one, without an answer: nobody spoke with the citizen."""
    contact = _going_on(conversation)
    if contact:
        actor, nothing = Actor.staff(by.pk), Disposition.UNWANTED
        end_interaction(interaction=contact, disposition=nothing, by=actor, at=at)


def left(conversation: Conversation, *, at: datetime) -> None:
    """End the open contact, if there is one: the citizen has gone, perhaps unanswered."""
    contact = _going_on(conversation)
    if contact:
        unanswered = None if contact.answered_at else Disposition.ABANDONED
        end_interaction(interaction=contact, disposition=unanswered, by=CITIZEN, at=at)


def served(conversation: Conversation, *, at: datetime) -> None:
    """Note a contact that was answered as it came; the row is saved by its caller."""
    begin(conversation, at=at)
    if contact := _going_on(conversation):
        by = Actor.citizen(conversation.citizen_id)
        end_interaction(interaction=contact, disposition=Disposition.SELF_SERVED, by=by, at=at)


def _going_on(conversation: Conversation) -> Interaction | None:
    contact = conversation.interaction
    return contact if contact and contact.ended_at is None else None


def _answer(contact: Interaction, by: User, at: datetime) -> None:
    if contact.answered_at is None:
        answer_interaction(interaction=contact, agent=by, by=Actor.staff(by.pk), at=at)
