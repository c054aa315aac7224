"""What a map department exports becomes the city's boundaries, or is refused area by area."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
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


def whole(pack: CityPack, *areas: Any) -> str:
    """The districts of the city: some as given, each other one somewhere in the north."""
    given = {each["properties"]["name"] for each in areas}
    rest = [each.name for each in pack.districts if not given & {each.name, f"{each.name} İlçesi"}]
    north = [area(name, square(29.4 + n * 0.05, 40.9, 0.04)) for n, name in enumerate(rest)]
    return collection(*areas, *north)


IZMIT = area("İzmit İlçesi", square(29.9, 40.7))
NEAR = area("Yahyakaptan Mahallesi", square(29.94, 40.76, 0.02))


def test_places_keep_their_slugs_however_their_names_are_written(pack: CityPack) -> None:
    text, mistakes = brought(
        pack,
        districts=whole(pack, IZMIT),
        neighborhoods=collection(NEAR, area("Yeni Mahalle", square(29.91, 40.71, 0.01))),
    )
    assert mistakes == []
    found = boundaries_of(text, frame_of(pack), Mistakes())
    assert (found[0].key, found[0].name) == (("district", "", "izmit"), "İzmit")
    assert [(each.key, each.name) for each in found if each.district] == [
        (("neighborhood", "izmit", "yahyakaptan"), "Yahyakaptan"),
        (("neighborhood", "izmit", "yeni-mahalle"), "Yeni Mahalle"),
    ]


def test_each_area_is_a_line_of_the_file(pack: CityPack) -> None:
    text, _ = brought(pack, districts=whole(pack, IZMIT))
    _head, line, *others, _end = text.splitlines()
    assert len(others) == len(pack.districts) - 1
    assert json.loads(line.removesuffix(","))["properties"] == {
        "level": "district",
        "slug": "izmit",
        "name": "İzmit",
    }


def test_the_file_says_what_the_city_is(pack: CityPack) -> None:
    text, _ = brought(pack, districts=whole(pack, IZMIT), neighborhoods=collection(NEAR))
    found = boundaries_of(text, frame_of(pack), Mistakes())
    districts, near = applied(pack.districts, pack.neighborhoods, found)
    assert districts[0].slug == "izmit"
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
        (collection(area("A\ud800", square(29.9, 40.7))), "(A?): has a name that cannot be used"),
        (collection(area("A\0", square(29.9, 40.7))), "has a name that cannot be used"),
        (collection(area("A\u202e", square(29.9, 40.7))), "has a name that cannot be used"),
        (
            collection(area("A", []) | {"geometry": {"type": [], "coordinates": []}}),
            "feature 1 (A): has no area",
        ),
        (
            collection(area("A", []) | {"geometry": {"type": "\ud800", "coordinates": []}}),
            "feature 1 (A): is a ?, not an area",
        ),
        (collection(area("A", [[10**400, 40.7]])), "is no pair of numbers"),
        (
            collection(IZMIT, crs={"properties": {"name": "\ud800"}}),
            "is in the projection ?, not in degrees",
        ),
        (
            collection(IZMIT, area("IZMIT", square(29.7, 40.7))),
            "feature 2 (IZMIT): has the name of another one",
        ),
    ],
)
def test_what_cannot_be_used_is_named(pack: CityPack, text: str, said: str) -> None:
    found = refused(pack, text)
    assert any(said in each for each in found), found
    assert "".join(found).encode()


def test_every_wrong_area_is_named_at_once(pack: CityPack) -> None:
    open_ring = area("A", square(29.9, 40.7)[:-1])
    nameless = area("", square(29.9, 40.7))
    said = refused(pack, collection(open_ring, IZMIT, nameless))
    assert [each.split(": ")[1] for each in said] == ["feature 1 (A)", "feature 3"]


@pytest.mark.parametrize(
    ("districts", "properties", "district_in", "said"),
    [
        ([IZMIT], {}, "", "lies outside of every district"),
        (None, {}, "", "has no district"),
        (None, {"ilce": "Atlantis"}, "ilce", 'there is no district "Atlantis"'),
        (None, {"ilce": ""}, "ilce", "has no district"),
        (None, {"ilce": "\ud800"}, "ilce", 'there is no district "?"'),
        ([IZMIT], {"ilce": "İzmit"}, "ilce", "lies outside of every district"),
        (
            [IZMIT, area("Gölcük", square(29.7, 40.6))],
            {"ilce": "İzmit"},
            "ilce",
            "is said to be in İzmit and lies in Gölcük",
        ),
    ],
)
def test_neighborhoods_lie_in_their_district(
    pack: CityPack,
    districts: Sequence[Any] | None,
    properties: Mapping[str, str],
    district_in: str,
    said: str,
) -> None:
    near = area("Merkez", square(29.71, 40.61, 0.01), **properties)
    facts: dict[str, Any] = {"neighborhoods": collection(near), "district_in": district_in}
    if districts:
        facts["districts"] = whole(pack, *districts)
    text, mistakes = brought(pack, **facts)
    assert text == ""
    assert [said in each and "feature 1 (Merkez)" in each for each in mistakes] == [True]


def test_new_districts_must_hold_the_neighborhoods_that_stay(pack: CityPack) -> None:
    before, _ = brought(pack, districts=whole(pack, IZMIT), neighborhoods=collection(NEAR))
    elsewhere = whole(pack, area("İzmit", square(29.5, 40.5)))
    text, mistakes = brought(pack, before=before, districts=elsewhere)
    assert text == ""
    assert "boundaries.geojson: feature 13 (Yahyakaptan): lies outside" in mistakes[0]


def test_neighborhoods_that_stay_lie_in_new_districts_too_when_others_are_new(
    pack: CityPack,
) -> None:
    before, _ = brought(pack, districts=whole(pack, IZMIT), neighborhoods=collection(NEAR))
    moved = whole(pack, area("İzmit", square(29.5, 40.5)), area("Gölcük", square(29.7, 40.6)))
    near = collection(area("Merkez", square(29.71, 40.61, 0.01)))
    text, mistakes = brought(pack, before=before, districts=moved, neighborhoods=near)
    assert text == ""
    assert ["(Yahyakaptan): lies outside of every district" in each for each in mistakes] == [True]


@pytest.mark.parametrize("written", [None, "İzmit Belediyesi"])
def test_a_district_that_is_left_out_is_named_once(pack: CityPack, written: str | None) -> None:
    other = [] if written is None else [area(written, square(29.9, 40.7))]
    rest = [each for each in json.loads(whole(pack, IZMIT))["features"] if each != IZMIT]
    text, mistakes = brought(pack, districts=collection(*other, *rest))
    assert text == ""
    assert mistakes == [
        "districts.json: İzmit: is not in the file; neighborhoods that would be in no district: "
        '102. Bring it too, by the name "İzmit"; if it was merged or renamed, bring the file of '
        "neighborhoods too"
    ]


def without(name: str, text: str) -> str:
    """The same file without an area."""
    features = json.loads(text)["features"]
    return collection(*(each for each in features if each["properties"]["name"] != name))


def test_a_merged_district_goes_with_its_neighborhoods_if_both_files_are_brought(
    pack: CityPack,
) -> None:
    east = area("Kartepe", square(30.0, 40.7))
    masukiye = area("Maşukiye", square(30.02, 40.72, 0.01))
    before, mistakes = brought(
        pack, districts=whole(pack, IZMIT, east), neighborhoods=collection(NEAR, masukiye)
    )
    assert mistakes == []
    merged = area("İzmit", square(29.9, 40.65, 0.2))
    text, mistakes = brought(
        pack,
        before=before,
        districts=without("Kartepe", whole(pack, merged)),
        neighborhoods=collection(NEAR, masukiye),
    )
    assert mistakes == []
    found = boundaries_of(text, frame_of(pack), Mistakes())
    assert {each.key[1:] for each in found if each.district} == {
        ("izmit", "yahyakaptan"),
        ("izmit", "masukiye"),
    }
    after = read_overlaid(KOCAELI, {"boundaries.geojson": text})
    assert "kartepe" not in {each.slug for each in after.districts}
    assert "kartepe" not in {each.district for each in after.neighborhoods}
    assert "gebze" in {each.district for each in after.neighborhoods}, "nobody brought these"


def test_a_renamed_district_has_the_neighborhoods_that_were_brought(pack: CityPack) -> None:
    renamed = area("Nikomedya", square(29.9, 40.7))
    rest = without("İzmit İlçesi", whole(pack, IZMIT))
    districts = collection(renamed, *json.loads(rest)["features"])
    text, mistakes = brought(pack, districts=districts, neighborhoods=collection(NEAR))
    assert mistakes == []
    after = read_overlaid(KOCAELI, {"boundaries.geojson": text})
    near = {each.key for each in after.neighborhoods if each.district in {"izmit", "nikomedya"}}
    assert near == {"nikomedya/yahyakaptan-mahallesi"}


def test_a_place_of_a_district_that_goes_is_not_left_out_if_the_file_of_rules_names_it() -> None:
    harborview = read_pack(cast.CITIES / "harborview")
    hillside = area("Hillside", square(-70.70, 41.5, 0.05))
    northbay = area("Northbay", square(-70.64, 41.5, 0.05))
    mill = area("Mill", square(-70.69, 41.51, 0.01))
    text, mistakes = brought(
        harborview, districts=collection(hillside, northbay), neighborhoods=collection(mill)
    )
    assert text == ""
    named = [each.partition(" of routing.toml")[0] for each in mistakes]
    assert named == [
        "districts.json: Old Harbor: is not in the file, and rule 2",
        "neighborhoods.json: Pier Row: is not in the file, and rule 1",
    ]


def test_a_district_without_neighborhoods_may_go(pack: CityPack) -> None:
    near = tuple(each for each in pack.neighborhoods if each.district != "izmit")
    rest = [each for each in json.loads(whole(pack, IZMIT))["features"] if each != IZMIT]
    text, mistakes = brought(replace(pack, neighborhoods=near), districts=collection(*rest))
    assert text
    assert mistakes == []


def test_a_place_that_the_file_of_rules_names_is_not_left_out() -> None:
    harborview = read_pack(cast.CITIES / "harborview")
    ropewalk = area("Ropewalk", square(-70.66, 41.5, 0.01), part="Old Harbor")
    facts: dict[str, Any] = {"district_in": "part"}
    text, mistakes = brought(harborview, neighborhoods=collection(ropewalk), **facts)
    assert text == ""
    assert mistakes == [
        "neighborhoods.json: Pier Row: is not in the file, and rule 1 of routing.toml names it. "
        'Bring it too, by the name "Pier Row", or let the operator change that rule first'
    ]
    pier_row = area("Pier Row", square(-70.68, 41.5, 0.01), part="Old Harbor")
    text, mistakes = brought(harborview, neighborhoods=collection(ropewalk, pier_row), **facts)
    assert mistakes == []


def pair(first: tuple[float, float, float], second: tuple[float, float, float]) -> list[Any]:
    return [
        area(name, square(*at), ilce="İzmit")
        for name, at in (("Merkez", first), ("Yahyakaptan", second))
    ]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param((29.915, 40.71, 0.01), id="by half"),
        pytest.param((29.912, 40.712, 0.004), id="one in the other"),
        pytest.param((29.91, 40.71, 0.01), id="the same area twice"),
    ],
)
def test_areas_that_overlap_are_named_with_the_place(
    pack: CityPack, second: tuple[float, float, float]
) -> None:
    near = collection(*pair((29.91, 40.71, 0.01), second))
    text, mistakes = brought(pack, neighborhoods=near, district_in="ilce")
    assert text == ""
    [said] = mistakes
    assert "feature 1 (Merkez): overlaps feature 2 (Yahyakaptan) at 40.71" in said


def test_neighbors_may_differ_by_a_sliver_at_their_border(pack: CityPack) -> None:
    near = collection(*pair((29.91, 40.71, 0.01), (29.9199, 40.71, 0.01)))
    _, mistakes = brought(pack, neighborhoods=near, district_in="ilce")
    assert mistakes == []


METER = 1 / 111_195
"""Of latitude, in degrees; one of longitude is longer there by a third."""


def rectangle(west: float, south: float, width: float, height: float) -> Ring:
    """A rectangle of degrees whose lower left corner is there."""
    east, north = west + width, south + height
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@pytest.mark.parametrize(
    ("side", "east", "north", "is_refused"),
    [
        pytest.param(100, 0, 100 - 20, False, id="small blocks by a fifth"),
        pytest.param(100, 0, 100 - 30, True, id="small blocks by 30 m"),
        pytest.param(3000, 0, 3000 - 30, True, id="large areas by a hundredth"),
        pytest.param(3000, 3000 - 30, 0, False, id="30 degree-meters to the east are 23 m"),
        pytest.param(3000, 3000 - 36, 0, True, id="36 degree-meters to the east are 27 m"),
    ],
)
def test_an_overlap_is_measured_by_its_depth_in_meters(
    pack: CityPack, side: float, east: float, north: float, is_refused: bool
) -> None:
    size = side * METER
    rows = [
        area(name, rectangle(29.91 + x * METER, 40.71 + y * METER, size, size), ilce="İzmit")
        for name, x, y in (("Merkez", 0, 0), ("Yahyakaptan", east, north))
    ]
    text, mistakes = brought(pack, neighborhoods=collection(*rows), district_in="ilce")
    assert (text == "", ["overlaps" in each for each in mistakes]) == (
        is_refused,
        [True] * is_refused,
    )


def test_districts_do_not_overlap_and_neighborhoods_keep_to_theirs(pack: CityPack) -> None:
    both = whole(pack, IZMIT, area("Kartepe", square(29.95, 40.7)))
    _, mistakes = brought(pack, districts=both)
    assert ["feature 1 (İzmit İlçesi): overlaps feature 2 (Kartepe)" in each for each in mistakes]
    assert len(mistakes) == 1
    beside = whole(pack, IZMIT, area("Kartepe", square(30.0, 40.7)))
    half = collection(area("Yahyakaptan", square(29.9949, 40.71, 0.01), ilce="İzmit"))
    _, mistakes = brought(pack, districts=beside, neighborhoods=half, district_in="ilce")
    assert len(mistakes) == 1
    assert "feature 1 (Yahyakaptan): is in İzmit and reaches into Kartepe at" in mistakes[0]


@pytest.mark.parametrize("key", ["name_in", "district_in"])
def test_a_property_that_no_area_has_is_said_once_with_those_of_the_file(
    pack: CityPack, key: str
) -> None:
    rows = [
        area(None, square(29.91 + n / 100, 40.71, 0.01), AD=f"Yer {n}", ILCE="İzmit")
        for n in range(50)
    ]
    facts = {"name_in": "AD", "district_in": "ILCE"} | {key: "ad"}
    text, mistakes = brought(pack, neighborhoods=collection(*rows), **facts)
    assert text == ""
    assert mistakes == [
        f'neighborhoods.json: {key}: no area has the property "ad". Choose one of: AD, ILCE'
    ]


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"level": "street", "slug": "a", "name": "A"}, "feature 1 (A), level: is not known"),
        ({"level": "district", "slug": 7, "name": "A"}, "feature 1 (A): cannot be used"),
        ({"level": "district", "slug": "İ", "name": "A"}, "feature 1 (A), slug"),
        ({"level": "district", "slug": "a"}, "feature 1: has no name"),
        ({"level": [], "slug": "a", "name": "A"}, "feature 1 (A): cannot be used"),
        ({"level": "district", "slug": "a", "name": "A\0"}, "has a name that cannot be used"),
        ({"level": "district", "slug": "\ud800", "name": "A"}, 'feature 1 (A), slug: "?" cannot'),
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
    assert str(mistakes.found[0]).encode()


def test_borders_stay_shared_and_several_parts_are_one_place(pack: CityPack) -> None:
    west, east = square(29.9, 40.7), square(30.0, 40.7)
    parts: Sequence[Any] = [[west], [square(29.7, 40.6)]]
    island = area("İzmit", west)
    island["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    text, mistakes = brought(pack, districts=whole(pack, island, area("Kartepe", east)))
    assert mistakes == []
    found = boundaries_of(text, frame_of(pack), Mistakes())[:2]
    assert [each.shape.geom_type for each in found] == ["MultiPolygon", "Polygon"]
    assert found[0].shape.touches(found[1].shape)
