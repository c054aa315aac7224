"""Look-ups into the outbox."""

from collections import defaultdict
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.contacts import recipient_limits
from alo153.contacts.about import About
from alo153.contacts.events import MessageWithdrawn
from alo153.contacts.models import Follower, Message
from alo153.core import events

SEND_JOB = "contacts.send"
MOST_REFERENCES = 10
"""Enough for its readers' programs."""


def forgotten(*, before: datetime) -> QuerySet[Message, UUID]:
    """Return keys of messages that were due before then and that no job will send.

    Two index scans and an anti-join with the waiting jobs, however many there are.
    """
    message_key = Cast(KeyTextTransform("message_id", "args"), models.UUIDField())
    jobs = ProcrastinateJob.objects.filter(task_name=SEND_JOB, status__in=["todo", "doing"])
    return (
        Message.objects.filter(state=Message.State.QUEUED, due_at__lt=before)
        .exclude(pk__in=jobs.annotate(message_key=message_key).values("message_key"))
        .values_list("pk", flat=True)
    )


def orphaned(*, before: datetime) -> QuerySet[Message, UUID]:
    """Return keys of messages that a worker, perhaps a dead one, took before then."""
    return Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=before).values_list(
        "pk", flat=True
    )


def free_at(message: Message, *, at: datetime) -> datetime:
    """Return when a message that a run took may leave: now or later.

    Of two that were taken together each knows which is the first. One index scan, none for staff.
    """
    limits = recipient_limits.of(message.recipient)
    if not limits:
        return at
    state = Message.State
    earlier = Q(claimed_at__lt=message.claimed_at) | Q(
        claimed_at=message.claimed_at, pk__lt=message.pk
    )
    left = Message.objects.filter(
        earlier,
        to=message.to,
        channel=message.channel,
        state__in=[state.SENT, state.UNCLEAR, state.SENDING],
        claimed_at__gt=at - recipient_limits.LONGEST,
    )
    times = [taken for taken in left.values_list("claimed_at", flat=True) if taken]
    return recipient_limits.next_free(times, limits, at=at)


def may_be_told(channel: str, to: str, *, at: datetime) -> bool:
    """Say whether a message that nobody verified would leave now; the answer is said aloud.

    One index scan.
    """
    since = at - recipient_limits.LONGEST
    those = Message.objects.filter(channel=channel, to=to, created_at__gt=since)
    written = list(those.values_list("created_at", flat=True))
    return recipient_limits.next_free(written, recipient_limits.UNVERIFIED, at=at) == at


def was_withdrawn(those: About, purpose: str, message: UUID) -> bool:
    """Tell whether a message about a row was taken back: it is there no more, and an event says so.

    One index scan.
    """
    told = events.history(Message(pk=message), MessageWithdrawn)
    facts = {"purpose": purpose, "about_type": those.type, "about_id": those.id}
    return told.filter(data__contains=facts).exists()


def awaiting_report(channel: str, provider: str, *, since: datetime) -> QuerySet[Message, str]:
    """Return references of messages that a provider took since then and of which it said nothing.

    In no order: messages without a report must not always be first.
    """
    sent = Message.objects.filter(
        channel=channel,
        state=Message.State.SENT,
        delivery=Message.Delivery.NONE,
        sent_at__gt=since,
        provider_reference__startswith=f"{provider}:",
    )
    return sent.order_by("?").values_list("provider_reference", flat=True)


def followers(about: About) -> QuerySet[Follower]:
    """Return the browsers that hear of news about a row."""
    return Follower.objects.filter(about_type=about.type, about_id=about.id)


def about(*rows: About) -> QuerySet[Message]:
    """Return the messages about any of these rows."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[row.type].append(row.id)
    those = [Q(about_type=kind, about_id__in=found) for kind, found in keys.items()]
    return Message.objects.filter(reduce(or_, those, Q(pk__in=())))


def count_since(row: About, purpose: str, at: datetime | None = None) -> int:
    """Count the messages about a row for a purpose, since then or at all; one query."""
    those = about(row).filter(purpose=purpose)
    return (those.filter(created_at__gt=at) if at else those).count()


def references_before(message: Message) -> tuple[str, ...]:
    """Return the names of what was said before in its conversation, the last first; one query.

    Without a query for what belongs to none.
    """
    if message.conversation_id is None:
        return ()
    earlier = Message.objects.filter(
        conversation=message.conversation_id, created_at__lte=message.created_at
    ).exclude(pk=message.pk)
    # Of what came and what a machine answered at once, what came is answered
    known = earlier.exclude(provider_reference="").order_by("-created_at", "direction")
    names = known.values_list("provider_reference", flat=True)
    return tuple(names[:MOST_REFERENCES])
