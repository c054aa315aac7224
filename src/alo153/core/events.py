"""Record what happened and tell those who subscribed, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from alo153.core.actor import Actor
from alo153.core.models import Event

Subscriber = Callable[[Event], None]

_subscriptions: dict[str, tuple[Subscriber, ...]] = {}


def subscribe(subscriptions: Mapping[str, Sequence[Subscriber]]) -> None:
    """Install who reacts to what; called once, by the composition root."""
    _subscriptions.clear()
    _subscriptions.update({name: tuple(those) for name, those in subscriptions.items()})


def record(name: str, *, subject: models.Model, by: Actor, at: datetime, **data: Any) -> Event:
    """Append one event and run its subscribers; costs one INSERT besides theirs.

    Args:
        name: noun first, past tense: ``case.forwarded``.
        subject: the saved row it happened to.
        data: JSON values. No personal data: history outlives the person's row.

    Raises:
        TransactionManagementError: the caller has not opened a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{name} was recorded outside a transaction")
    event = Event.objects.create(
        name=name,
        at=at,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data,
    )
    for tell in _subscriptions.get(name, ()):
        tell(event)
    return event


def history(subject: models.Model) -> models.QuerySet[Event]:
    """Return the subject's events, oldest first, by one index scan."""
    return Event.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("id")
