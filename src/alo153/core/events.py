"""Record what happened and tell those who subscribed, in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction

from alo153.core.actor import Actor
from alo153.core.models import Event

Subscriber = Callable[[Event], None]

_subscriptions: dict[str, tuple[Subscriber, ...]] = {}
_gathered: ContextVar[list[Event] | None] = ContextVar("gathered", default=None)


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
    event = Event(
        name=name,
        at=at,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data,
    )
    event.subject = subject
    gathered = _gathered.get()
    if gathered is None:
        _append([event])
    else:
        gathered.append(event)
    return event


@contextmanager
def batch() -> Iterator[None]:
    """Append what is recorded inside, in its order, with one INSERT at the end of the outermost.

    Subscribers run then, and `history` shows an event only then.
    """
    if _gathered.get() is not None:
        yield
        return
    gathered: list[Event] = []
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    _append(gathered)


def is_recorded(name: str, *, subject: models.Model, at: datetime) -> bool:
    """Say whether this happened to the subject at this instant, gathered events included."""
    who = (name, subject._meta.label_lower, str(subject.pk), at)
    gathered = _gathered.get() or ()
    if any((each.name, each.subject_type, each.subject_id, each.at) == who for each in gathered):
        return True
    return history(subject).filter(name=name, at=at).exists()


def _append(those: list[Event]) -> None:
    Event.objects.bulk_create(those)
    for event in those:
        for tell in _subscriptions.get(event.name, ()):
            tell(event)


def history(subject: models.Model) -> models.QuerySet[Event]:
    """Return the subject's events, oldest first, by one index scan."""
    return Event.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("id")
