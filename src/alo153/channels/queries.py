"""Look-ups into the outbox."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.cases.models import Case
from alo153.channels import recipient_limits
from alo153.channels.models import CapturedMessage, OutboundMessage
from alo153.citizens.channel import Channel
from alo153.citizens.models import Interaction
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError

SEND_JOB = "channels.send"


def forgotten(*, before: datetime) -> QuerySet[OutboundMessage, UUID]:
    """Return keys of messages that were due before then and that no job will send.

    Two index scans and an anti-join with the waiting jobs, however many there are.
    """
    message_key = Cast(KeyTextTransform("message_id", "args"), models.UUIDField())
    jobs = ProcrastinateJob.objects.filter(task_name=SEND_JOB, status__in=["todo", "doing"])
    return (
        OutboundMessage.objects.filter(state=OutboundMessage.State.QUEUED, due_at__lt=before)
        .exclude(pk__in=jobs.annotate(message_key=message_key).values("message_key"))
        .values_list("pk", flat=True)
    )


def orphaned(*, before: datetime) -> QuerySet[OutboundMessage, UUID]:
    """Return keys of messages that a worker, perhaps a dead one, took before then."""
    return OutboundMessage.objects.filter(
        state=OutboundMessage.State.SENDING, claimed_at__lt=before
    ).values_list("pk", flat=True)


def captured_messages(*, to: str = "") -> QuerySet[CapturedMessage]:
    """Return the development mailbox, newest first; ``to`` is any part of an address."""
    letters = CapturedMessage.objects.order_by(F("id").desc())
    return letters.filter(to__icontains=to) if to else letters


def registered_mobile(case: Case) -> str:
    """Return the mobile number at home that is registered with a case; empty if there is none."""
    contact = case.contact
    if contact is None or contact.kind != Channel.PHONE:
        return ""
    try:
        number = numbers.parse(contact.value)
    except PhoneError:
        return ""
    return number.value if number.is_mobile and number.is_ordinary else ""


def free_at(message: OutboundMessage, *, at: datetime) -> datetime:
    """Return when a message that a run took may leave: now or later; staff are always told.

    Of two that were taken together each knows which is the first. One index scan.
    """
    if message.purpose == OutboundMessage.Purpose.STAFF:
        return at
    state = OutboundMessage.State
    earlier = Q(claimed_at__lt=message.claimed_at) | Q(
        claimed_at=message.claimed_at, pk__lt=message.pk
    )
    left = OutboundMessage.objects.filter(
        earlier,
        to=message.to,
        channel=message.channel,
        state__in=[state.SENT, state.UNCLEAR, state.SENDING],
        claimed_at__gt=at - recipient_limits.LONGEST,
    )
    times = [taken for taken in left.values_list("claimed_at", flat=True) if taken]
    return recipient_limits.next_free(times, recipient_limits.of(message.purpose), at=at)


def may_be_told(channel: str, to: str, *, at: datetime) -> bool:
    """Say whether a message that nobody verified would leave now; the answer is said aloud.

    One index scan.
    """
    since = at - recipient_limits.LONGEST
    those = OutboundMessage.objects.filter(channel=channel, to=to, created_at__gt=since)
    written = list(those.values_list("created_at", flat=True))
    return recipient_limits.next_free(written, recipient_limits.UNVERIFIED, at=at) == at


def invitations_of(interaction: Interaction) -> int:
    """Count the invitations that were written for a contact; one query."""
    purpose = OutboundMessage.Purpose.INVITE
    return OutboundMessage.objects.filter(interaction=interaction, purpose=purpose).count()


def statuses_since(case: Case, at: datetime) -> int:
    """Count the messages about how a case stands that callers asked for since then; one query."""
    purpose = OutboundMessage.Purpose.STATUS
    return OutboundMessage.objects.filter(case=case, purpose=purpose, created_at__gt=at).count()
