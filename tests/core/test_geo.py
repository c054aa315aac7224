"""Distances: compared with the sphere, and with each other."""

from math import asin, cos, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core.geo import METERS_PER_DEGREE, Point, narrowing, point, reach

LATS = st.floats(-60, 60)
LONS = st.floats(-179, 179)
POINTS = st.builds(Point, LATS, LONS)
# Some 100 km at most
NEAR = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))


def on_the_sphere(one: Point, other: Point) -> float:
    """Return the distance by the haversine formula."""
    radius = METERS_PER_DEGREE * 180 / pi
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    square = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * radius * asin(sqrt(square))


@given(POINTS, NEAR)
def test_a_distance_is_as_on_the_sphere_and_the_same_both_ways(
    one: Point, way: tuple[float, float]
) -> None:
    other = Point(one.lat + way[0], one.lon + way[1])
    assert one.meters_to(other) == other.meters_to(one)
    assert one.meters_to(other) == pytest.approx(on_the_sphere(one, other), rel=0.005, abs=0.01)
    assert one.meters_to(one) == 0


@given(POINTS, st.floats(1, 20_000), NEAR)
def test_whatever_is_within_reach_lies_in_the_box(
    one: Point, meters: float, way: tuple[float, float]
) -> None:
    north, east = reach(one.lat, meters)
    other = Point(one.lat + way[0], one.lon + way[1])
    inside = abs(way[0]) <= north * 1.000001 and abs(way[1]) <= east * 1.000001
    assert inside or one.meters_to(other) >= meters * 0.999999


def test_kocaeli() -> None:
    izmit, gebze = Point(40.7656, 29.9406), Point(40.8028, 29.4307)
    assert izmit.meters_to(gebze) == pytest.approx(43_100, rel=0.01)
    assert narrowing(60) == pytest.approx(0.5)


def test_the_box_is_no_larger_than_it_must_be() -> None:
    assert reach(0, METERS_PER_DEGREE) == pytest.approx((1, 1), rel=0.001)
    assert reach(60, METERS_PER_DEGREE / 100) == pytest.approx((0.01, 0.02), rel=0.001)


def test_a_point_has_both_or_is_none() -> None:
    assert point(40.0, 29.0) == Point(40.0, 29.0)
    assert point(0.0, 0.0) == Point(0.0, 0.0)
    assert point(None, 29.0) is None
    assert point(40.0, None) is None
