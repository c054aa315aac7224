"""What a timetable answers. Timetables are public."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Final

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from alo153.city import queries as city
from alo153.core.ttl_cache import TtlCache
from alo153.transport.models import Feed
from alo153.transport.rules.answering import Answer, Answering
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.timetable import Timetable

_LISTED: Final = 20
_reading = Lock()


def feeds() -> QuerySet[Feed]:
    """Return the timetables loaded last, the newest first."""
    return Feed.objects.select_related("loaded_by", "published_by").order_by("-number")[:_LISTED]


def current() -> Feed | None:
    """Return the timetable that answers questions, as it is now; one query."""
    return Feed.objects.exclude(published_at=None).order_by("-published_at", "-number").first()


in_force = TtlCache(current)
"""The same, read every few seconds; None before the first is published."""


@dataclass(frozen=True)
class Told:
    """An answer, and the timetable and its stops and lines by which it is shown."""

    answer: Answer
    timetable: Timetable
    day: date


def ask(text: str, *, at: datetime) -> Told | None:
    """Return the answer to one line of typing; None without a timetable for this day.

    The first question of a process to a version reads its file, which takes seconds.
    """
    feed, local = in_force(), city.local(at)
    if feed is None or not _holds_on(feed, local):
        return None
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    asked = _answering(feed)
    day = local.date()
    return Told(asked.answer(text, on=day, now=seconds), asked.timetable, day)


def _holds_on(feed: Feed, local: datetime) -> bool:
    first, last = feed.first_date, feed.last_date
    return first is not None and last is not None and first <= local.date() <= last


def _answering(feed: Feed) -> Answering:
    # Questions that come while it is read wait for it, instead of reading it as well
    with _reading:
        return _read(feed.digest, feed.file.name)


@lru_cache(maxsize=1)
def _read(_digest: str, name: str) -> Answering:
    with default_storage.open(name) as file:
        return Answering(read(file))
