"""What is announced to citizens, nearest first; of an incident its own area counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.cases.together.incidents import burst
from tests.knowledge.announcing import announce

from alo153.cases import actions
from alo153.cases.actions import Area
from alo153.cases.together.announced import Announced, to_citizens
from alo153.city.place import Place
from alo153.core import clock
from alo153.core.geo import Point

pytestmark = pytest.mark.django_db
# In the middle of Yahya Kaptan, and 2.2 km north of it
HERE, NORTH = Point(40.77, 29.975), Point(40.79, 29.975)


def seen_from(place: Place) -> list[Announced]:
    return to_citizens(place, clock.now())


def told(place: Place) -> list[tuple[str, bool]]:
    return [(each.said.text, each.concerns) for each in seen_from(place)]


def of_district(slug: str) -> Place:
    return Place(district=cast.district(slug))


def of_neighborhood(name: str) -> Place:
    near = cast.neighborhood(name)
    return Place(district=near.district, neighborhood=near)


def test_of_a_district_its_own_stands_first_then_what_is_for_all_then_the_nearest() -> None:
    announce("Gebze", "gebze")
    announce("Kartepe", "kartepe")
    announce("herkes")
    announce("İzmit", "izmit")
    assert told(of_district("izmit")) == [
        ("İzmit", True),
        ("herkes", True),
        ("Kartepe", False),
        ("Gebze", False),
    ]


def test_without_a_place_everything_is_told_the_newest_first() -> None:
    announce("önce", "gebze")
    announce("sonra")
    assert told(Place()) == [("sonra", True), ("önce", True)]


def test_an_incident_concerns_its_neighborhoods_alone() -> None:
    near = [cast.neighborhood("izmit/yahyakaptan")]
    burst(announced="Yahya Kaptan", neighborhoods=near)
    assert told(of_neighborhood("izmit/yahyakaptan")) == [("Yahya Kaptan", True)]
    assert told(of_neighborhood("izmit/kozluk")) == [("Yahya Kaptan", False)]
    # Of somebody who named the district alone, nobody knows that it does not
    assert told(of_district("izmit")) == [("Yahya Kaptan", True)]
    (one,) = seen_from(of_neighborhood("gebze/baris"))
    assert list(one.near) == near
    assert one.meters is not None
    assert 20_000 < one.meters < 60_000


def test_an_incident_concerns_whoever_is_in_its_circle() -> None:
    burst(announced="daire", lat=HERE.lat, lon=HERE.lon, radius_m=500)
    near = cast.neighborhood("izmit/yahyakaptan")
    place = {"district": near.district, "neighborhood": near}
    assert told(Place(**place, point=HERE)) == [("daire", True)]
    (one,) = seen_from(Place(**place, point=NORTH))
    assert one.meters == pytest.approx(2224 - 500, abs=10)
    assert told(of_district("izmit")) == [("daire", True)]
    assert told(of_district("gebze")) == [("daire", False)]


def test_a_circle_without_a_district_concerns_the_districts_that_it_touches() -> None:
    near = cast.neighborhood("izmit/yahyakaptan")
    burst(announced="daire", district=None, lat=near.lat, lon=near.lon, radius_m=500)
    assert told(of_district("izmit")) == [("daire", True)]
    assert told(of_district("gebze")) == [("daire", False)]


def test_only_what_was_written_to_be_announced_is_told() -> None:
    burst()  # an incident of which nothing is announced
    announce("yalnız masada", "izmit", on_portal=False)
    over = burst(announced="bitti")
    actions.end_incident(incident=over, by=cast.staff("hakan"), at=clock.now())
    assert told(of_district("izmit")) == []


def test_of_a_confidential_matter_the_words_alone_are_told() -> None:
    """The form refuses it; whoever writes the words answers for them, and a place tells more."""
    near = cast.neighborhood("izmit/yahyakaptan")
    actions.open_incident(
        title="Olay",
        topic=cast.topic("kadin-destek"),
        area=Area(district=near.district, neighborhoods=[near]),
        unit=None,
        expected_end_at=clock.now() + timedelta(hours=3),
        announced="duyuru",
        reason="",
        by=cast.staff("hakan"),
        at=clock.now(),
    )
    (one,) = seen_from(of_neighborhood("izmit/kozluk"))
    assert (one.said.text, list(one.near)) == ("duyuru", [])
