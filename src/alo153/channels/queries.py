"""Look-ups into the outbox."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.channels.models import KeptLetter, OutboundMessage

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


def kept_letters(*, to: str = "") -> QuerySet[KeptLetter]:
    """Return the development mailbox, newest first; ``to`` is any part of an address."""
    letters = KeptLetter.objects.order_by(F("id").desc())
    return letters.filter(to__icontains=to) if to else letters
