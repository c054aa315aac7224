"""What can be done to an outgoing message: queue it, send it once, find those of dead workers.

Sending once: the row goes from queued to sending by compare-and-set, committed, under the name of
this run. Then the run holds the row's lock until the result is written. A row that is *sending* and
whose lock is free has lost its worker: nobody knows whether it left.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from alo153.cases.actions import message_lost, record_attempt
from alo153.cases.models import RelayAttempt
from alo153.channels import queries, recipient_limits
from alo153.channels.actions.writing import (
    MOST_INVITATIONS,
    MOST_STATUSES,
    defer_sending,
    queue_answer,
    queue_confirmation,
    queue_invitation,
    queue_notice,
    queue_question,
    queue_receipt,
    queue_status,
    queue_to_staff,
    withdraw_invitation,
)
from alo153.channels.adapters import adapter_for
from alo153.channels.contract import (
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.events import (
    MessageFailed,
    MessageSent,
    MessageUnclear,
    MessageWithheld,
    OfMessage,
)
from alo153.channels.models import OutboundMessage
from alo153.core import events
from alo153.core.actor import SYSTEM

__all__ = [
    "MOST_INVITATIONS",
    "MOST_STATUSES",
    "queue_answer",
    "queue_confirmation",
    "queue_invitation",
    "queue_notice",
    "queue_question",
    "queue_receipt",
    "queue_status",
    "queue_to_staff",
    "recover",
    "send",
    "withdraw_invitation",
]

# Seconds before the second and the third try
WAITS: Final = (60, 600)
# A run needs milliseconds from claiming a row to locking it; a job may wait a moment for a worker
GRACE: Final = timedelta(seconds=15)

State = OutboundMessage.State
Result = RelayAttempt.Result
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
            _conclude(message, _hand_over(message), now())


def _claim(message_id: UUID, owner: UUID, at: datetime) -> bool:
    waiting = OutboundMessage.objects.filter(pk=message_id, state=State.QUEUED, due_at__lte=at)
    taken = waiting.update(
        state=State.SENDING, claimed_by=owner, claimed_at=at, attempts=F("attempts") + 1
    )
    return taken == 1


def _held(message_id: UUID, owner: UUID) -> OutboundMessage | None:
    return (
        OutboundMessage.objects.select_for_update(of=("self",))
        .select_related("relay__case")
        .filter(pk=message_id, state=State.SENDING, claimed_by=owner)
        .first()
    )


def _is_free(message: OutboundMessage, at: datetime) -> bool:
    """Say whether its recipient may get it now; if not, it is put off or held back."""
    free = queries.free_at(message, at=at)
    if free == at:
        return True
    if message.purpose in recipient_limits.UNVERIFIED_PURPOSES:
        _finish(message, State.WITHHELD, Result.FAILED, at=at, code="recipient_limit")
    else:
        _put_off(message, free)
    return False


def _put_off(message: OutboundMessage, until: datetime) -> None:
    message.state, message.due_at = State.QUEUED, until
    message.attempts -= 1  # it was not tried
    message.save(update_fields=["state", "due_at", "attempts"])
    # The sweep of each minute finds it when it is due (`recover`)


def _hand_over(message: OutboundMessage) -> Sent | NotSent:
    letter = Letter(id=message.pk, to=message.to, subject=message.subject, body=message.body)
    try:
        return adapter_for(message.channel).send(letter)
    except NotSent as problem:
        return problem
    except Exception as error:  # whatever it was, the letter may have left
        logger.error("message %s: %s", message.pk, type(error).__name__)  # no text: it may be data
        return Unclear("unexpected")


def _conclude(message: OutboundMessage, result: Sent | NotSent, at: datetime) -> None:
    match result:
        case Sent(reference):
            _finish(message, State.SENT, Result.TOLD, at=at, reference=reference)
        case TemporaryFailure() if wait := _wait_after(message.attempts):
            _try_later(message, result.code, at, wait=wait)
        case PermanentFailure(wrong_address=True):
            _finish(message, State.FAILED, Result.WRONG_NUMBER, at=at, code=result.code)
        case TemporaryFailure() | PermanentFailure():
            _finish(message, State.FAILED, Result.FAILED, at=at, code=result.code)
        case NotSent():
            _finish(message, State.UNCLEAR, Result.UNCLEAR, at=at, code=result.code)


def _wait_after(attempts: int) -> int | None:
    """Return the seconds before the next try after so many; None after the last."""
    return dict(enumerate(WAITS, start=1)).get(attempts)


def _try_later(message: OutboundMessage, code: str, at: datetime, *, wait: int) -> None:
    message.state = State.QUEUED
    message.due_at = at + timedelta(seconds=wait)
    message.last_error = code
    message.save(update_fields=["state", "due_at", "last_error"])
    _tell_relay(message, Result.FAILED, at=at, code=code, final=False)
    defer_sending(message.pk, wait_seconds=wait)


def _finish(
    message: OutboundMessage,
    state: OutboundMessage.State,
    result: RelayAttempt.Result,
    *,
    at: datetime,
    code: str = "",
    reference: str = "",
) -> None:
    message.state = state
    message.last_error = code
    message.provider_reference = reference
    message.sent_at = at if state == State.SENT else None
    message.save(update_fields=["state", "last_error", "provider_reference", "sent_at"])
    what = _ENDS[state](
        channel=message.channel,
        purpose=message.purpose,
        case=message.case_id,
        interaction=message.interaction_id,
    )
    events.record(what, subject=message, by=SYSTEM, at=at)
    _tell_relay(message, result, at=at, code=code, final=True)
    if state != State.SENT and message.case and message.purpose in _MISSED:
        message_lost(case=message.case, purpose=message.purpose, at=at)


# What a citizen waits for without knowing; an answer is tried again by its relay
_ENDS: Final[Mapping[OutboundMessage.State, type[OfMessage]]] = {
    State.SENT: MessageSent,
    State.FAILED: MessageFailed,
    State.UNCLEAR: MessageUnclear,
    State.WITHHELD: MessageWithheld,
}
_MISSED: Final = (OutboundMessage.Purpose.RECEIPT, OutboundMessage.Purpose.NOTICE)


def _tell_relay(
    message: OutboundMessage, result: RelayAttempt.Result, *, at: datetime, code: str, final: bool
) -> None:
    if message.relay:
        record_attempt(
            relay=message.relay, result=result, detail=code, final=final, by=SYSTEM, at=at
        )


def recover(*, at: datetime) -> None:
    """Find messages that a dead worker left behind, and put them right.

    Waiting ones get a job again. Those *sending* go out again if the other side drops repeats;
    otherwise they are unclear, and a person at the center decides.
    """
    for message_id in queries.orphaned(before=at - GRACE):
        _settle_orphan(message_id, at)
    for message_id in queries.forgotten(before=at - GRACE):
        defer_sending(message_id)


@transaction.atomic
def _settle_orphan(message_id: UUID, at: datetime) -> None:
    message = (
        OutboundMessage.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("relay__case")
        .filter(pk=message_id, state=State.SENDING, claimed_at__lt=at - GRACE)
        .first()
    )
    if message is None:
        return  # its worker lives
    if not adapter_for(message.channel).drops_repeats:
        _finish(message, State.UNCLEAR, Result.UNCLEAR, at=at, code="worker lost")
        return
    message.state = State.QUEUED
    message.save(update_fields=["state"])
    defer_sending(message.pk)
