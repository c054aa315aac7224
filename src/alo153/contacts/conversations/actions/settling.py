"""An answer of a conversation did not arrive: it is sent again, or given up."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.contacts import actions
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.answering import REPLY
from alo153.contacts.conversations.holding import changed, held, put_into_hand
from alo153.contacts.models import Conversation, Message

State = Conversation.State


@transaction.atomic
def resend_reply(
    *,
    message: Message,
    conversation: Conversation,
    wait_seconds: int = 0,
    by: User,
    at: datetime,
) -> Message:
    """Send an answer again after `wait_seconds`.

    Its conversation waits no more, unless the citizen has written since.

    Raises:
        NotPermitted: this person does not answer what citizens write, or not this.
        HeldByColleague: somebody else has the conversation.
        AlreadySettledError: it is no dead letter.
    """
    conversation = held(conversation, by=by)
    again = actions.resend(message=message, wait_seconds=wait_seconds, by=by, at=at)
    wrote = queries.received_after(conversation, message.created_at)
    if message.purpose == REPLY and conversation.state == State.WAITING and not wrote:
        conversation.state, conversation.waiting_since = State.ANSWERED, None
        put_into_hand(conversation, by, at=at)
        conversation.save(update_fields=["state", "waiting_since", "assignee", "taken_at"])
    changed(conversation)
    return again


@transaction.atomic
def take_resent_reply_back(
    *, message: Message, conversation: Conversation, by: User, at: datetime
) -> bool:
    """Take back an answer that was sent again and has not left; returns whether it was still here.

    Its conversation waits again, if nothing else answered it or ended it.

    Raises:
        NotPermitted: this person does not answer what citizens write, or not this.
        HeldByColleague: somebody else has the conversation.
    """
    conversation = held(conversation, by=by)
    if not actions.take_resend_back(message=message, by=by, at=at):
        return False
    last = queries.last_reply(conversation)
    unanswered = message.purpose == REPLY and last is not None and last.pk == message.pk
    if unanswered and conversation.state == State.ANSWERED:
        conversation.state, conversation.waiting_since = State.WAITING, at
        conversation.save(update_fields=["state", "waiting_since"])
    changed(conversation)
    return True


@transaction.atomic
def give_reply_up(
    *, message: Message, conversation: Conversation, note: str, by: User, at: datetime
) -> None:
    """Say that an answer is not sent again, and why; its conversation waits as before.

    Raises:
        NotPermitted: this person does not answer what citizens write, or not this.
        HeldByColleague: somebody else has the conversation.
        AlreadySettledError: it is no dead letter.
    """
    conversation = held(conversation, by=by)
    actions.give_up(message=message, note=note, by=by, at=at)
    changed(conversation)
