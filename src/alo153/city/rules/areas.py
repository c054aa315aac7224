"""Areas grown from center points, for maps. Approximate, and to be called so wherever shown.

No boundary of a neighborhood is free to ship. Each point gets the ground that is nearer to it than
to any other point (Voronoi), cut off at a distance where nobody can say whose it is. A district is
the sum of its neighborhoods. Never decide responsibility by these areas.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely
import shapely.geometry
from shapely import MultiPoint, Point, affinity, voronoi_polygons

from alo153.core.geo import METERS_PER_DEGREE, narrowing
from alo153.core.geo import Point as Spot

# Farther than this from every center point the map stays empty.
REACH_KM = 2.5
# Corners that move the line by less than this are left out.
SIMPLIFY_KM = 0.05
_KM_PER_DEGREE = METERS_PER_DEGREE / 1_000
# About ten meters: enough for an approximate line, and a third of the bytes
_GRID_DEGREES = 0.0001

Geometry = dict[str, Any]


@dataclass(frozen=True)
class Center:
    """The center point of a neighborhood in degrees."""

    key: str
    district: str
    lat: float
    lon: float


@lru_cache(maxsize=2)
def grow(centers: tuple[Center, ...]) -> tuple[dict[str, Geometry], dict[str, Geometry]]:
    """Return GeoJSON geometries of the neighborhoods by key and of the districts by slug."""
    if not centers:
        return {}, {}
    stretch = narrowing(sum(c.lat for c in centers) / len(centers))
    points = [Point(c.lon * stretch * _KM_PER_DEGREE, c.lat * _KM_PER_DEGREE) for c in centers]
    cells = _cells(points)
    whole = {c.key: cell for c, cell in zip(centers, cells, strict=True)}
    return (
        {key: _geojson(cell, stretch) for key, cell in whole.items()},
        {slug: _geojson(area, stretch) for slug, area in _districts(centers, whole).items()},
    )


def _cells(points: Sequence[Point]) -> list[Any]:
    """Return one cell per point, in order; neighbors share their edges after simplifying too."""
    together = MultiPoint(points)
    reach = together.buffer(REACH_KM, quad_segs=4)
    # Points of the same place would leave one of them without a cell: ordered keeps the pairing.
    cells = voronoi_polygons(together, extend_to=reach, ordered=True)
    cut = shapely.intersection(shapely.get_parts(cells), reach)
    return list(shapely.coverage_simplify(cut, SIMPLIFY_KM))


def _districts(centers: Sequence[Center], cells: Mapping[str, Any]) -> dict[str, Any]:
    slugs = dict.fromkeys(c.district for c in centers)
    return {
        slug: shapely.coverage_union_all([cells[c.key] for c in centers if c.district == slug])
        for slug in slugs
    }


def _geojson(area: Any, stretch: float) -> Geometry:
    degrees = affinity.scale(
        area, 1 / (stretch * _KM_PER_DEGREE), 1 / _KM_PER_DEGREE, origin=(0, 0)
    )
    rounded = shapely.set_precision(degrees, _GRID_DEGREES)
    geometry: Geometry = json.loads(shapely.to_geojson(rounded))
    return geometry


def holds(area: Geometry, pin: Spot) -> bool:
    """Return whether a point is in an area, or on its line."""
    return bool(shapely.geometry.shape(area).covers(Point(pin.lon, pin.lat)))
