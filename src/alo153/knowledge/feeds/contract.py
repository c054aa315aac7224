"""The content of a provider's news, independent of its format. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Self

MOST_ITEMS: Final = 500
LONGEST: Final = 300


class FeedError(RuntimeError):
    """A provider cannot be read: the reason, in words for its administrator."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a provider says: a pharmacy, an outage, an event.

    Args:
        district: its slug; empty: the whole city, or not known.
        begins_at, ends_at: when it holds; None: as long as the provider says it.
    """

    title: str
    text: str = ""
    district: str = ""
    phone: str = ""
    address: str = ""
    link: str = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as a row keeps it."""
        facts = asdict(self)
        for name in _INSTANTS:
            facts[name] = instant.isoformat() if (instant := facts[name]) else None
        return facts

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Self:
        """Return it as it was kept."""
        instants = {
            name: datetime.fromisoformat(facts[name]) if facts[name] else None for name in _INSTANTS
        }
        return cls(**{**facts, **instants})


_INSTANTS: Final = ("begins_at", "ends_at")


@dataclass(frozen=True, kw_only=True)
class FeedLine:
    """A provider, as the city's file names it.

    Args:
        topic: with which its items are shown.
        source: an address with https:// or http://, or a path of this machine.
        form: json, csv or ics.
        fields: what its columns are called, by our names; empty: as ours.
        within: the key under which a JSON document has its list; empty: it is the list.
        every_minutes: how often it is asked.
        stale_minutes: after which its answer is called old.
    """

    slug: str
    name: str
    topic: str
    source: str
    form: str
    fields: Mapping[str, str]
    within: str = ""
    every_minutes: int = 30
    stale_minutes: int = 240
