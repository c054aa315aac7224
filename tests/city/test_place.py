"""A place: what is known of it, and how well."""

from alo153.city.models import District, Neighborhood
from alo153.city.place import Place
from alo153.core.geo import Point

CENTER, PIN = Point(40.76, 29.97), Point(40.77, 29.98)


def near(lat: float | None = CENTER.lat, lon: float | None = CENTER.lon) -> Neighborhood:
    return Neighborhood(slug="yahyakaptan", lat=lat, lon=lon)


def test_a_pin_is_better_than_the_center_of_a_neighborhood() -> None:
    pinned = Place(neighborhood=near(), point=PIN)
    assert (pinned.best_point, pinned.precision) == (PIN, 0)
    named = Place(neighborhood=near())
    assert (named.best_point, named.precision) == (CENTER, 1_000)


def test_without_either_nothing_is_known_of_its_point() -> None:
    for place in (Place(), Place(district=District(slug="izmit")), Place(neighborhood=near(None))):
        assert place.best_point is None
