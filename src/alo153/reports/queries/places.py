"""Requests by neighborhood, for a thousand people who live there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, Sum

from alo153.city.models import Neighborhood
from alo153.reports.models import MatterDay

FEWEST_PEOPLE: Final = 200
"""Of a smaller place a single request would be the highest rate of the city."""
CLASSES: Final = 5


@dataclass(frozen=True)
class Place:
    """A neighborhood: its requests, and how many that is for a thousand people."""

    neighborhood: Neighborhood
    requests: int
    # None: too few people, or nobody knows how many
    rate: float | None
    # 0 to 4, by fifths of all rates: the color on the map
    shade: int | None = None

    @property
    def people(self) -> int | None:
        """Return how many live there."""
        return None if self.is_retired else self.neighborhood.population

    @property
    def is_retired(self) -> bool:
        """Tell whether the city has no such neighborhood any more."""
        return self.neighborhood.retired_at is not None


def rates(*, since: date, until: date) -> list[Place]:
    """Return the neighborhoods with their requests in these days, both included; two queries.

    Retired ones are among them if they had requests, so that the sum is that of the reports; their
    people are counted in the neighborhood that took them over, and they have no rate.

    Formula: 1000 x cases opened there / population.
    """
    facts = MatterDay.objects.filter(day__gte=since, day__lte=until, neighborhood__gt=0)
    counted = facts.values("neighborhood").annotate(n=Sum("opened")).order_by()
    opened: dict[Any, int] = {row["neighborhood"]: row["n"] for row in counted}
    shown = Q(retired_at=None) | Q(pk__in=[key for key, n in opened.items() if n])
    here = Neighborhood.objects.filter(shown).select_related("district")
    places = [_place(each, opened.get(each.pk, 0)) for each in here]
    return _shaded(places)


def _place(neighborhood: Neighborhood, requests: int) -> Place:
    people = 0 if neighborhood.retired_at else neighborhood.population or 0
    rate = 1_000 * requests / people if people >= FEWEST_PEOPLE else None
    return Place(neighborhood, requests, rate)


def _shaded(places: Sequence[Place]) -> list[Place]:
    """Give each rate above nothing its fifth."""
    found = sorted(place.rate for place in places if place.rate)
    return [
        Place(place.neighborhood, place.requests, place.rate, _fifth(found, place.rate))
        for place in places
    ]


def _fifth(found: Sequence[float], rate: float | None) -> int | None:
    if not rate:
        return None
    below = sum(1 for each in found if each < rate)
    return min(CLASSES * below // len(found), CLASSES - 1)
