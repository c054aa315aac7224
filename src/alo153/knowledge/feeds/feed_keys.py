"""Keys of providers: a city's file, which pages show and versions keep, names only their place."""

from collections.abc import Mapping
from typing import Final

from alo153.knowledge.feeds.contract import FeedError, FeedLine

VARIABLE: Final = "ALO153_FEED_KEYS"
PLACE: Final = "{key}"


def read(text: str) -> Mapping[str, str]:
    """Return the key of each provider. Raises ValueError: it is not of this form."""
    pairs = [word.partition("=") for word in text.split()]
    if not all(slug and key for slug, _, key in pairs):
        raise ValueError(f"{VARIABLE} must read like eczane=KEY etkinlik=KEY")
    return {slug: key for slug, _, key in pairs}


def address_of(feed: FeedLine, keys: Mapping[str, str]) -> str:
    """Return where a provider is asked, with its key. Raises FeedError: the key is missing."""
    if PLACE not in feed.source:
        return feed.source
    if feed.slug not in keys:
        raise FeedError(f"{VARIABLE} has no key of {feed.slug}")
    return feed.source.replace(PLACE, keys[feed.slug])
