"""Citizens' ratings of their contacts, with the response rate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractHour

from alo153.accounts.models import User
from alo153.city.models import Topic
from alo153.city.queries import local_time
from alo153.contacts.models import Direction, Interaction
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, mean_mark, share

TOP_FROM = 4
"""The two best of five ratings."""


@dataclass(frozen=True)
class Voice:
    """The ratings of one channel and queue, or of all.

    Args:
        contacts: how many an agent answered.
        ratings: how many of each value, 1 (bad) to 5 (good).
    """

    channel: str
    queue: str
    contacts: int
    ratings: tuple[int, int, int, int, int]

    @property
    def rated(self) -> int:
        """Return how many citizens said something."""
        return sum(self.ratings)

    @property
    def response_rate(self) -> float | None:
        """Return the share of contacts with a rating, asked or not; None without a contact."""
        return self.rated / self.contacts if self.contacts else None

    @property
    def mean(self) -> Estimate | None:
        """Return the mean rating with its interval; None if nobody said anything."""
        points = sum(value * count for value, count in enumerate(self.ratings, 1))
        return mean_mark(points, self.rated)

    @property
    def top_two(self) -> Estimate | None:
        """Return the share of 4 and 5 among the ratings, with its interval.

        The interval is for citizens who rate; it says nothing about citizens who never do.
        """
        return share(sum(self.ratings[TOP_FROM - 1 :]), self.rated)


def heard(asker: User, begin: datetime, end: datetime) -> tuple[Voice, list[Voice]]:
    """Return what citizens said of all contacts of a time, and by channel and queue; one query.

    Channels without a rating in that time are left out.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _asked(_answered(asker, begin, end), F("queue"))
    kept = [replace(voice, queue=queue) for queue, voice in found]
    return _sum(kept), kept


def by_topic(asker: User, begin: datetime, end: datetime) -> list[tuple[str, Voice]]:
    """Return the ratings by topic, in the order of topics; two queries.

    Citizens who answer nothing about a topic show in its response rate. Contacts without a topic
    come last, without a name. Channels are left out as in `heard`.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _grouped(_answered(asker, begin, end), F("topic_id"))
    names = Topic.objects.filter(pk__in=found).order_by("position", "pk")
    named = [*names.values_list("pk", "name"), (None, "")]
    return [(name, found[key]) for key, name in named if key in found]


def by_hour(asker: User, begin: datetime, end: datetime) -> list[tuple[int, Voice]]:
    """Return the ratings by the hour of the city's clock in which a contact began; one query.

    Channels are left out as in `heard`.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    hour = ExtractHour("started_at", tzinfo=local_time.zone())
    return sorted(_grouped(_answered(asker, begin, end), hour).items())


def _answered(asker: User, begin: datetime, end: datetime) -> QuerySet[Interaction]:
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    return Interaction.objects.filter(
        direction=Direction.INBOUND,
        answered_at__isnull=False,
        started_at__gte=begin,
        started_at__lt=end,
    )


def _asked(rows: QuerySet[Any], by: Combinable) -> list[tuple[Any, Voice]]:
    """Return the ratings of each group and channel, of channels on which somebody rated."""
    counted = rows.values("channel", group=by).annotate(
        contacts=Count("pk"),
        **{f"rated_{value}": Count("pk", filter=Q(rating=value)) for value in range(1, 6)},
    )
    found = [(row["group"], _voice(row)) for row in counted.order_by("channel", "group")]
    asked = {voice.channel for _group, voice in found if voice.rated}
    return [(group, voice) for group, voice in found if voice.channel in asked]


def _grouped(rows: QuerySet[Any], by: Combinable) -> dict[Any, Voice]:
    groups = defaultdict[Any, list[Voice]](list)
    for group, voice in _asked(rows, by):
        groups[group].append(voice)
    return {group: _sum(voices) for group, voices in groups.items()}


def _voice(row: Mapping[str, Any]) -> Voice:
    one, two, three, four, five = (row[f"rated_{value}"] for value in range(1, 6))
    return Voice(row["channel"], "", row["contacts"], (one, two, three, four, five))


def _sum(rows: Iterable[Voice]) -> Voice:
    kept = list(rows)
    one, two, three, four, five = (sum(each.ratings[place] for each in kept) for place in range(5))
    return Voice("", "", sum(each.contacts for each in kept), (one, two, three, four, five))
