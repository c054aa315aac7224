"""Look-ups into what came in, and into the development mailbox."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.channels.inbound import MailKey
from alo153.channels.models import Arrival, CapturedMessage, FetchedMailbox, OperatorLine
from alo153.citizens.channel import Channel

READ_JOB = "contacts.read_arrival"


def is_kept(channel: str, key: str) -> bool:
    """Say whether it came in before; one index scan."""
    return Arrival.objects.filter(channel=channel, key=key).exists()


def mails_kept(keys: Iterable[MailKey]) -> set[MailKey]:
    """Return which of some mails are here; one query."""
    named = {str(key): key for key in keys}
    found = Arrival.objects.filter(channel=Channel.EMAIL, key__in=named)
    return {named[key] for key in found.values_list("key", flat=True)}


def was_counted_otherwise(key: MailKey, sha256: str) -> bool:
    """Say whether these bytes came from the same mailbox before its server began to count anew."""
    same = Arrival.objects.filter(channel=Channel.EMAIL, sha256=sha256)
    ours = same.filter(key__startswith=key.of_mailbox)
    return ours.exclude(key__startswith=key.counted_alike).exists()


def fetched_mailbox(name: str) -> FetchedMailbox | None:
    """Return how the server of a mailbox was; None if it was never asked."""
    return FetchedMailbox.objects.filter(name=name).first()


def operator_line(name: str) -> OperatorLine | None:
    """Return the state of an operator's line; None if nobody ever listened on it."""
    return OperatorLine.objects.filter(name=name).first()


def forgotten(*, before: datetime) -> QuerySet[Arrival, UUID]:
    """Return keys of arrivals that came before then, that are not read and that no job will read.

    Two index scans and an anti-join with the waiting jobs, however many there are.
    """
    arrival_key = Cast(KeyTextTransform("arrival_id", "args"), models.UUIDField())
    jobs = ProcrastinateJob.objects.filter(task_name=READ_JOB, status__in=["todo", "doing"])
    return (
        Arrival.objects.filter(state=Arrival.State.NEW, received_at__lt=before)
        .exclude(pk__in=jobs.annotate(arrival_key=arrival_key).values("arrival_key"))
        .values_list("pk", flat=True)
    )


def settled(*, before: datetime) -> QuerySet[Arrival]:
    """Return the arrivals before then that were read or cannot be, and whose raw form is here."""
    kept = Arrival.objects.exclude(raw="").exclude(state=Arrival.State.NEW)
    return kept.filter(received_at__lt=before)


def captured_messages(*, to: str = "") -> QuerySet[CapturedMessage]:
    """Return the development mailbox, newest first; ``to`` is any part of an address."""
    letters = CapturedMessage.objects.order_by(F("id").desc())
    return letters.filter(to__icontains=to) if to else letters
