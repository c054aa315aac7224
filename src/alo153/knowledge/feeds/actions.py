"""Providers are taken from the city's file, and asked when it is time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.text import fold
from alo153.knowledge.events import FeedFailed, FeedRecovered
from alo153.knowledge.feeds import feed_keys, fetching, forms
from alo153.knowledge.feeds.contract import FeedError, FeedLine, Item
from alo153.knowledge.models import Feed

logger = logging.getLogger(__name__)
_NONE: Final[Mapping[str, str]] = {}
AGAIN: Final = timedelta(minutes=1)
"""After a failure a provider is asked again so soon."""
_LONGEST_REASON: Final = 200


@transaction.atomic
def load_feeds(*, feeds: Sequence[FeedLine], faults: Mapping[str, str] = _NONE) -> None:
    """Know the providers of the city's file, and forget providers that it no longer names.

    A provider with a fault stays as it was; so do all where the whole file cannot be read.
    """
    if "" in faults:
        return
    known = {each.slug: each for each in Feed.objects.all()}
    Feed.objects.filter(
        slug__in=known.keys() - {each.slug for each in feeds} - set(faults)
    ).delete()
    for each in feeds:
        topic = city.topics_now()[each.topic]
        facts = {"name": each.name, "topic_id": topic.pk, "stale_minutes": each.stale_minutes}
        row = known.get(each.slug)
        if row is None or any(getattr(row, name) != value for name, value in facts.items()):
            Feed.objects.update_or_create(slug=each.slug, defaults=facts)


def fetch_due_feeds(
    *, feeds: Sequence[FeedLine], faults: Mapping[str, str] = _NONE, now: Callable[[], datetime]
) -> None:
    """Ask each provider whose time has come; one that fails keeps its last answer.

    Args:
        faults: what is wrong with providers that cannot be asked, as `city_file.read_each` says.
        now: the clock, read for each provider.
    """
    lines = {each.slug: each for each in feeds}
    for row in Feed.objects.order_by("slug"):
        line = lines.get(row.slug)
        if line is None:
            if why := faults.get(row.slug) or faults.get(""):
                _failed(row, why[:_LONGEST_REASON], now())
        elif _is_due(row, line, now()):
            _ask(row, line, now())


def _is_due(row: Feed, line: FeedLine, at: datetime) -> bool:
    wait = AGAIN if row.failure else timedelta(minutes=line.every_minutes)
    return row.tried_at is None or row.tried_at + wait <= at


def _ask(row: Feed, line: FeedLine, at: datetime) -> None:
    districts = {fold(each.name): slug for slug, each in city.districts_now().items()}
    slugs = {slug: slug for slug in city.districts_now()}
    place = forms.Place(districts=slugs | districts, zone=city.zone(), at=at)
    try:
        source = feed_keys.address_of(line, feed_keys.read(settings.FEED_KEYS))
        items = forms.read(line, fetching.fetch(source), place)
    except FeedError as error:
        _failed(row, str(error)[:_LONGEST_REASON], at)
    except Exception as error:
        # One provider's document must not silence the others
        logger.exception("The provider %s could not be read", row.slug)
        _failed(row, f"the program failed: {type(error).__name__}", at)
    else:
        _answered(row, items, at)


@transaction.atomic
def _failed(row: Feed, why: str, at: datetime) -> None:
    was_well = not row.failure
    Feed.objects.filter(pk=row.pk).update(failure=why, tried_at=at)
    if was_well:
        events.record(FeedFailed(why=why), subject=row, by=SYSTEM, at=at)


@transaction.atomic
def _answered(row: Feed, items: Sequence[Item], at: datetime) -> None:
    kept = [each.as_json() for each in items]
    Feed.objects.filter(pk=row.pk).update(items=kept, failure="", tried_at=at, fetched_at=at)
    if row.failure:
        events.record(FeedRecovered(), subject=row, by=SYSTEM, at=at)
