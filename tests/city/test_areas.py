"""Areas grown from points: whole, not overlapping, and never farther than anybody could say."""

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape
from tests import cast

from alo153.city.rules.areas import Center, grow


def centers_of(city: str) -> tuple[Center, ...]:
    return tuple(
        Center(line.key, line.district, line.lat, line.lon)
        for line in cast.pack(city).neighborhoods
        if line.lat is not None and line.lon is not None
    )


def test_every_neighborhood_lies_in_its_own_area_and_in_its_district() -> None:
    centers = centers_of("kocaeli")
    neighborhoods, districts = grow(centers)
    assert len(neighborhoods) == len(centers) == 471
    for center in centers:
        point = Point(center.lon, center.lat)
        assert shape(neighborhoods[center.key]).covers(point), center.key
        assert shape(districts[center.district]).covers(point), center.key


def test_areas_do_not_overlap_and_make_up_the_district() -> None:
    neighborhoods, districts = grow(centers_of("harborview"))
    for slug, district in districts.items():
        parts = [shape(area) for key, area in neighborhoods.items() if key.startswith(slug + "/")]
        whole = shape(district).area
        assert abs(sum(part.area for part in parts) - whole) < whole * 0.01


def test_no_points_make_no_areas() -> None:
    assert grow(()) == ({}, {})


_degrees = st.tuples(st.integers(4050, 4120), st.integers(2930, 3040))


@settings(max_examples=40, deadline=None)
@given(st.sets(_degrees, min_size=1, max_size=12))
def test_any_points_make_valid_areas(spots: set[tuple[int, int]]) -> None:
    centers = tuple(
        Center(f"d{n % 2}/{n}", f"d{n % 2}", lat / 100, lon / 100)
        for n, (lat, lon) in enumerate(sorted(spots))
    )
    neighborhoods, districts = grow(centers)
    for area in (*neighborhoods.values(), *districts.values()):
        assert shape(area).is_valid
        assert not shape(area).is_empty
