"""boundaries.geojson: the areas of districts and neighborhoods, where a city has them surveyed."""

from alo153.city.citypack.boundaries.bringing import Brought, bring, frame_of
from alo153.city.citypack.boundaries.lines import FILE, applied, read_boundaries

__all__ = ["FILE", "Brought", "applied", "bring", "frame_of", "read_boundaries"]
