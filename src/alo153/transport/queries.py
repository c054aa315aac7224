"""Answers from a timetable. Timetables are public, so nothing here asks who reads."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from threading import Lock
from typing import BinaryIO, Final, cast

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from alo153.city import queries as city
from alo153.city.models import Topic
from alo153.core.ttl_cache import TtlCache
from alo153.transport import prepared
from alo153.transport.live import planner
from alo153.transport.live.planner import Leg
from alo153.transport.live.source import delays as live_delays
from alo153.transport.models import Feed
from alo153.transport.rules.answering import Answer, Answering, Way
from alo153.transport.rules.delays import Live
from alo153.transport.rules.feeds.faults import FeedError
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.timetable import Timetable

_LISTED: Final = 20
_TRIED_AGAIN_AFTER: Final = timedelta(minutes=5)
_reading = Lock()
# When reading a file failed, by its digest: not every question tries the damaged file again
_damaged: dict[str, datetime] = {}
logger = logging.getLogger(__name__)


def feeds() -> QuerySet[Feed]:
    """Return the timetables loaded last, the newest first."""
    return Feed.objects.select_related("loaded_by", "published_by").order_by("-number")[:_LISTED]


def feed(number: int) -> Feed | None:
    """Return a version of the timetables; one query."""
    return Feed.objects.filter(number=number).first()


def _published() -> list[Feed]:
    found = Feed.objects.exclude(published_at=None)
    return list(found.order_by("-published_at", "-number")[:_LISTED])


published = TtlCache(_published)
"""The published timetables, the last one first; cached for a few seconds."""


def in_force(on: date) -> Feed | None:
    """Return the timetable that answers on a day: the one published last among the valid ones.

    Staff can publish a timetable before its first day; until then the former one answers.
    """
    return _last_valid(published(), on)


def current(on: date) -> Feed | None:
    """Return the timetable in force, without the cache; one query."""
    return _last_valid(_published(), on)


def _last_valid(newest_first: list[Feed], on: date) -> Feed | None:
    return next((each for each in newest_first if _is_valid_on(each, on)), None)


@dataclass(frozen=True)
class Told:
    """An answer, and the timetable whose stops and lines it names."""

    answer: Answer
    timetable: Timetable
    day: date
    topic: Topic | None = None
    # The time of the newest live delays; None without any
    known_at: datetime | None = None
    # Journeys of an external planner, which replace the result of our own search
    planned: list[list[Leg]] | None = None


def ask(text: str, *, at: datetime) -> Told | None:
    """Return the answer to a typed question; None without a timetable for this day.

    The first question of each process loads the timetable from its compact form. Without one it
    reads the feed, which takes seconds, and keeps the form.
    """
    local = city.local(at)
    feed, answering = _answering_on(local.date(), at)
    if feed is None or answering is None:
        return None
    seconds, day = local.hour * 3600 + local.minute * 60 + local.second, local.date()
    delays = live_delays(at)
    live = Live(delays, city.zone()) if delays else None
    answer = answering.answer(text, on=day, now=seconds, live=live)
    planned = _planned(answering.timetable, answer.way, day) if answer.way else None
    known_at = delays.known_at if delays else None
    return Told(answer, answering.timetable, day, feed.topic, known_at, planned)


def moment(day: date, seconds: int) -> datetime:
    """Return the instant so many seconds after midnight of a day, in the city's time zone."""
    return datetime.combine(day, time(), tzinfo=city.zone()) + timedelta(seconds=seconds)


def _planned(timetable: Timetable, way: Way, day: date) -> list[list[Leg]] | None:
    start, end = (timetable.stops[each[0]].at for each in (way.starts, way.ends))
    return planner.plan(start, end, at=moment(day, way.time), is_by=way.is_by)


def _is_valid_on(feed: Feed, day: date) -> bool:
    first, last = feed.first_date, feed.last_date
    return first is not None and last is not None and first <= day <= last


def _answering_on(day: date, at: datetime) -> tuple[Feed | None, Answering | None]:
    """Return the timetable in force on a day, read; a damaged file leaves the day to the next."""
    for feed in published():
        if _is_valid_on(feed, day) and (answering := _answering(feed, at)):
            return feed, answering
    return None, None


def _answering(feed: Feed, at: datetime) -> Answering | None:
    # One question reads the file; questions that come at the same time wait for the result
    with _reading:
        if (tried := _damaged.get(feed.digest)) and tried <= at < tried + _TRIED_AGAIN_AFTER:
            return None
        try:
            return _read(feed.digest, feed.file.name)
        except (FeedError, OSError):
            logger.exception("The file of timetable %s cannot be read", feed.number)
            _damaged[feed.digest] = at
            return None


@lru_cache(maxsize=1)
def _read(digest: str, name: str) -> Answering:
    return Answering(prepared.load(digest) or _of_feed(digest, name))


def _of_feed(digest: str, name: str) -> Timetable:
    """Read a feed that has no compact form, such as one of an earlier release; the next has it."""
    with default_storage.open(name) as file:
        timetable = read(cast(BinaryIO, file))
    prepared.keep(digest, timetable)
    return timetable
