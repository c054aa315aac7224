"""Take a conversation, give it back, end it and open it again."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries, stretches
from alo153.contacts.conversations.holding import (
    HeldByColleague,
    changed,
    held,
    held_to_answer,
    let_wait,
    note,
    open_up_again,
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
    ConversationReviewed,
    ConversationTaken,
)
from alo153.contacts.models import Conversation, Disposition, Message
from alo153.core import events
from alo153.core.actor import SYSTEM

State = Conversation.State
REVIEW_HOURS: Final = 4
"""Messages after an end because of abuse wait so long for a supervisor, and then for an agent."""
_REVIEWED_WITHIN: Final = timedelta(hours=REVIEW_HOURS)
_MOST: Final = 200
"""Conversations of one run; the next one continues."""


@transaction.atomic
def take(
    *, conversation: Conversation, over_from: int | None = None, by: User, at: datetime
) -> bool:
    """Take a conversation; returns False if it is closed, so that nobody has it.

    Args:
        over_from: the agent from whom it is taken over, if that one has it.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by, over=True)
    if locked.assignee_id not in {None, by.pk, over_from}:
        raise HeldByColleague
    if locked.state == State.CLOSED:
        return False
    if locked.assignee == by:
        return True
    before = locked.assignee_id
    put_into_hand(locked, by, at=at)
    locked.save()
    note(locked, ConversationTaken(), by=by, at=at)
    if before:
        tell_hand(before)
    return True


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


class WrittenMeanwhile(Exception):
    """The citizen wrote something that the agent has not read yet."""


@transaction.atomic
def hand_on(*, conversation: Conversation, seen: str | None = None, by: User, at: datetime) -> None:
    """Let a conversation wait for nobody: what it asks for is followed elsewhere from now on.

    Args:
        seen: the key of the last message of a person that the agent knows, empty for none;
            without it nothing is checked.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it, or a supervisor decides first.
        WrittenMeanwhile: the citizen wrote after that.
    """
    locked = held_to_answer(conversation, by=by)
    _check_seen(locked, seen)
    locked.state, locked.waiting_since = State.ANSWERED, None
    put_into_hand(locked, by, at=at)
    locked.first_answered_at = locked.first_answered_at or at
    open_up_again(locked)
    locked.save()
    stretches.answered(locked, by=by, at=at)
    note(locked, ConversationHandedOn(), by=by, at=at)


def _check_seen(locked: Conversation, seen: str | None) -> None:
    last = queries.last_written(locked)
    if seen is not None and seen != (str(last.pk) if last else ""):
        raise WrittenMeanwhile


@transaction.atomic
def close(
    *,
    conversation: Conversation,
    reason: Conversation.CloseReason,
    seen: str | None = None,
    by: User,
    at: datetime,
) -> bool:
    """End a conversation; a new message opens it again, unless it was unwanted.

    Returns False if it is over already.

    An end because of abuse holds for what is over already: its citizen left, or a colleague was
    faster.

    Args:
        seen: as of `hand_on`.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
        WrittenMeanwhile: the citizen wrote after that.
    """
    locked = held(conversation, by=by)
    over = Conversation.CloseReason.SETTLED, Conversation.CloseReason.LEFT
    is_abuse = reason == Conversation.CloseReason.ABUSE and locked.close_reason in over
    if locked.state == State.CLOSED and not is_abuse:
        return False
    _check_seen(locked, seen)
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
    return True


@transaction.atomic
def reopen(*, conversation: Conversation, by: User, at: datetime) -> None:
    """Open a conversation again, and take it.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it, or a supervisor decides first.
    """
    locked = held_to_answer(conversation, by=by)
    if locked.state != State.CLOSED:
        return
    locked.state, locked.waiting_since = State.WAITING, at
    put_into_hand(locked, by, at=at)
    open_up_again(locked)
    locked.save()
    note(locked, ConversationReopened(), by=by, at=at)


@transaction.atomic
def end_review(*, conversation: Conversation, is_answered: bool, by: User, at: datetime) -> bool:
    """Decide about what a citizen wrote after the end because of abuse; False if somebody has.

    Args:
        is_answered: it waits for an agent, from when it was written; otherwise it stays closed.

    Raises:
        NotPermitted: this person does not answer what citizens write.
    """
    locked = held(conversation, by=by, over=True)
    since = locked.review_since
    if since is None:
        return False
    if is_answered:
        let_wait(locked, since=since)
        locked.save()
        note(locked, ConversationReopened(), by=by, at=at)
        return True
    locked.review_since = None
    locked.save()
    stretches.unwanted(locked, by=by, at=at)
    note(locked, ConversationReviewed(), by=by, at=at)
    return True


def end_late_reviews(*, at: datetime) -> None:
    """Let wait for an agent what no supervisor has decided about, the oldest first."""
    late = Conversation.objects.filter(review_since__lte=at - _REVIEWED_WITHIN)
    for key in late.order_by("review_since").values_list("pk", flat=True)[:_MOST]:
        _end_late_review(key, at=at)


@transaction.atomic
def _end_late_review(key: int, *, at: datetime) -> None:
    locked = queries.locked(key)
    since = locked.review_since
    # A supervisor may have decided while this waited for the lock
    if since is None or since > at - _REVIEWED_WITHIN:
        return
    let_wait(locked, since=since)
    locked.save()
    events.record(ConversationReopened(), subject=locked, by=SYSTEM, at=at)
    changed(locked)


@transaction.atomic
def wait_again(*, conversation_id: int, at: datetime) -> None:
    """Let a conversation wait for its agent: their answer may not have arrived."""
    answered = Conversation.objects.filter(pk=conversation_id, state=State.ANSWERED)
    for locked in answered.select_for_update():
        locked.state, locked.waiting_since = State.WAITING, at
        locked.save(update_fields=["state", "waiting_since"])
        changed(locked)


def wait_for_agent(*, conversation_id: int, at: datetime) -> None:
    """Let a conversation wait, also one that is over: its citizen has not been told something."""
    locked = queries.locked(conversation_id)
    if locked.state == State.WAITING:
        return
    is_over = locked.state == State.CLOSED
    let_wait(locked, since=at)
    locked.save()
    if is_over:
        events.record(ConversationReopened(), subject=locked, by=SYSTEM, at=at)
    changed(locked)


def answered_after_all(locked: Conversation, message: Message) -> None:
    """Let a conversation wait no longer for an answer of which nobody knew that it had left."""
    wrote = queries.received_after(locked, message.created_at)
    if locked.state == State.WAITING and not wrote:
        locked.state, locked.waiting_since = State.ANSWERED, None
        locked.save(update_fields=["state", "waiting_since"])
