"""Send a message once, and find messages of dead workers.

Sending once: the row goes from queued to sending by compare-and-set, committed, under the name of
this run. Then the run holds the row's lock until the result is written. A row in *sending* with
a free lock has lost its worker: nobody knows whether it left.
"""

import logging
import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from alo153.channels.adapters import adapter_for, drops_repeats
from alo153.channels.contract import (
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.contacts import purposes, queries, retrying, windows
from alo153.contacts.actions.facts import facts_of
from alo153.contacts.actions.letters import letter_of
from alo153.contacts.actions.writing import defer_sending
from alo153.contacts.events import (
    MessageFailed,
    MessageSent,
    MessageTryFailed,
    MessageUnclear,
    MessageWithheld,
    OfMessage,
    OfMessageNotSent,
)
from alo153.contacts.models import Message
from alo153.contacts.queries.dead_letters import OPTED_OUT
from alo153.contacts.recipient_limits import Recipient
from alo153.core import events, live
from alo153.core.actor import SYSTEM

# A run needs milliseconds from claiming a row to locking it; a job may wait a moment for a worker
GRACE: Final = timedelta(seconds=15)
WINDOW_CLOSED: Final = "window closed"
"""The code of what a channel would take in approved words only."""
NO_WORDS: Final = "no words"
"""The code of what says nothing."""

State = Message.State
logger = logging.getLogger(__name__)


def send(*, message_id: UUID, now: Callable[[], datetime]) -> None:
    """Send a message that waits; one that somebody else took or sent is left alone.

    Args:
        now: the clock, read before and after the other side answered.
    """
    owner = uuid4()
    if not _claim(message_id, owner, now()):
        return
    with transaction.atomic():
        message = _held(message_id, owner)
        if message and _is_free(message, now()):
            _conclude(message, _hand_over(message, now()), now())


def _claim(message_id: UUID, owner: UUID, at: datetime) -> bool:
    waiting = Message.objects.filter(pk=message_id, state=State.QUEUED, due_at__lte=at)
    taken = waiting.update(
        state=State.SENDING, claimed_by=owner, claimed_at=at, attempts=F("attempts") + 1
    )
    return taken == 1


def _held(message_id: UUID, owner: UUID) -> Message | None:
    those = Message.objects.filter(pk=message_id, state=State.SENDING, claimed_by=owner)
    return those.select_for_update().first()


def _is_free(message: Message, at: datetime) -> bool:
    """Say whether its recipient may get it now; if not, it is put off or held back."""
    purpose = purposes.named(message.purpose)
    if not purpose.owed and queries.has_opted_out(message.channel, message.to):
        return _hold_back(message, OPTED_OUT, at)
    free = queries.free_at(message, at=at)
    if free != at and message.recipient == Recipient.UNVERIFIED:
        return _hold_back(message, "recipient_limit", at)
    free = queries.leaves_at(
        purpose=message.purpose,
        recipient=message.recipient,
        channel=message.channel,
        to=message.to,
        conversation=message.conversation_id,
        at=free,
    )
    if free != at:
        _put_off(message, free)
    return free == at


def _hold_back(message: Message, code: str, at: datetime) -> bool:
    _write_down(message, State.WITHHELD, MessageWithheld(**facts_of(message), code=code), at)
    return False


def _put_off(message: Message, until: datetime) -> None:
    message.state, message.due_at = State.QUEUED, until
    message.attempts -= 1  # it was not tried
    message.save(update_fields=["state", "due_at", "attempts"])
    if message.conversation_id:
        live.publish(f"conversation:{message.conversation_id}")
    # The sweep of each minute finds it when it is due (`recover`)


def _hand_over(message: Message, at: datetime) -> Sent | NotSent:
    # To a comment an answer goes once, whoever wrote it
    is_free = message.template or message.comment
    if not is_free and not windows.is_open(message.channel, message.to, at=at):
        return PermanentFailure(WINDOW_CLOSED)
    try:
        letter = letter_of(message)
        if not message.body.strip():  # some providers would take the frame alone, and bill it
            return PermanentFailure(NO_WORDS)
        return adapter_for(message.channel).send(letter)
    except NotSent as problem:
        return problem
    except Exception as error:  # whatever it was, the letter may have left
        logger.error("message %s: %s", message.pk, type(error).__name__)  # no text: it may be data
        return Unclear("unexpected")


def _conclude(message: Message, result: Sent | NotSent, at: datetime) -> None:
    match result:
        case Sent(reference):
            message.sent_at, message.provider_reference = at, reference
            _write_down(message, State.SENT, MessageSent(**facts_of(message)), at)
        case TemporaryFailure(code=code, wait_seconds=least) if wait := _wait_after(message):
            _try_later(message, code, at, wait=max(wait, timedelta(seconds=least)))
        case PermanentFailure(code=code, wrong_address=wrong):
            failed = MessageFailed(**facts_of(message), code=code, wrong_address=wrong)
            _write_down(message, State.FAILED, failed, at)
        case TemporaryFailure(code=code):
            _write_down(message, State.FAILED, MessageFailed(**facts_of(message), code=code), at)
        case NotSent(code=code):
            _write_down(message, State.UNCLEAR, MessageUnclear(**facts_of(message), code=code), at)


def _wait_after(message: Message) -> timedelta | None:
    worth = purposes.named(message.purpose).worth
    # Its own number spreads it among others: nothing is drawn, and a test knows the moment
    share = message.pk.int % 1_000 / 1_000
    return retrying.wait_after(message.attempts, worth=worth, share=share)


def _try_later(message: Message, code: str, at: datetime, *, wait: timedelta) -> None:
    message.due_at = at + wait
    _write_down(message, State.QUEUED, MessageTryFailed(**facts_of(message), code=code), at)
    defer_sending(message, wait_seconds=math.ceil(wait.total_seconds()))


def _write_down(message: Message, state: Message.State, what: OfMessage, at: datetime) -> None:
    """Write the result of a try; the event tells the message's writer."""
    message.state = state
    message.last_error = what.code if isinstance(what, OfMessageNotSent) else ""
    changed = ["state", "due_at", "last_error", "provider_reference", "sent_at"]
    if purposes.named(message.purpose).secret and state != State.QUEUED:
        message.body = ""
        changed.append("body")
    message.save(update_fields=changed)
    events.record(what, subject=message, by=SYSTEM, at=at)


def recover(*, at: datetime) -> None:
    """Find messages that a dead worker left behind, and put them right.

    Waiting ones get a job again. Those *sending* go out again if the other side drops repeats;
    otherwise they are unclear, and a person at the center decides.
    """
    for message_id in queries.orphaned(before=at - GRACE):
        _settle_orphan(message_id, at)
    for message in Message.objects.filter(pk__in=queries.forgotten(before=at - GRACE)):
        defer_sending(message)


@transaction.atomic
def _settle_orphan(message_id: UUID, at: datetime) -> None:
    those = Message.objects.filter(pk=message_id, state=State.SENDING, claimed_at__lt=at - GRACE)
    message = those.select_for_update(skip_locked=True).first()
    if message is None:
        return  # its worker lives
    if not drops_repeats(message.channel):
        lost = MessageUnclear(**facts_of(message), code="worker lost")
        _write_down(message, State.UNCLEAR, lost, at)
        return
    message.state = State.QUEUED
    message.save(update_fields=["state"])
    defer_sending(message)
