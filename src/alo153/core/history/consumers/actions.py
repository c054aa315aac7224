"""Let consumers handle what has happened, and move their cursors."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from alo153.core import events
from alo153.core.history.consumers.declaring import Consumer, Happened, installed
from alo153.core.history.horizon import Mark, have_ended
from alo153.core.models import Event, EventCursor
from alo153.core.payloads import names_of

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 1_000
MOST_BATCHES: Final = 20
"""Of one consumer in one run: other jobs wait behind it."""
_FIRST_WAIT: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(hours=1)


class UnknownConsumer(LookupError):
    """No consumer of this key is installed."""


def consume(*, since: Mark, now: Callable[[], datetime]) -> bool:
    """Let every consumer handle the events up to a mark; one that fails holds up no other.

    Returns whether all is handled: False if there is more than one run does, or while a
    transaction runs that wrote when the mark was made. Two workers at once share the consumers:
    each is with one of them.
    """
    if not have_ended(since.transaction):
        return False
    _begin_new()
    return all([_handle(each, since.event, now) for each in installed()])


def _begin_new() -> None:
    """Make the cursors of new consumers, apart from what they do: another worker sees them."""
    known = set(EventCursor.objects.values_list("consumer", flat=True))
    for each in installed():
        if each.key not in known:
            EventCursor.objects.get_or_create(consumer=each.key)


def _handle(consumer: Consumer, up_to: int, now: Callable[[], datetime]) -> bool:
    try:
        return not all(_handle_next(consumer, up_to, now) for _ in range(MOST_BATCHES))
    except Exception as error:  # of the database: the cursor stands, the next minute tries
        log.error("consumer %s: %s", consumer.key, type(error).__name__)  # no text: data
        return True


@transaction.atomic
def replay(*, consumer: str, after: int) -> int:
    """Let a consumer continue behind this event: before its cursor again, or past what it fails at.

    Waits for a batch under way. Returns where it was.

    Raises:
        UnknownConsumer: there is none of this key.
    """
    if consumer not in {each.key for each in installed()}:
        raise UnknownConsumer(consumer)
    EventCursor.objects.get_or_create(consumer=consumer)
    cursor = EventCursor.objects.select_for_update().get(consumer=consumer)
    before = cursor.after
    _move(cursor, after)
    return before


@transaction.atomic
def _handle_next(consumer: Consumer, up_to: int, now: Callable[[], datetime]) -> bool:
    """Handle one batch; returns whether another may follow."""
    held = EventCursor.objects.select_for_update(skip_locked=True)
    cursor = held.filter(consumer=consumer.key).first()
    at = now()
    if cursor is None or (cursor.try_again_at and cursor.try_again_at > at):
        return False
    wanted = Event.objects.filter(
        id__gt=cursor.after, id__lte=up_to, name__in=names_of(consumer.wants)
    )
    batch = list(wanted.order_by("id")[:MOST_AT_ONCE])
    last = batch[-1].pk if len(batch) == MOST_AT_ONCE else max(up_to, cursor.after)
    if _succeeds(consumer, batch) is None:
        _move(cursor, last, at)
        return last < up_to
    _handle_alone(consumer, cursor, batch, at)
    return False


def _handle_alone(
    consumer: Consumer, cursor: EventCursor, batch: Sequence[Event], at: datetime
) -> None:
    """Handle events one by one up to the one that fails, and stop before it."""
    for event in batch:
        error = _succeeds(consumer, [event])
        if error is not None:
            _note_failure(cursor, event, error, at)
            return
        _move(cursor, event.pk, at)


def _succeeds(consumer: Consumer, batch: Sequence[Event]) -> Exception | None:
    """Let it handle events, all or none; returns what went wrong."""
    try:
        with transaction.atomic():
            if batch:
                consumer.handle([_read(consumer, event) for event in batch])
    except Exception as error:  # whatever it was: it is tried again
        return error
    return None


def _read(consumer: Consumer, event: Event) -> Happened[Any]:
    return Happened(event, events.read(event, *consumer.wants))


def _move(cursor: EventCursor, after: int, at: datetime | None = None) -> None:
    cursor.after, cursor.moved_at = after, at
    cursor.failing, cursor.failures, cursor.error, cursor.try_again_at = None, 0, "", None
    cursor.save()


def _note_failure(cursor: EventCursor, event: Event, error: Exception, at: datetime) -> None:
    """Write down where and how it failed, never why in words: those may be of a person."""
    cursor.after = event.pk - 1
    cursor.failures = cursor.failures + 1 if cursor.failing == event.pk else 1
    cursor.failing, cursor.error = event.pk, type(error).__name__
    wait = _FIRST_WAIT * 2 ** min(cursor.failures - 1, 10)
    cursor.try_again_at = at + min(wait, _LONGEST_WAIT)
    cursor.save()
    log.error("consumer %s fails at event %s: %s", cursor.consumer, event.pk, cursor.error)
