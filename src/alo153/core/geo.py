"""Distances on the ground, flat as a city is. Degrees are WGS 84, distances are meters. Pure."""

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

METERS_PER_DEGREE: Final = 111_195.0
"""Of latitude, on a sphere of the earth's mean radius (6,371,009 m)."""
_NARROWEST: Final = 0.01
"""Beyond 89.4 degrees a box would have no end."""


@dataclass(frozen=True)
class Point:
    """A place on the ground, in degrees."""

    lat: float
    lon: float

    def meters_to(self, other: "Point") -> float:
        """Return the distance, right to one part in 200 within 100 km and below 60 degrees."""
        east = (self.lon - other.lon) * narrowing((self.lat + other.lat) / 2)
        return METERS_PER_DEGREE * hypot(self.lat - other.lat, east)


def point(lat: float | None, lon: float | None) -> Point | None:
    """Return the point of two columns; None unless both are known."""
    return None if lat is None or lon is None else Point(lat, lon)


def narrowing(lat: float) -> float:
    """Return how long a degree of longitude is there, as a share of a degree of latitude."""
    return cos(radians(lat))


def reach(lat: float, meters: float) -> tuple[float, float]:
    """Return the degrees north and east that hold whatever is within so many meters."""
    north = meters / METERS_PER_DEGREE
    return north, north / max(narrowing(abs(lat) + north), _NARROWEST)
