"""Take a conversation, give it back, end it and open it again."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries, stretches
from alo153.contacts.conversations.holding import (
    HeldByColleague,
    changed,
    held,
    note,
    put_into_hand,
    take_from_hand,
    tell_hand,
)
from alo153.contacts.conversations.ways import way_of
from alo153.contacts.events import (
    ConversationClosed,
    ConversationGivenBack,
    ConversationHandedOn,
    ConversationReopened,
    ConversationTaken,
)
from alo153.contacts.models import Conversation, Disposition, Message

State = Conversation.State


@transaction.atomic
def take(
    *, conversation: Conversation, over_from: int | None = None, by: User, at: datetime
) -> None:
    """Take a conversation.

    Args:
        over_from: the agent from whom it is taken over, if that one has it.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by, over=True)
    if locked.assignee_id not in {None, by.pk, over_from}:
        raise HeldByColleague
    if locked.assignee == by:
        return
    before = locked.assignee_id
    put_into_hand(locked, by, at=at)
    locked.save()
    note(locked, ConversationTaken(), by=by, at=at)
    if before:
        tell_hand(before)


@transaction.atomic
def give_back(*, conversation: Conversation, by: User, at: datetime) -> None:
    """Give a conversation back to all.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    if locked.assignee is None:
        return
    take_from_hand(locked)
    locked.save()
    note(locked, ConversationGivenBack(), by=by, at=at)


@transaction.atomic
def hand_on(*, conversation: Conversation, by: User, at: datetime) -> None:
    """Let a conversation wait for nobody: what it asks for is followed elsewhere from now on.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    locked.state, locked.waiting_since = State.ANSWERED, None
    put_into_hand(locked, by, at=at)
    locked.first_answered_at = locked.first_answered_at or at
    locked.closed_at, locked.close_reason = None, ""
    locked.save()
    stretches.answered(locked, by=by, at=at)
    note(locked, ConversationHandedOn(), by=by, at=at)


@transaction.atomic
def close(
    *, conversation: Conversation, reason: Conversation.CloseReason, by: User, at: datetime
) -> None:
    """End a conversation; a new message opens it again, unless it was unwanted.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    if locked.state == State.CLOSED:
        return
    locked.state, locked.waiting_since = State.CLOSED, None
    locked.closed_at, locked.close_reason = at, reason
    # Whoever writes again is answered by somebody who is here then
    take_from_hand(locked)
    locked.save()
    unwanted = reason == Conversation.CloseReason.SPAM
    if not unwanted and locked.channel == Channel.CHAT and way_of(locked, at=at) is None:
        # Nobody could answer any more: that is no answer of whoever tidies up
        stretches.left(locked, at=at)
    else:
        came_to = Disposition.UNWANTED if unwanted else None
        stretches.end(locked, disposition=came_to, by=by, at=at)
    note(locked, ConversationClosed(reason=reason.value), by=by, at=at)


@transaction.atomic
def reopen(*, conversation: Conversation, by: User, at: datetime) -> None:
    """Open a conversation again, and take it.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    if locked.state != State.CLOSED:
        return
    locked.state, locked.waiting_since = State.WAITING, at
    put_into_hand(locked, by, at=at)
    locked.closed_at, locked.close_reason = None, ""
    locked.save()
    note(locked, ConversationReopened(), by=by, at=at)


@transaction.atomic
def wait_again(*, conversation_id: int, at: datetime) -> None:
    """Let a conversation wait for its agent: their answer may not have arrived."""
    answered = Conversation.objects.filter(pk=conversation_id, state=State.ANSWERED)
    for locked in answered.select_for_update():
        locked.state, locked.waiting_since = State.WAITING, at
        locked.save(update_fields=["state", "waiting_since"])
        changed(locked)


def answered_after_all(locked: Conversation, message: Message) -> None:
    """Let a conversation wait no longer for an answer of which nobody knew that it had left."""
    wrote = queries.received_after(locked, message.created_at)
    if locked.state == State.WAITING and not wrote:
        locked.state, locked.waiting_since = State.ANSWERED, None
        locked.save(update_fields=["state", "waiting_since"])
