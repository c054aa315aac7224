"""The present news of providers, with the age of their answer. Public: no asker is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.city.models import District
from alo153.core.ttl_cache import TtlCache
from alo153.knowledge.feeds.contract import Item
from alo153.knowledge.models import Feed

SHOWN: Final = 12


@dataclass(frozen=True)
class News:
    """A provider's news and their time.

    Args:
        fetched_at: None: it has not answered yet.
        is_stale: the answer is older than the city calls fresh.
        more: items that are not shown.
    """

    name: str
    items: Sequence[Item]
    fetched_at: datetime | None
    is_stale: bool
    more: int = 0


def _read() -> dict[int, list[Feed]]:
    found: dict[int, list[Feed]] = {}
    for each in Feed.objects.order_by("slug"):
        found.setdefault(each.topic_id, []).append(each)
    return found


_feeds = TtlCache(_read)


def about(topic: int, *, at: datetime, district: District | None = None) -> list[News]:
    """Return what providers say about a topic; for the asker's district, if there is any.

    No query within a few seconds of another.
    """
    return [_news(each, at, district) for each in _feeds().get(topic, ())]


def _news(feed: Feed, at: datetime, district: District | None) -> News:
    items = [Item.from_json(each) for each in feed.items]
    holding = [each for each in items if each.ends_at is None or each.ends_at > at]
    here = [each for each in holding if district and each.district == district.slug]
    shown = here or holding
    age = timedelta(minutes=feed.stale_minutes)
    return News(
        name=feed.name,
        items=shown[:SHOWN],
        fetched_at=feed.fetched_at,
        is_stale=feed.fetched_at is None or feed.fetched_at + age < at,
        more=max(0, len(shown) - SHOWN),
    )


def every() -> list[Feed]:
    """Return all providers; one query."""
    return list(Feed.objects.order_by("slug"))


def failing() -> list[Feed]:
    """Return the providers whose last try failed; one query."""
    return list(Feed.objects.exclude(failure="").order_by("slug"))
