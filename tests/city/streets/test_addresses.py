"""Somebody types a bit of an address, however they write it, and finds it."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.city.streets import registers

from alo153.city import queries
from alo153.city.models import Neighborhood
from alo153.core.geo import Point

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    registers.load()


def texts(typed: str, district: str = "") -> list[str]:
    here = cast.district(district) if district else None
    return [
        f"{each.text}, {each.neighborhood.name}"
        for each in queries.search_addresses(typed, district=here)
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("şehit ergün köncü 12", "Şehit Ergün Köncü Sokağı 12, Yahyakaptan"),
        ("SEHIT ERGUN KONCU SK NO:12A", "Şehit Ergün Köncü Sokağı 12/A, Yahyakaptan"),
        ("12 koncu ergun", "Şehit Ergün Köncü Sokağı 12, Yahyakaptan"),
        ("sehit egrun konccu 12", "Şehit Ergün Köncü Sokağı 12, Yahyakaptan"),
        ("koncu sokgai 12", "Şehit Ergün Köncü Sokağı 12, Yahyakaptan"),
        ("konuc sokaagi", "Şehit Ergün Köncü Sokağı, Yahyakaptan"),
        ("1453 sok. 12", "1453. Sokak 12, Yahyakaptan"),
        ("1453", "1453. Sokak, Yahyakaptan"),
        ("cumhuriyet cad izmit", "Cumhuriyet Caddesi, Kemalpaşa"),
        ("cumhuriyet blv", "Cumhuriyet Bulvarı, Kemalpaşa"),
        ("golcuk cumhuriyet", "Cumhuriyet Caddesi, Merkez"),
        ("yahya kaptan koncu", "Şehit Ergün Köncü Sokağı, Yahyakaptan"),
        ("23 nisan 5", "23 Nisan Caddesi 5, Cumhuriyet"),
        ("salkimsogut", "Salkım Söğüt Sokak, Cumhuriyet"),
        ("cumhuriyet atatürk", "Atatürk Caddesi, Cumhuriyet"),
    ],
)
def test_an_address_is_found_as_people_write_it(typed: str, first: str) -> None:
    assert texts(typed)[0] == first


def test_a_house_has_its_point_and_a_street_has_none() -> None:
    exact, *others = queries.search_addresses("köncü 12")
    assert (exact.house, exact.neighborhood) == (
        Point(40.7702, 29.9552),
        cast.neighborhood("izmit/yahyakaptan"),
    )
    assert [each.text.rpartition(" ")[2] for each in others] == ["120", "12/A"]
    (street,) = queries.search_addresses("salkım")
    assert (street.house, street.around) == (None, None)


def test_a_number_that_the_register_lacks_is_kept_without_a_point() -> None:
    (address,) = queries.search_addresses("köncü 77b")
    assert address.text == "Şehit Ergün Köncü Sokağı 77/B"
    assert address.house is None
    assert address.around


def test_of_a_street_through_several_neighborhoods_the_part_with_the_house_comes_first() -> None:
    parts = ["kemalpasa", "yenisehir", "karabas", "kozluk", "omeraga", "tepecik", "alikahya-merkez"]
    parts += ["hacihasan", "cedit"]
    houses = [(f"izmit/{part}", "İstiklal Caddesi", "1", (40.76, 29.93)) for part in parts]
    there = ("izmit/yahyakaptan", "İstiklal Caddesi", "26", (40.7711, 29.9561))
    registers.load([*houses, there])
    first, second, *_ = queries.search_addresses("istiklal cad 26")
    assert (first.house, first.neighborhood.name) == (Point(40.7711, 29.9561), "Yahyakaptan")
    assert (second.text, second.house) == ("İstiklal Caddesi 26", None)
    registers.load([*registers.HOUSES, *houses, there])
    assert texts("cumhuriyet cad 3", "izmit")[0] == "Cumhuriyet Caddesi 3, Kemalpaşa"
    assert texts("cumhuriyet cad 3")[0] == "Cumhuriyet Caddesi 3, Merkez"


def test_the_chosen_district_comes_first() -> None:
    assert texts("cumhuriyet caddesi", "golcuk")[0] == "Cumhuriyet Caddesi, Merkez"
    assert texts("cumhuriyet caddesi", "izmit")[0] == "Cumhuriyet Caddesi, Kemalpaşa"


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", "cadde", "zeplin", "'", "\\", "a" * 5_000, "🏠 12"]
)
def test_what_says_no_street_finds_none(typed: str) -> None:
    assert texts(typed) == []


def test_a_retired_neighborhood_is_not_offered() -> None:
    Neighborhood.objects.filter(slug="yahyakaptan").update(retired_at=cast.AT)
    assert texts("köncü") == []


def test_few_queries_are_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.search_addresses("köncü 12")
    with django_assert_num_queries(3):
        queries.search_addresses("köncü 12")
    with django_assert_num_queries(5):
        queries.search_addresses("konccu 12")
