"""Citizens' ratings of their contacts, with the response rate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q

from alo153.accounts.models import User
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
        """Return the share of contacts with a rating; None without a contact."""
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

    Channels on which nobody was ever asked for a rating in that time are left out.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    rows = Interaction.objects.filter(
        direction=Direction.INBOUND,
        answered_at__isnull=False,
        started_at__gte=begin,
        started_at__lt=end,
    )
    counted = rows.values("channel", "queue").annotate(
        contacts=Count("pk"),
        **{f"rated_{value}": Count("pk", filter=Q(rating=value)) for value in range(1, 6)},
    )
    found = [_voice(row) for row in counted.order_by("channel", "queue")]
    asked = {each.channel for each in found if each.rated}
    kept = [each for each in found if each.channel in asked]
    return _sum(kept), kept


def _voice(row: Mapping[str, Any]) -> Voice:
    one, two, three, four, five = (row[f"rated_{value}"] for value in range(1, 6))
    return Voice(row["channel"], row["queue"], row["contacts"], (one, two, three, four, five))


def _sum(rows: Iterable[Voice]) -> Voice:
    kept = list(rows)
    one, two, three, four, five = (sum(each.ratings[place] for each in kept) for place in range(5))
    return Voice("", "", sum(each.contacts for each in kept), (one, two, three, four, five))
