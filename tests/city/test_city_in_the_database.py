"""A city is loaded, loaded again, changed; staff joins; people find places and units."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from tests import cast

from alo153.accounts.models import User
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.citizens.models import Citizen, Person
from alo153.city import actions, queries
from alo153.city.citypack import CityPack
from alo153.city.models import City, District, Neighborhood, RoutingRule, Topic, Unit
from alo153.city.place import Place
from alo153.core.actor import SYSTEM
from alo153.core.geo import Point
from alo153.core.models import Event
from alo153.core.text import fold
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
TABLES = (Unit, District, Neighborhood, Topic, RoutingRule)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


def load(pack: CityPack) -> City:
    return actions.load_city(pack=pack, by=SYSTEM, at=cast.AT)


def all_rows() -> list[list[tuple[object, ...]]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


@pytest.mark.usefixtures("empty_database")
def test_loading_twice_changes_nothing() -> None:
    load(cast.pack())
    before = all_rows()
    load(cast.pack())
    assert all_rows() == before
    assert City.objects.count() == 1
    assert Event.objects.filter(name="city.loaded").count() == 2


def test_what_the_files_stop_naming_is_retired_and_comes_back() -> None:
    pack = cast.pack()
    load(pack)
    without = replace(pack, neighborhoods=pack.neighborhoods[1:], groups=pack.groups[1:])
    load(without)
    gone = Topic.objects.get(slug="su-kesintisi")
    assert gone.retired_at == cast.AT
    assert Neighborhood.objects.filter(retired_at__isnull=False).count() == 1
    load(pack)
    gone.refresh_from_db()
    assert gone.retired_at is None


@pytest.mark.usefixtures("empty_database")
def test_a_second_city_loads_and_speaks_english() -> None:
    city = load(cast.pack("harborview"))
    assert (city.number, city.language, queries.city().accent) == ("311", "en", "#1f4fa3")
    assert queries.search_topics("hole in the road")[0].slug == "pothole"
    pier = Neighborhood.objects.get(slug="pier-row")
    snow = Topic.objects.get(slug="snow-ice")
    route = queries.find_route(topic=snow, place=Place(neighborhood=pier))
    assert route.unit
    assert (route.unit.slug, route.reason) == ("parks", "The piers are cleared by the park crews.")
    assert route.explanation == ("Rule 1 decided: The piers are cleared by the park crews.",)


@pytest.mark.usefixtures("empty_database")
def test_places_of_an_english_city_are_in_english_order() -> None:
    pack = cast.pack("harborview")
    names = ["Ivy Hill", "IRIS COURT", "Ida Point", "Hyde End", "Éclair Row"]
    districts = [
        replace(pack.districts[0], slug=f"new-{number}", name=name)
        for number, name in enumerate(names)
    ]
    load(replace(pack, districts=(*pack.districts, *districts)))
    found = [district.name for district in queries.districts() if district.name in names]
    assert found == ["Éclair Row", "Hyde End", "Ida Point", "IRIS COURT", "Ivy Hill"]


@pytest.mark.usefixtures("empty_database")
def test_one_database_serves_one_city() -> None:
    load(cast.pack("harborview"))
    with pytest.raises(actions.AnotherCityError, match="harborview"):
        load(cast.pack("kocaeli"))


def test_places_are_in_turkish_order() -> None:
    assert [district.name for district in queries.districts()] == [
        "Başiskele",
        "Çayırova",
        "Darıca",
        "Derince",
        "Dilovası",
        "Gebze",
        "Gölcük",
        "İzmit",
        "Kandıra",
        "Karamürsel",
        "Kartepe",
        "Körfez",
    ]
    names = [each.name for each in queries.neighborhoods(cast.district("izmit"))]
    assert names.index("Çavuşoğlu") > names.index("Cedit")
    assert names.index("Şirintepe") > names.index("Serdar")


def test_a_pin_finds_the_nearest_neighborhood() -> None:
    here = cast.neighborhood("izmit/yahyakaptan")
    assert here.lat
    assert here.lon
    found = queries.neighborhood_at(Point(here.lat + 0.0005, here.lon - 0.0005))
    assert found == here
    assert queries.neighborhood_at(Point(41.01, 28.95)) is None  # Istanbul
    assert queries.neighborhood_at(Point(-90, 0)) is None


def test_a_neighborhood_is_found_without_turkish_letters_and_by_its_district() -> None:
    assert cast.neighborhood("izmit/yahyakaptan") in queries.search_neighborhoods("YAHYA")
    both = queries.search_neighborhoods("cumhuriyet izmit")
    assert {each.district.name for each in both} == {"İzmit"}
    assert both[0].name == "Cumhuriyet"
    assert queries.search_neighborhoods("  ?") == []


def test_a_district_is_the_sum_of_its_neighborhoods_on_the_map() -> None:
    districts = queries.areas_of_districts()
    assert len(districts["features"]) == 12
    inside = queries.areas_of_neighborhoods(cast.district("cayirova"))
    assert {each["properties"]["name"] for each in inside["features"]} >= {"Şekerpınar"}


def test_a_neighborhood_without_a_point_can_still_be_chosen() -> None:
    unknown = cast.neighborhood("basiskele/mehmetaga")
    assert (unknown.lat, unknown.area) == (None, None)
    assert unknown in queries.neighborhoods(cast.district("basiskele"))


def test_pruning_goes_where_the_place_belongs_and_says_so_in_turkish() -> None:
    route = queries.find_route(
        topic=cast.topic("agac-budama"),
        place=Place(district=cast.district("golcuk"), layer="district"),
    )
    assert route.unit == cast.unit("golcuk-belediyesi")
    assert "ilçe belediyesinindir" in route.reason
    assert route.explanation[-1].startswith("Kural 7 karar verdi:")


def test_garbage_in_an_unknown_district_waits_at_the_center() -> None:
    topic = cast.topic("cop-toplama")
    route = queries.find_route(topic=topic, place=Place())
    assert route.unit is None
    assert "İlçe bilinmediği" in route.reason


def test_a_promise_comes_from_the_topic_and_else_from_policy() -> None:
    spraying = queries.promised_at(cast.topic("ilaclama"), cast.AT)
    assert spraying.isoformat() == "2026-11-25T17:30:00+03:00"
    by_policy = queries.promised_at(cast.topic("nobetci-eczane"), cast.AT)
    assert by_policy.date().isoformat() == "2026-12-24"


def test_a_text_falls_back_to_the_citys_language() -> None:
    assert queries.text("receipt_sms", "en").startswith("We received")
    assert queries.text("receipt_sms", "fr") == queries.text("receipt_sms", "tr")


def test_selin_works_in_parks_and_leaves() -> None:
    selin, parks = cast.staff("selin"), cast.unit("park-ve-bahceler")
    assert queries.unit_keys(selin, WORK_ON_UNIT_CASES) == [parks.pk]
    assert not queries.permissions_in(cast.staff("okan"), parks)
    assert cast.staff("nurten") in queries.holding_in(parks, WORK_ON_UNIT_CASES)
    actions.leave_unit(user=selin, unit=parks, by=SYSTEM, at=cast.AT)
    assert not queries.permissions_in(selin, parks)


def test_callers_are_sent_on_with_words_and_a_number() -> None:
    numbers = {party.phone for party in queries.outside_parties()}
    assert numbers >= {"112", "182", "186", "187"}
    assert all(party.say for party in queries.outside_parties())
    assert "isu" not in [party.slug for party in queries.outside_parties()]


def test_the_search_key_in_sql_is_the_one_in_python() -> None:
    for topic in Topic.objects.all():
        assert topic.name_key == fold(topic.name)
        assert topic.search_key == fold(topic.search_text)


@pytest.mark.usefixtures("empty_database")
def test_the_commands_load_the_city_and_its_people_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALO153_DEMO_PASSWORD", cast.PASSWORD)
    with pytest.raises(CommandError, match="load_city"):
        call_command("load_demo")
    for _ in range(2):
        call_command("load_city")
        call_command("load_demo")
    assert User.objects.count() == len(cast.pack().staff) == 20
    assert Citizen.objects.count() == len(cast.pack().citizens)
    assert "İşitme engelli" in Person.objects.get(full_name="Hatice Şimşek").note
    assert User.objects.get(username="elif").check_password(cast.PASSWORD)


@pytest.mark.usefixtures("empty_database")
def test_demo_people_need_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALO153_DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="ALO153_DEMO_PASSWORD"):
        call_command("load_demo")


@pytest.mark.usefixtures("empty_database")
def test_a_city_with_mistakes_is_not_loaded() -> None:
    with pytest.raises(CommandError, match="no such folder"):
        call_command("load_city", "ankara")
    assert not City.objects.exists()
