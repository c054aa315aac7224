"""Write messages to the outbox, in the transaction of the fact they tell."""

import math
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases.models import (
    Case,
    Notice,
    Question,
    Relay,
)
from alo153.channels import compose, queries
from alo153.channels.events import MessageWithdrawn
from alo153.channels.models import OutboundMessage
from alo153.citizens.channel import WRITTEN, Channel
from alo153.citizens.models import Interaction
from alo153.city import queries as unit_queries
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.jobs import enqueue
from alo153.notices import queries as notices
from alo153.notices.models import StaffNotice
from alo153.notices.registry import kind_named

# A caller who knows a code cannot flood somebody else's telephone
MOST_STATUSES: Final = 3
MOST_INVITATIONS: Final = 5  # nor can the desk: few are asked into a call


def queue_receipt(*, case: Case, at: datetime) -> None:
    """Write the receipt of a case to the outbox, if its citizen wished messages."""
    if case.contact is None or case.contact_wish not in WRITTEN:
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
    if relay.contact is None or relay.channel not in WRITTEN:
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
    if notice.contact is None or notice.way not in WRITTEN:
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
    if question.contact is None or question.way not in WRITTEN:
        return
    _queue(
        compose.question(question),
        channel=question.way,
        purpose=OutboundMessage.Purpose.QUESTION,
        to=question.contact.value,
        case=question.case,
        at=at,
    )


def queue_confirmation(*, relay: Relay, at: datetime) -> None:
    """Ask again whether it is solved, in the way the answer went, if that was a message."""
    if relay.contact is None or relay.channel not in WRITTEN:
        return
    _queue(
        compose.confirmation(relay.case, relay.channel),
        channel=relay.channel,
        purpose=OutboundMessage.Purpose.CONFIRMATION,
        to=relay.contact.value,
        case=relay.case,
        at=at,
    )


def queue_to_staff(*, notice: StaffNotice, at: datetime) -> None:
    """Write to one of the staff in the ways they chose, after their quiet hours."""
    reader = notice.reader
    kind, chosen = kind_named(notice.kind), notices.settings_of(reader)
    ways = chosen.ways_of(kind) if kind else frozenset()
    quiet = None if kind and kind.urgent else chosen.quiet_hours
    local = unit_queries.local(at)
    quiet_for = quiet.over_at(local) - local if quiet else timedelta()
    about_case = notice.about_type == Case._meta.label_lower
    for channel, to in ((Channel.EMAIL, reader.email), (Channel.SMS, chosen.mobile)):
        if to and channel.value in ways:
            _queue(
                compose.to_staff(notice, channel),
                channel=channel,
                purpose=OutboundMessage.Purpose.STAFF,
                to=to,
                case=Case(pk=int(notice.about_id)) if about_case else None,
                wait_seconds=math.ceil(quiet_for.total_seconds()),
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
    if not queries.may_be_told(Channel.SMS, number, at=at):
        return False
    _queue(
        compose.status(case),
        channel=Channel.SMS,
        purpose=OutboundMessage.Purpose.STATUS,
        to=number,
        case=case,
        at=at,
    )
    return True


@transaction.atomic
def queue_invitation(
    *,
    interaction: Interaction,
    channel: Channel,
    to: str,
    link: str,
    wait_seconds: int = 0,
    at: datetime,
) -> OutboundMessage | None:
    """Write to the outbox a link by which somebody else joins the contact that goes on.

    `to` is a mobile number at home (E.164) or an e-mail address. At most `MOST_INVITATIONS` leave
    for one contact. Returns what leaves after `wait_seconds`; None if nothing does.
    """
    Interaction.objects.select_for_update().get(pk=interaction.pk)
    if queries.invitations_of(interaction) >= MOST_INVITATIONS:
        return None
    if not queries.may_be_told(channel, to, at=at):
        return None
    return _queue(
        compose.invitation(link, channel),
        channel=channel,
        purpose=OutboundMessage.Purpose.INVITE,
        to=to,
        interaction=interaction,
        wait_seconds=wait_seconds,
        at=at,
    )


@transaction.atomic
def withdraw_invitation(
    *, interaction: Interaction, message_id: UUID, by: User, at: datetime
) -> bool:
    """Take an invitation back that has not left; returns whether it was still here.

    Raises NotPermitted: who takes it back answers no calls.
    """
    permit(ANSWER_CALLS, by=by)
    waiting = OutboundMessage.objects.select_for_update().filter(
        pk=message_id,
        interaction=interaction,
        purpose=OutboundMessage.Purpose.INVITE,
        state=OutboundMessage.State.QUEUED,
        attempts=0,
    )
    for message in waiting:
        events.record(
            MessageWithdrawn(
                channel=message.channel, purpose=message.purpose, interaction=interaction.pk
            ),
            subject=message,
            by=Actor.staff(by.pk),
            at=at,
        )
    return waiting.delete()[0] > 0


def _queue(
    written: compose.Written,
    *,
    channel: str,
    purpose: OutboundMessage.Purpose,
    to: str,
    case: Case | None = None,
    interaction: Interaction | None = None,
    relay: Relay | None = None,
    wait_seconds: int = 0,
    at: datetime,
) -> OutboundMessage:
    if case and channel == Channel.SMS:
        written = compose.fitting(written, case)
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
        due_at=at + timedelta(seconds=wait_seconds),
    )
    defer_sending(message.pk, wait_seconds=wait_seconds)
    return message


def defer_sending(message_id: UUID, *, wait_seconds: int = 0) -> None:
    """Queue the job that sends it."""
    enqueue(queries.SEND_JOB, wait_seconds=wait_seconds, message_id=str(message_id))
