"""Record what happened and run the subscribers, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from alo153.core.actor import Actor
from alo153.core.batch import Gathered, under_way
from alo153.core.database import event_months
from alo153.core.database.labels import label_of
from alo153.core.database.prepared import Prepared
from alo153.core.models import Event
from alo153.core.payloads import Payload, Undeclared, names_of, of_name
from alo153.core.processes import tracing


@dataclass(frozen=True)
class Subscription:
    """One event, and who reacts to it in its own transaction. Made by `on`."""

    what: type[Payload[Any]]
    those: tuple[Callable[[Event, Any], None], ...]


_subscriptions: dict[type[Payload[Any]], tuple[Callable[[Event, Any], None], ...]] = {}


class _Recorded(Gathered):
    """Events of a unit of work, in their order, appended with one INSERT.

    Subscribers run then, and `history` shows an event only then.
    """

    rank = 1

    def __init__(self) -> None:
        self.those: list[tuple[Event, Payload[Any]]] = []

    def write(self) -> None:
        _append(self.those)


def on[P: Payload[Any]](what: type[P], *those: Callable[[Event, P], None]) -> Subscription:
    """Say who reacts to an event; each gets the row and what it says."""
    return Subscription(what, those)


def subscribe(subscriptions: Sequence[Subscription]) -> None:
    """Install who reacts to what; called once, by the composition root."""
    _subscriptions.clear()
    _subscriptions.update({each.what: each.those for each in subscriptions})


def record[S: models.Model](what: Payload[S], *, subject: S, by: Actor, at: datetime) -> Event:
    """Append one event and run its subscribers; costs one INSERT in addition to theirs.

    Args:
        subject: the saved row it happened to.

    Raises:
        TransactionManagementError: the caller has not opened a transaction.
        Undeclared: it has no name of its own.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{what.name} was recorded outside a transaction"
        )
    if not what.name:
        raise Undeclared(type(what).__name__)
    event = Event(
        name=what.name,
        at=at,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_type=label_of(subject),
        subject_id=str(subject.pk),
        data=what.stored(subject),
    )
    event.subject = subject
    gathered = _gathered()
    if gathered is None:
        _append([(event, what)])
    else:
        gathered.those.append((event, what))
    return event


def _gathered() -> _Recorded | None:
    work = under_way()
    return work.gather(_Recorded) if work else None


def is_recorded[S: models.Model](what: type[Payload[S]], *, subject: S, at: datetime) -> bool:
    """Say whether this happened to the subject at this instant, gathered events included."""
    who = (what.name, label_of(subject), str(subject.pk), at)
    gathered = _gathered()
    those = gathered.those if gathered else ()
    if any((each.name, each.subject_type, each.subject_id, each.at) == who for each, _ in those):
        return True
    since = event_months.first_since(at)
    return history(subject, what).filter(at=at, id__gte=since).exists()


def _append(those: list[tuple[Event, Payload[Any]]]) -> None:
    Event.objects.bulk_create([event for event, _ in those])
    tracing.tell(event for event, _ in those)
    for event, what in those:
        for tell in _subscriptions.get(type(what), ()):
            tell(event, what)


def first_of(subject: models.Model) -> int:
    """Return a number before which there is no event of the subject, so that months are left out.

    Its `events_since` says when it began, where a model has one; else all months are looked into.
    """
    return event_months.first_since(getattr(subject, "events_since", None))


def history(subject: models.Model, *those: type[Payload[Any]]) -> models.QuerySet[Event]:
    """Return the subject's events, oldest first, by an index; all, or only some kinds."""
    found = Event.objects.filter(
        subject_type=label_of(subject),
        subject_id=str(subject.pk),
        id__gte=first_of(subject),
    ).order_by("id")
    return found.filter(name__in=names_of(those)) if those else found


_WHOLE = Prepared(
    lambda subject_type, subject_id, first: Event.objects.filter(
        subject_type=subject_type, subject_id=subject_id, id__gte=first
    ).order_by("id"),
    str,
    str,
    int,
)


def whole_history(subject: models.Model) -> list[Event]:
    """Return all events of the subject, oldest first; one query, prepared."""
    return _WHOLE(label_of(subject), str(subject.pk), first_of(subject))


def read[P: Payload[Any]](event: Event, *those: type[P]) -> P:
    """Return what a row says, as one of these kinds.

    Raises:
        Undeclared: it is none of them.
        Unreadable: it lacks a value that has no default.
    """
    what = of_name(event.name)
    if what not in those:
        raise Undeclared(event.name)
    return what.read(event.data)
