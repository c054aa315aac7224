"""Whoever fills in a place finds an address in the city's register while typing."""

import html
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.city.streets import registers

from alo153.cases import actions
from alo153.core.clock import now
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
ADDRESSES = reverse("addresses")


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()
    forget_cached()


@pytest.fixture
def register(db: None) -> None:
    registers.load()


def listed(client: Client, **typed: str) -> str:
    answer = client.post(ADDRESSES, typed)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.usefixtures("register")
def test_a_stranger_finds_a_house_with_its_place(client: Client) -> None:
    found = listed(client, q="koncu 12", district="izmit")
    near = cast.neighborhood("izmit/yahyakaptan")
    for fact in (
        'data-text="Şehit Ergün Köncü Sokağı 12"',
        'data-district="izmit"',
        f'data-near="{near.pk}"',
        'data-near-slug="yahyakaptan"',
        'data-lat="40.7702"',
        'data-lon="29.9552"',
    ):
        assert fact in found
    assert "data-lat" not in listed(client, q="salkım")
    assert "Kayıtlarda böyle bir sokak yok" in listed(client, q="zeplin")


@pytest.mark.usefixtures("register")
def test_typed_addresses_come_by_post_with_the_forms_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(ADDRESSES).status_code == 405
    assert strict.post(ADDRESSES, {"q": "köncü"}).status_code == 403


@pytest.mark.usefixtures("register")
def test_a_stranger_searches_within_bounds_and_staff_without(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"address": "2/5m/ip"}
    answers = [client.post(ADDRESSES, {"q": "köncü"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    client.force_login(cast.staff("elif"))
    assert [client.post(ADDRESSES, {"q": "köncü"}).status_code for _ in range(3)] == [200] * 3


@pytest.fixture
def unit_page(client: Client) -> str:
    selin = cast.staff("selin")
    client.force_login(selin)
    case = cast.open_case()
    actions.accept(case=case, by=selin, at=now())
    return reverse("reclassify:case", args=[case.tracking_code])


def of_portal(client: Client) -> str:
    return client.get("/apply/place/").content.decode()


def of_desk(client: Client) -> str:
    client.force_login(cast.staff("elif"))
    return client.get(reverse("desk:home")).content.decode()


def of_crew(client: Client) -> str:
    client.force_login(cast.staff("selin"))
    return client.get(reverse("crew:works")).content.decode()


def of_inbox(client: Client) -> str:
    client.force_login(cast.staff("selin"))
    return client.get(reverse("unit:inbox")).content.decode()


BOX = re.compile(r'data-combo="/places/addresses/".{0,1500}?role="combobox"', re.DOTALL)


@pytest.mark.parametrize("page", [of_portal, of_desk, of_crew, of_inbox])
def test_the_pages_search_addresses_where_the_city_has_a_register(
    client: Client, page: Callable[[Client], str]
) -> None:
    assert not BOX.search(page(client))
    registers.load()
    assert BOX.search(page(client))


@pytest.mark.usefixtures("register")
def test_a_unit_that_puts_a_place_right_searches_addresses(client: Client, unit_page: str) -> None:
    assert BOX.search(client.get(unit_page).content.decode())


def test_the_page_of_the_place_loads_no_map_before_somebody_opens_it(client: Client) -> None:
    page = of_portal(client)
    outside = re.sub(r"<template>.*?</template>", "", page, flags=re.DOTALL)
    assert "<alo-map" in page
    assert "<alo-map" not in outside
    assert "drawn-map" not in page
    assert "map.css" not in page
