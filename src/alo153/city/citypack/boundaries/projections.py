"""Find the projection of numbers that are no degrees. Pure; right to some kilometers."""

from collections.abc import Iterator
from math import cos, hypot, log, pi, radians, sin, tan
from typing import Final

from alo153.core.geo import Point

_RADIUS: Final = 6_378_137.0
# The arc of a meridian on the ellipsoid: a degree at the middle latitudes, and its swing
_DEGREE: Final = 111_132.95
_SWING: Final = 16_038.5
_FALSE_EASTING: Final = 500_000.0
_UTM_SCALE: Final = 0.9996
# No city is wider; one zone more to the east is 250 km away
_FARTHEST: Final = 120_000.0
# Systems that differ by less cannot be told apart by their numbers
_ALIKE: Final = 10_000.0
# TUREF / TM27 to TM45, three degrees each, in which Turkish municipalities survey
_TUREF: Final = {27 + 3 * step: 5253 + step for step in range(7)}
WGS_84: Final = frozenset({"4326", "CRS84"})


def projections_of(x: float, y: float, near: Point) -> list[str]:
    """Return the systems in which a pair of numbers is near a point; none: not known.

    Args:
        near: the middle of the city.
    """
    found = [
        (away, name)
        for name, east, north in _candidates(near)
        if (away := hypot(x - east, y - north)) < _FARTHEST
    ]
    closest = min(found, default=(0.0, ""))[0]
    return [name for away, name in sorted(found) if away < closest + _ALIKE]


def _candidates(near: Point) -> Iterator[tuple[str, float, float]]:
    """Yield each system with the easting and northing of a point."""
    mercator = _RADIUS * log(tan(pi / 4 + radians(near.lat) / 2))
    yield "Web Mercator (EPSG:3857)", _RADIUS * radians(near.lon), mercator
    own = int((near.lon + 180) // 6) + 1
    for zone in (own - 1, own, own + 1):
        name = f"WGS 84 / UTM {zone}N (EPSG:{32600 + zone})"
        yield name, *_transverse(near, zone * 6 - 183, _UTM_SCALE)
    for meridian, code in _TUREF.items():
        yield f"TUREF / TM{meridian} (EPSG:{code})", *_transverse(near, meridian, 1.0)


def _transverse(near: Point, meridian: float, scale: float) -> tuple[float, float]:
    lat, east = radians(near.lat), radians(near.lon - meridian)
    arc = _DEGREE * near.lat - _SWING * sin(2 * lat)
    north = arc + _RADIUS * east**2 / 2 * sin(lat) * cos(lat)
    return _FALSE_EASTING + scale * _RADIUS * east * cos(lat), scale * north
