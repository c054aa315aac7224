"""What a map department exports becomes the city's boundaries, or is refused area by area."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from tests import cast

from alo153.city.citypack import CityPack, read_pack
from alo153.city.citypack.boundaries import Brought, applied, bring, frame_of
from alo153.city.citypack.boundaries.lines import boundaries_of
from alo153.city.citypack.documents import compare, read_overlaid
from alo153.city.citypack.mistakes import Mistakes

KOCAELI = cast.CITIES / "kocaeli"
Ring = list[list[float]]
BOTH_OF_TM = "TUREF / TM30 (EPSG:5254)"


@pytest.fixture(scope="module")
def pack() -> CityPack:
    return read_pack(KOCAELI)


def square(lon: float, lat: float, side: float = 0.1) -> Ring:
    """A square whose lower left corner is there."""
    east, north = round(lon + side, 6), round(lat + side, 6)
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def area(name: str | None, ring: Any, **properties: Any) -> dict[str, Any]:
    said = properties if name is None else {"name": name, **properties}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": said, "geometry": geometry}


def collection(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def brought(pack: CityPack, *, before: str = "", **facts: Any) -> tuple[str, list[str]]:
    """Bring texts as files; return the city's file, and every mistake in English."""
    mistakes = Mistakes()
    files = {
        key: (f"{key}.json", value) if key in {"districts", "neighborhoods"} else value
        for key, value in facts.items()
    }
    text = bring(Brought(**files), pack, before, mistakes)
    return text, [str(each) for each in mistakes.found]


def refused(pack: CityPack, text: str) -> list[str]:
    made, mistakes = brought(pack, districts=text)
    assert made == ""
    return mistakes


IZMIT = area("İzmit İlçesi", square(29.9, 40.7))
NEAR = area("Yahyakaptan Mahallesi", square(29.94, 40.76, 0.02))


def test_places_keep_their_slugs_however_their_names_are_written(pack: CityPack) -> None:
    text, mistakes = brought(
        pack,
        districts=collection(IZMIT),
        neighborhoods=collection(NEAR, area("Yeni Mahalle", square(29.91, 40.71, 0.01))),
    )
    assert mistakes == []
    found = boundaries_of(text, frame_of(pack), Mistakes())
    assert [(each.key, each.name) for each in found] == [
        (("district", "", "izmit"), "İzmit"),
        (("neighborhood", "izmit", "yahyakaptan"), "Yahyakaptan"),
        (("neighborhood", "izmit", "yeni-mahalle"), "Yeni Mahalle"),
    ]


def test_each_area_is_a_line_of_the_file(pack: CityPack) -> None:
    text, _ = brought(pack, districts=collection(IZMIT))
    _head, line, _end = text.splitlines()
    assert json.loads(line)["properties"] == {"level": "district", "slug": "izmit", "name": "İzmit"}


def test_the_file_says_what_the_city_is(pack: CityPack) -> None:
    text, _ = brought(pack, districts=collection(IZMIT), neighborhoods=collection(NEAR))
    found = boundaries_of(text, frame_of(pack), Mistakes())
    districts, near = applied(pack.districts, pack.neighborhoods, found)
    assert [each.slug for each in districts] == ["izmit"]
    assert districts[0].municipality == "izmit-belediyesi"
    inside = [each for each in near if each.district == "izmit"]
    [yahyakaptan] = inside
    former = next(each for each in pack.neighborhoods if each.key == "izmit/yahyakaptan")
    assert (yahyakaptan.population, yahyakaptan.slug) == (former.population, "yahyakaptan")
    assert yahyakaptan.area
    assert yahyakaptan.area["type"] == "Polygon"


def test_neighborhoods_of_districts_that_were_not_brought_stay(pack: CityPack) -> None:
    golcuk = area("Merkez", square(29.81, 40.71, 0.01), ilce="Gölcük")
    first, mistakes = brought(pack, neighborhoods=collection(golcuk), district_in="ilce")
    assert mistakes == []
    izmit = area("Yahyakaptan", square(29.94, 40.76, 0.01), ilce="İZMİT")
    both, mistakes = brought(
        pack, before=first, neighborhoods=collection(izmit), district_in="ilce"
    )
    assert mistakes == []
    found = boundaries_of(both, frame_of(pack), Mistakes())
    assert [(each.district, each.slug) for each in found] == [
        ("golcuk", "merkez"),
        ("izmit", "yahyakaptan"),
    ]
    _, near = applied(pack.districts, pack.neighborhoods, found)
    assert any(each.district == "kartepe" for each in near)


def test_the_city_is_read_with_them_and_compared(pack: CityPack) -> None:
    others = [
        area(each.name, square(29.4 + n * 0.05, 40.6, 0.04))
        for n, each in enumerate(pack.districts)
    ]
    text, mistakes = brought(pack, districts=collection(*others))
    assert mistakes == []
    after = read_overlaid(KOCAELI, {"boundaries.geojson": text})
    changes = compare("boundaries", pack, after)
    assert {(each.what, each.fields) for each in changes} == {("changed", ("area",))}
    assert len(changes) == len(pack.districts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON (1:2)"),
        ('{"type": NaN}', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('{"type": "Topology"}', "is no FeatureCollection"),
        ("[]", "is no FeatureCollection"),
        (collection(), "has no areas"),
        (collection("x"), "feature 1: is no feature"),
        (collection(*["x"] * 5001), "has 5001 areas"),
        (
            collection(IZMIT, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::5254"}}),
            "is in the projection urn:ogc:def:crs:EPSG::5254",
        ),
        (collection(area("İzmit", square(493_000, 4_513_000, 1000))), BOTH_OF_TM),
        (collection(area("İzmit", square(746_000, 4_517_000, 1000))), "UTM 35N (EPSG:32635)"),
        (collection(area("İzmit", square(3_330_000, 4_977_000, 1000))), "Web Mercator (EPSG:3857)"),
        (collection(area("İzmit", square(7e8, 7e8, 1000))), "a projection that we do not know"),
        (
            collection({"type": "Feature", "properties": {"name": "A"}, "geometry": None}),
            "feature 1 (A): has no area",
        ),
        (
            collection(
                {
                    "type": "Feature",
                    "properties": None,
                    "geometry": {"type": "Point", "coordinates": [29.9, 40.7]},
                }
            ),
            "feature 1: is a Point, not an area",
        ),
        (collection(area("A", square(29.9, 40.7)[:-1])), "has a ring that is not closed"),
        (
            collection(area("A", [[29.9, 40.7], [29.8, 40.7], [29.9, 40.7]])),
            "fewer than three corners",
        ),
        (collection(area("A", [[29.9, 40.7], ["x", 1]])), "is no pair of numbers"),
        (collection(area("A", [[29.9, 40.7], [True, 1]])), "is no pair of numbers"),
        (collection(area("A", [])), "has a ring that is not closed"),
        (collection(area("A", 7)), "is no pair of numbers"),
        (
            collection(area("A", [[29.9, 40.7], [29.9, 95.0], [29.8, 40.7], [29.9, 40.7]])),
            "a corner that is not in degrees",
        ),
        (
            collection(
                area("A", [[29.9, 40.7], [30.0, 40.8], [30.0, 40.7], [29.9, 40.8], [29.9, 40.7]])
            ),
            "feature 1 (A): crosses itself at 40.75000, 29.95000",
        ),
        (collection(area("A", square(40.7, 29.9))), "latitude and longitude the wrong way round"),
        (collection(area("A", square(28.9, 41.0))), "lies outside the map's bounds"),
        (collection(area(None, square(29.9, 40.7))), "feature 1: has no name"),
        (collection(area(7, square(29.9, 40.7))), "feature 1 (7): has no name"),
        (collection(area("!!", square(29.9, 40.7))), 'feature 1 (!!), slug: "" cannot be used'),
        (collection(area("A" * 81, square(29.9, 40.7))), "has a name that cannot be used"),
        (
            collection(IZMIT, area("IZMIT", square(29.7, 40.7))),
            "feature 2 (IZMIT): has the name of another one",
        ),
    ],
)
def test_what_cannot_be_used_is_named(pack: CityPack, text: str, said: str) -> None:
    assert any(said in each for each in refused(pack, text)), refused(pack, text)


def test_every_wrong_area_is_named_at_once(pack: CityPack) -> None:
    open_ring = area("A", square(29.9, 40.7)[:-1])
    nameless = area("", square(29.9, 40.7))
    said = refused(pack, collection(open_ring, IZMIT, nameless))
    assert [each.split(": ")[1] for each in said] == ["feature 1 (A)", "feature 3"]


@pytest.mark.parametrize(
    ("districts", "properties", "district_in", "said"),
    [
        (collection(IZMIT), {}, "", "lies outside of every district"),
        (None, {}, "", "has no district"),
        (None, {"ilce": "Atlantis"}, "ilce", 'there is no district "Atlantis"'),
        (None, {}, "ilce", "has no district"),
        (collection(IZMIT), {"ilce": "İzmit"}, "ilce", "lies outside of every district"),
        (
            collection(IZMIT, area("Gölcük", square(29.7, 40.6))),
            {"ilce": "İzmit"},
            "ilce",
            "is said to be in İzmit and lies in Gölcük",
        ),
    ],
)
def test_neighborhoods_lie_in_their_district(
    pack: CityPack,
    districts: str | None,
    properties: Mapping[str, str],
    district_in: str,
    said: str,
) -> None:
    near = area("Merkez", square(29.71, 40.61, 0.01), **properties)
    facts: dict[str, Any] = {"neighborhoods": collection(near), "district_in": district_in}
    if districts:
        facts["districts"] = districts
    text, mistakes = brought(pack, **facts)
    assert text == ""
    assert [said in each and "feature 1 (Merkez)" in each for each in mistakes] == [True]


def test_new_districts_must_hold_the_neighborhoods_that_stay(pack: CityPack) -> None:
    before, _ = brought(pack, districts=collection(IZMIT), neighborhoods=collection(NEAR))
    elsewhere = collection(area("İzmit", square(29.5, 40.5)))
    text, mistakes = brought(pack, before=before, districts=elsewhere)
    assert text == ""
    assert "boundaries.geojson: feature 2 (Yahyakaptan): lies outside" in mistakes[0]


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"level": "street", "slug": "a", "name": "A"}, "feature 1 (A), level: is not known"),
        ({"level": "district", "slug": 7, "name": "A"}, "feature 1 (A): cannot be used"),
        ({"level": "district", "slug": "İ", "name": "A"}, "feature 1 (A), slug"),
        ({"level": "district", "slug": "a"}, "feature 1: has no name"),
    ],
)
def test_a_file_by_hand_is_checked_as_strictly(
    pack: CityPack, properties: Mapping[str, Any], said: str
) -> None:
    mistakes = Mistakes()
    by_hand = area(None, square(29.9, 40.7)) | {"properties": properties}
    text = collection(by_hand)
    assert boundaries_of(text, frame_of(pack), mistakes) == ()
    assert said in str(mistakes.found[0])


def test_borders_stay_shared_and_several_parts_are_one_place(pack: CityPack) -> None:
    west, east = square(29.9, 40.7), square(30.0, 40.7)
    parts: Sequence[Any] = [[west], [square(29.7, 40.6)]]
    island = area("İzmit", west)
    island["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    text, mistakes = brought(pack, districts=collection(island, area("Kartepe", east)))
    assert mistakes == []
    found = boundaries_of(text, frame_of(pack), Mistakes())
    assert [each.shape.geom_type for each in found] == ["MultiPolygon", "Polygon"]
    assert found[0].shape.touches(found[1].shape)
