"""A place, as far as it is known: one value for forms, routing, duplicates and cases."""

from dataclasses import dataclass
from typing import Final

from alo153.city.models import District, Neighborhood
from alo153.core.geo import Point, point

# Half of a large neighborhood: whatever lies in it is no farther from its center
_HALF_A_NEIGHBORHOOD_M: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place; any part may be unknown.

    Args:
        layer: the owner of the street or park, of `rules.routing.PlaceLayer`; empty: unknown.
        point: the pin that somebody set.
    """

    district: District | None = None
    neighborhood: Neighborhood | None = None
    address: str = ""
    layer: str = ""
    point: Point | None = None

    @property
    def best_point(self) -> Point | None:
        """Return the pin, else the center of the neighborhood."""
        near = self.neighborhood
        return self.point or (point(near.lat, near.lon) if near else None)

    @property
    def precision(self) -> int:
        """Return by how many meters `best_point` may be wrong."""
        return 0 if self.point else _HALF_A_NEIGHBORHOOD_M
