"""The one table of what waits: a row for each queue of calls, and for each medium and its queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alo153.calls.floor import city_queues, figures, levels
from alo153.citizens.channel import CHANNEL_LABELS, SOCIAL, Channel
from alo153.city import queries as city
from alo153.contacts.conversations.offering.figures import OfMedium, by_medium
from alo153.contacts.offering.media import MINUTE

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Row:
    """The waiting work of one queue or medium, and its service levels in percent.

    Args:
        within: in how many seconds an answer is in time; None: there is no such time.
        level_lately: of the last 15 minutes, of calls alone.
    """

    name: str | StrPromise
    is_written: bool
    waiting: int
    longest_since: datetime | None
    within: float | None
    level: int | None
    level_lately: int | None = None
    abandoned: int | None = None
    kept: int | None = None

    @property
    def icon(self) -> str:
        """Return the symbol of the telephone, or of what is written."""
        return "message" if self.is_written else "phone"

    @property
    def target_minutes(self) -> float | None:
        """Return within how many minutes an answer is in time."""
        return self.within / MINUTE if self.within else None


def rows(at: datetime, within: int) -> list[Row]:
    """Return the queues in the city's order, then the media; four queries."""
    served = levels.by_queue(at)
    queues = [_of_queue(each, served, within) for each in figures.queues_now()]
    media = written(at)
    lines = Counter(each.channel for each in media)
    return [*queues, *(_of_medium(each, alone=lines[each.channel] == 1) for each in media)]


def _of_queue(queue: figures.InQueue, served: Mapping[str, levels.Service], within: int) -> Row:
    of = served.get(queue.key, levels.Service())
    return Row(
        name=queue.name,
        is_written=False,
        waiting=queue.waiting,
        longest_since=queue.longest_since,
        within=within,
        level=of.level,
        level_lately=of.level_lately,
        abandoned=of.abandoned,
        kept=queue.kept,
    )


def _of_medium(each: OfMedium, *, alone: bool) -> Row:
    """Name a medium; with its queue, if it waits in several."""
    medium = CHANNEL_LABELS[Channel(each.channel)]
    return Row(
        name=medium if alone else f"{city_queues.name_of(each.queue)}, {medium}",
        is_written=True,
        waiting=each.waiting,
        longest_since=each.longest_since,
        within=each.target,
        level=each.level,
    )


def written(at: datetime) -> list[OfMedium]:
    """Return the figures of what is written; two queries.

    A social channel, which most cities have off, is there once somebody wrote by it.
    """
    found = by_medium(city_queues.media(), midnight=city.midnight(at), at=at)
    return [
        each
        for each in found
        if each.waiting or each.level is not None or Channel(each.channel) not in SOCIAL
    ]
