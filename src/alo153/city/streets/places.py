"""The neighborhoods that a register of streets may name, and the nearest one to a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import shapely

from alo153.core.geo import Point, narrowing
from alo153.core.text import slug

# As far outside of the map's frame as a house of the city may lie
_MARGIN_DEGREES: Final = 0.2
_SUFFIXES: Final = ("-mahallesi", "-mah", "-koyu")


@dataclass(frozen=True)
class Near:
    """A neighborhood as a register needs it."""

    key: int
    name: str
    district: str
    center: Point | None


@dataclass
class Places:
    """All neighborhoods of the city, and the frame of its map: west, south, east, north."""

    near: Sequence[Near]
    bounds: Sequence[float]

    def named(self, district: str, neighborhood: str) -> Near | None:
        """Return the neighborhood of a district, however its name is written."""
        name = slug(neighborhood)
        names = [name, *(name.removesuffix(end) for end in _SUFFIXES)]
        found = (self._by_name.get((slug(district), each)) for each in names)
        return next((near for near in found if near), None)

    def has_district(self, district: str) -> bool:
        """Tell whether the city has a district of this name."""
        return any(slug(district) == of for of, _ in self._by_name)

    def holds(self, point: Point) -> bool:
        """Tell whether a point is in the city's frame, or somewhat next to it."""
        west, south, east, north = self.bounds
        return (
            south - _MARGIN_DEGREES <= point.lat <= north + _MARGIN_DEGREES
            and west - _MARGIN_DEGREES <= point.lon <= east + _MARGIN_DEGREES
        )

    def nearest(self, point: Point) -> Near | None:
        """Return the neighborhood whose center is nearest; None where no center is known."""
        centers, tree = self._tree
        return centers[tree.nearest(self._flat(point))] if centers else None

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Near]:
        return {(slug(near.district), slug(near.name)): near for near in self.near}

    @cached_property
    def _tree(self) -> tuple[list[Near], shapely.STRtree]:
        found = [(near, self._flat(near.center)) for near in self.near if near.center]
        return [near for near, _ in found], shapely.STRtree([center for _, center in found])

    def _flat(self, point: Point) -> shapely.Point:
        """Return a point on a plane that is true to scale in the middle of the city."""
        return shapely.Point(point.lon * narrowing(sum(self.bounds[1::2]) / 2), point.lat)
