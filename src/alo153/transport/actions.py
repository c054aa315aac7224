"""What can be done with timetables."""

import hashlib
import io
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import Topic
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.ttl_cache import forget_cached
from alo153.transport.events import TimetableLoaded, TimetablePublished
from alo153.transport.models import Feed
from alo153.transport.permissions import LOAD_TIMETABLES
from alo153.transport.rules.feeds.faults import FeedError
from alo153.transport.rules.feeds.gtfs import read

_LONGEST_NAME: Final = 120


class FeedFaulty(ValueError):
    """A timetable with faults cannot be published."""


def load_timetable(
    *, content: bytes, name: str, topic: Topic | None = None, by: User | Actor, at: datetime
) -> Feed:
    """Read a GTFS file and keep it as the next version; with faults only these are kept.

    Args:
        topic: what answers from it are counted under at the desk.

    Raises:
        NotPermitted: `by` may not load timetables.
    """
    permit(LOAD_TIMETABLES, by=by)
    # Read before the transaction: a large one takes seconds
    facts = _facts(content)
    with transaction.atomic():
        last = Feed.objects.aggregate(last=Max("number"))["last"] or 0
        feed = Feed(
            number=last + 1,
            name=name[:_LONGEST_NAME],
            topic=topic,
            digest=hashlib.sha256(content).hexdigest(),
            loaded_by=by if isinstance(by, User) else None,
            loaded_at=at,
            **facts,
        )
        if not feed.faults:
            feed.file.save(name, ContentFile(content), save=False)
        feed.save(force_insert=True)
        what = TimetableLoaded(number=feed.number, faults=len(feed.faults))
        events.record(what, subject=feed, by=_actor(by), at=at)
    return feed


def _facts(content: bytes) -> dict[str, Any]:
    try:
        timetable = read(io.BytesIO(content))
    except FeedError as error:
        return {"faults": [asdict(each) for each in error.faults]}
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
        FeedFaulty: it has faults.
    """
    permit(LOAD_TIMETABLES, by=by)
    if feed.faults:
        raise FeedFaulty
    feed.published_at, feed.published_by = at, by if isinstance(by, User) else None
    feed.save(update_fields=["published_at", "published_by"])
    what = TimetablePublished(number=feed.number)
    events.record(what, subject=feed, by=_actor(by), at=at)
    transaction.on_commit(forget_cached)


def _actor(by: User | Actor) -> Actor:
    return Actor.staff(by.pk) if isinstance(by, User) else by
