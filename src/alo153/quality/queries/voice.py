"""Citizens' ratings of their contacts, with the response rate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import connection

from alo153.accounts.models import User
from alo153.city.models import Topic
from alo153.core.database.day_sums import RANGE, in_range
from alo153.quality.models import RatingSums
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, mean_mark, share

TOP_FROM = 4
"""The two best of five ratings."""


_Division = RatingSums.Division
_DIVIDED: Final = f"""
SELECT channel, key, sum(contacts)::integer, sum(rated_1)::integer, sum(rated_2)::integer,
  sum(rated_3)::integer, sum(rated_4)::integer, sum(rated_5)::integer
FROM quality_ratingsums WHERE division = %(division)s AND {RANGE}
GROUP BY channel, key ORDER BY channel, key
"""  # noqa: S608 - a condition of our own


@dataclass(frozen=True)
class Voice:
    """The ratings of one channel and queue, topic or hour, or of all.

    Args:
        key: of a queue, or of a topic, or the hour.
        contacts: how many an agent answered.
        ratings: how many of each value, 1 (bad) to 5 (good).
    """

    channel: str
    key: str
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


def heard(asker: User, first: date, last: date) -> tuple[Voice, list[Voice]]:
    """Return what citizens said of all contacts of some days, and by channel and queue; one query.

    Channels without a rating in these days are left out.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _asked(asker, first, last, _Division.QUEUE)
    return _sum(found), found


def by_topic(asker: User, first: date, last: date) -> list[tuple[str, Voice]]:
    """Return the ratings by topic, in the order of topics; two queries.

    Citizens who answer nothing about a topic show in its response rate. Contacts without a topic
    come last, without a name. Channels are left out as in `heard`.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _grouped(_asked(asker, first, last, _Division.TOPIC))
    names = Topic.objects.filter(pk__in=found).order_by("position", "pk")
    named = [*names.values_list("pk", "name"), (0, "")]
    return [(name, found[key]) for key, name in named if key in found]


def by_hour(asker: User, first: date, last: date) -> list[tuple[int, Voice]]:
    """Return the ratings by the hour of the city's clock in which a contact began; one query.

    Channels are left out as in `heard`.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    return sorted(_grouped(_asked(asker, first, last, _Division.HOUR)).items())


def _asked(asker: User, first: date, last: date, division: RatingSums.Division) -> list[Voice]:
    """Return the ratings by channel and key, of channels on which somebody rated."""
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute(_DIVIDED, {"division": division.value, **in_range(first, last)})
        found = [
            Voice(channel, key, contacts, (one, two, three, four, five))
            for channel, key, contacts, one, two, three, four, five in cursor.fetchall()
        ]
    asked = {voice.channel for voice in found if voice.rated}
    return [voice for voice in found if voice.channel in asked]


def _grouped(voices: Iterable[Voice]) -> dict[int, Voice]:
    groups = defaultdict[int, list[Voice]](list)
    for voice in voices:
        groups[int(voice.key)].append(voice)
    return {key: _sum(those) for key, those in groups.items()}


def _sum(rows: Iterable[Voice]) -> Voice:
    kept = list(rows)
    one, two, three, four, five = (sum(each.ratings[place] for each in kept) for place in range(5))
    return Voice("", "", sum(each.contacts for each in kept), (one, two, three, four, five))
