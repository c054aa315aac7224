"""What can be done to an outgoing message: queue it, send it once, find those of dead workers.

Sending once: the row goes from queued to sending by compare-and-set, committed, under the name of
this run. Then the run holds the row's lock until the result is written. A row that is *sending* and
whose lock is free has lost its worker: nobody knows whether it left.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from alo153.accounts.models import User
from alo153.cases.actions import message_lost, record_attempt
from alo153.cases.models import (
    Case,
    ClockTelling,
    Notice,
    PartTelling,
    Question,
    RaisedAlarm,
    Relay,
    RelayAttempt,
)
from alo153.channels import compose, queries, recipient_limits
from alo153.channels.adapters import adapter_for
from alo153.channels.contract import (
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.models import OutboundMessage
from alo153.citizens.models import Interaction
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.jobs import enqueue

# Seconds before the second and the third try
WAITS: Final = (60, 600)
# A run needs milliseconds from claiming a row to locking it; a job may wait a moment for a worker
GRACE: Final = timedelta(seconds=15)

# A caller who knows a code cannot flood somebody else's telephone
MOST_STATUSES: Final = 3
MOST_INVITATIONS: Final = 5  # nor can the desk: few are asked into a call

State = OutboundMessage.State
Result = RelayAttempt.Result
logger = logging.getLogger(__name__)


def queue_receipt(*, case: Case, at: datetime) -> None:
    """Write the receipt of a case to the outbox, if its citizen wished messages."""
    if case.contact is None or case.contact_wish not in OutboundMessage.Channel.values:
        return
    _queue(
        compose.receipt(case, case.contact_wish),
        channel=case.contact_wish,
        purpose=OutboundMessage.Purpose.RECEIPT,
        to=case.contact.value,
        case=case,
        at=at,
    )


def queue_answer(*, relay: Relay, at: datetime) -> None:
    """Write the answer to the outbox, if it goes out as a message."""
    if relay.contact is None or relay.channel not in OutboundMessage.Channel.values:
        return
    _queue(
        compose.answer(relay),
        channel=relay.channel,
        purpose=OutboundMessage.Purpose.ANSWER,
        to=relay.contact.value,
        case=relay.case,
        relay=relay,
        at=at,
    )


def queue_notice(*, notice: Notice, at: datetime) -> None:
    """Write a notice to the outbox, if it goes out as a message."""
    if notice.contact is None or notice.way not in OutboundMessage.Channel.values:
        return
    _queue(
        compose.notice(notice),
        channel=notice.way,
        purpose=OutboundMessage.Purpose.NOTICE,
        to=notice.contact.value,
        case=notice.case,
        at=at,
    )


def queue_question(*, question: Question, at: datetime) -> None:
    """Write a question to the outbox, if it goes out as a message."""
    if question.contact is None or question.way not in OutboundMessage.Channel.values:
        return
    _queue(
        compose.question(question),
        channel=question.way,
        purpose=OutboundMessage.Purpose.QUESTION,
        to=question.contact.value,
        case=question.case,
        at=at,
    )


def queue_verdict(*, relay: Relay, at: datetime) -> None:
    """Ask again whether it is solved, in the way the answer went, if that was a message."""
    if relay.contact is None or relay.channel not in OutboundMessage.Channel.values:
        return
    _queue(
        compose.verdict(relay.case, relay.channel),
        channel=relay.channel,
        purpose=OutboundMessage.Purpose.VERDICT,
        to=relay.contact.value,
        case=relay.case,
        at=at,
    )


def queue_to_staff(*, told: ClockTelling, at: datetime) -> None:
    """Write an e-mail to each of the staff who is told of a clock and has an address."""
    written = compose.to_staff(told)
    for user in told.users.exclude(email=""):
        _queue_to(user, written, told.clock.case, at)


def queue_of_part(*, told: PartTelling, at: datetime) -> None:
    """Write an e-mail to each of the staff who is told of a sub-task and has an address."""
    for user in told.users.exclude(email=""):
        _queue_to(user, compose.of_part(told, user), told.part.case, at)


def queue_of_alarm(*, flag: RaisedAlarm, at: datetime) -> None:
    """Write an e-mail to each of the staff who is told of an alarm and has an address."""
    written = compose.of_alarm(flag)
    for user in flag.told.exclude(email=""):
        _queue_to(user, written, flag.case, at)


def _queue_to(user: User, written: compose.Written, case: Case, at: datetime) -> None:
    _queue(
        written,
        channel=OutboundMessage.Channel.EMAIL,
        purpose=OutboundMessage.Purpose.STAFF,
        to=user.email,
        case=case,
        at=at,
    )


@transaction.atomic
def queue_status(*, case: Case, at: datetime) -> bool:
    """Write to the outbox how a case stands, for a caller who typed its code.

    It goes by SMS to the telephone registered with the case and to no other, at most
    `MOST_STATUSES` times a day. Returns whether it will be sent.
    """
    number = queries.registered_mobile(case)
    if not number or queries.statuses_since(case, at - timedelta(days=1)) >= MOST_STATUSES:
        return False
    if not queries.may_be_told(OutboundMessage.Channel.SMS, number, at=at):
        return False
    _queue(
        compose.status(case),
        channel=OutboundMessage.Channel.SMS,
        purpose=OutboundMessage.Purpose.STATUS,
        to=number,
        case=case,
        at=at,
    )
    return True


@transaction.atomic
def queue_invitation(
    *, interaction: Interaction, channel: OutboundMessage.Channel, to: str, link: str, at: datetime
) -> bool:
    """Write to the outbox a link by which somebody else joins the contact that goes on.

    `to` is a mobile number at home (E.164) or an e-mail address. At most `MOST_INVITATIONS` leave
    for one contact. Returns whether it will be sent.
    """
    Interaction.objects.select_for_update().get(pk=interaction.pk)
    if queries.invitations_of(interaction) >= MOST_INVITATIONS:
        return False
    if not queries.may_be_told(channel, to, at=at):
        return False
    _queue(
        compose.invitation(link, channel),
        channel=channel,
        purpose=OutboundMessage.Purpose.INVITE,
        to=to,
        interaction=interaction,
        at=at,
    )
    return True


def _queue(
    written: compose.Written,
    *,
    channel: str,
    purpose: OutboundMessage.Purpose,
    to: str,
    case: Case | None = None,
    interaction: Interaction | None = None,
    relay: Relay | None = None,
    at: datetime,
) -> None:
    message = OutboundMessage.objects.create(
        channel=channel,
        purpose=purpose,
        to=to,
        subject=written.subject,
        body=written.body,
        language=written.language,
        case=case,
        interaction=interaction,
        relay=relay,
        created_at=at,
        due_at=at,
    )
    _defer(message.pk)


def _defer(message_id: UUID, *, wait_seconds: int = 0) -> None:
    enqueue(queries.SEND_JOB, wait_seconds=wait_seconds, message_id=str(message_id))


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
    _defer(message.pk, wait_seconds=wait)


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
    events.record(
        f"message.{state.value}",
        subject=message,
        by=SYSTEM,
        at=at,
        channel=message.channel,
        purpose=message.purpose,
        **_about(message),
    )
    _tell_relay(message, result, at=at, code=code, final=True)
    if state != State.SENT and message.case and message.purpose in _MISSED:
        message_lost(case=message.case, purpose=message.purpose, at=at)


# What a citizen waits for without knowing; an answer is tried again by its relay
_MISSED: Final = (OutboundMessage.Purpose.RECEIPT, OutboundMessage.Purpose.NOTICE)


def _about(message: OutboundMessage) -> dict[str, int | None]:
    if message.case_id is None:
        return {"interaction": message.interaction_id}
    return {"case": message.case_id}


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
        _defer(message_id)


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
    _defer(message.pk)
