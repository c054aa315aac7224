"""Actions on timetables."""

import hashlib
import io
import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Max

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import Topic
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.jobs import Queue, enqueue
from alo153.core.ttl_cache import forget_cached
from alo153.transport import prepared
from alo153.transport.events import TimetableLoaded, TimetablePublished
from alo153.transport.models import Feed
from alo153.transport.notices import tell_read
from alo153.transport.permissions import LOAD_TIMETABLES
from alo153.transport.rules.feeds.faults import Fault, FaultKind, FeedError
from alo153.transport.rules.feeds.gtfs import read

READ_JOB: Final = "transport.read_timetable"
_LONGEST_NAME: Final = 120
logger = logging.getLogger(__name__)


class FeedFaulty(ValueError):
    """A timetable with faults cannot be published, nor one that nobody has read."""


def load_timetable(
    *, content: bytes, name: str, topic: Topic | None = None, by: User | Actor, at: datetime
) -> Feed:
    """Read a GTFS file here and now, and keep it as the next version; with faults only these.

    Args:
        topic: what answers from it are counted under at the desk.

    Raises:
        NotPermitted: `by` may not load timetables.
    """
    permit(LOAD_TIMETABLES, by=by)
    # Read before the transaction: a large one takes seconds
    facts = _facts(content)
    with transaction.atomic():
        feed = _kept(content, name, topic, by, at)
        return _note_what_it_says(feed, facts, by=_actor(by), at=at)


@transaction.atomic
def receive_timetable(
    *, content: bytes, name: str, topic: Topic | None = None, by: User, at: datetime
) -> Feed:
    """Keep a GTFS file as the next version; the worker reads it, which takes seconds to minutes.

    Raises:
        NotPermitted: `by` may not load timetables.
    """
    permit(LOAD_TIMETABLES, by=by)
    feed = _kept(content, name, topic, by, at)
    enqueue(READ_JOB, queue=Queue.RECORDINGS, feed=feed.pk)
    return feed


def read_received_timetable(*, feed: int, now: Callable[[], datetime]) -> None:
    """Read a file that was received, and tell the person who brought it; once."""
    found = Feed.objects.filter(pk=feed, read_at=None).first()
    if found is None:
        return
    facts = _facts_of(found)
    with transaction.atomic():
        row = Feed.objects.select_for_update().filter(pk=feed, read_at=None).first()
        if row:
            by = Actor.staff(row.loaded_by_id) if row.loaded_by_id else SYSTEM
            tell_read(_note_what_it_says(row, facts, by=by, at=now()))


def _kept(content: bytes, name: str, topic: Topic | None, by: User | Actor, at: datetime) -> Feed:
    # Of two at once the second waits for its number
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('timetables', 0))")
    last = Feed.objects.aggregate(last=Max("number"))["last"] or 0
    feed = Feed(
        number=last + 1,
        name=name[:_LONGEST_NAME],
        topic=topic,
        digest=_digest(content),
        loaded_by=by if isinstance(by, User) else None,
        loaded_at=at,
    )
    feed.file.save(name, ContentFile(content), save=False)
    feed.save(force_insert=True)
    return feed


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _note_what_it_says(feed: Feed, facts: dict[str, Any], *, by: Actor, at: datetime) -> Feed:
    for name, value in facts.items():
        setattr(feed, name, value)
    if feed.faults:
        # Not before the row is without it: a file that is gone answers nobody
        transaction.on_commit(partial(feed.file.storage.delete, str(feed.file.name)))
        feed.file.name = ""
    feed.read_at = at
    feed.save()
    what = TimetableLoaded(number=feed.number, faults=len(feed.faults))
    events.record(what, subject=feed, by=by, at=at)
    return feed


def _facts_of(feed: Feed) -> dict[str, Any]:
    """Return what a file that was received says; what the program cannot read is a fault, too."""
    try:
        with feed.file.open() as file:
            return _facts(file.read())
    except Exception:
        logger.exception("Timetable %s could not be read", feed.number)
        return {"faults": [asdict(Fault(FaultKind.NOT_A_ZIP, ""))]}


def _facts(content: bytes) -> dict[str, Any]:
    try:
        timetable = read(io.BytesIO(content))
    except FeedError as error:
        return {"faults": [asdict(each) for each in error.faults]}
    prepared.keep(_digest(content), timetable)
    first, last = timetable.valid
    return {
        "stops": len(timetable.stops),
        "lines": len(timetable.lines),
        "first_date": first,
        "last_date": last,
    }


@transaction.atomic
def publish_timetable(*, feed: Feed, by: User | Actor, at: datetime) -> None:
    """Answer questions from a timetable; an earlier one that is published again does so, too.

    Raises:
        NotPermitted: `by` may not load timetables.
        FeedFaulty: it has faults, or is not read yet.
    """
    permit(LOAD_TIMETABLES, by=by)
    if feed.faults or feed.read_at is None:
        raise FeedFaulty
    feed.published_at, feed.published_by = at, by if isinstance(by, User) else None
    feed.save(update_fields=["published_at", "published_by"])
    what = TimetablePublished(number=feed.number)
    events.record(what, subject=feed, by=_actor(by), at=at)
    transaction.on_commit(forget_cached)


def _actor(by: User | Actor) -> Actor:
    return Actor.staff(by.pk) if isinstance(by, User) else by
