"""A city that brings an extract has its streets drawn and its addresses found, on every page.

The extract is of Helsinki and the city is Harborview, moved there. The command makes map and
register of it; nothing comes from elsewhere.
"""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.journeys.opened import Opened, enter_as, heard
from tests.parts.browser.browsing import OpenPage
from tests.parts.waiting import until

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case
from alo153.citizens import demo
from alo153.citizens.channel import Channel
from alo153.city import queries
from alo153.city.actions import load_city
from alo153.city.citypack import read_pack
from alo153.city.place import Place
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.geo import Point
from alo153.core.ttl_cache import forget_cached
from alo153.launch.street_map import making

pytestmark = pytest.mark.journey
MISSPELLED = "aleksantrinkatu 26"
STREET = "Aleksanterinkatu"
ADDRESS = f"26 {STREET}"
HOUSE = Point(60.168913, 24.951745)
NEAR = 0.0005  # degrees
# Names that are drawn, of the first map of the page
NAMES = """() => {
  const { map } = document.querySelector("alo-map");
  const drawn = map?.queryRenderedFeatures({ layers: ["road-names"] }) ?? [];
  return [...new Set(drawn.map((one) => one.properties.name))];
}"""
MIDDLE = """() => {
  const { lat, lng } = document.querySelector("alo-map").map.getCenter();
  return [lat, lng];
}"""


@pytest.fixture
def staff(
    transactional_db: None,
    empty_database: None,
    settings: Settings,
    street_map: Path,
    moved_city: Path,
) -> dict[str, User]:
    settings.STREET_MAP, settings.CITY = street_map, moved_city.name
    forget_cached()
    pack = read_pack(moved_city)
    load_city(pack=pack, by=SYSTEM, at=cast.AT)
    call_command("load_streets", street_map.with_name(making.REGISTER))
    return {
        person.username: demo.enroll_person(person, password=cast.PASSWORD, at=cast.AT)
        for person in pack.staff
        if person.username in {"dana", "priya"}
    }


@pytest.fixture
def case(staff: dict[str, User]) -> Case:
    """Return a work of Priya's, somewhere else in the city."""
    place = queries.all_neighborhoods()[0]
    opened = actions.open_case(
        application=actions.Application(
            kind="complaint",
            topic=queries.topics_now()["pothole"],
            place=Place(
                district=place.district,
                neighborhood=place,
                address="",
                layer="metropolitan",
                point=Point(60.1745, 24.9405),
            ),
            text="The pothole is back.",
            reporter=actions.Reporter(),
            contact_wish=Channel.NONE,
            channel=Channel.PHONE,
        ),
        by=SYSTEM,
        at=now(),
    )
    actions.accept(case=opened, by=staff["priya"], at=now())
    return opened


def found(page: Page, typed: str = MISSPELLED, text: str = ADDRESS) -> None:
    """Type an address, and take the first line that is offered."""
    page.locator("[data-address] [role=combobox]").fill("")
    page.locator("[data-address] [role=combobox]").press_sequentially(typed)
    line = page.locator("#address-options [role=option]").first
    expect(line).to_contain_text(text)
    line.click()


def lies_at(page: Page, place: Point) -> bool:
    lat, lon = page.evaluate(MIDDLE)
    return abs(lat - place.lat) < NEAR and abs(lon - place.lon) < NEAR


def open_map(page: Page) -> None:
    page.get_by_text("Mark it on the map", exact=True).click()
    page.locator("alo-map canvas").wait_for()


def shows_the_house(page: Page) -> None:
    """Wait until the map lies around the house, with its street drawn."""
    until(lambda: lies_at(page, HOUSE), what="the map does not lie around the house")
    until(lambda: STREET in page.evaluate(NAMES), what="its street is not drawn")


def test_an_address_with_a_slip_is_found_and_its_map_opens_there(
    opened: Opened, open_page: OpenPage, staff: dict[str, User], case: Case
) -> None:
    citizen = heard(open_page("/apply/place/", locale="en-US"))
    asked: list[str] = []
    citizen.on("request", lambda request: asked.append(request.url))
    found(citizen)
    open_map(citizen)
    shows_the_house(citizen)
    expect(citizen.locator("#id_lat")).to_have_value(str(HOUSE.lat))
    assert opened.looks.at(citizen, "street-map") == []
    own = citizen.evaluate("location.origin")
    assert {url for url in asked if not url.startswith((own, "blob:", "data:"))} == set()
    citizen.locator(".map-canvas").focus()
    citizen.keyboard.press("ArrowUp")
    expect(citizen.locator("#id_lat")).not_to_have_value(str(HOUSE.lat))

    inside = open_page("/theme.css", locale="en-US")
    desk = enter_as(inside, staff["dana"], "/desk/")
    # A street without a number has no pin; its map opens there all the same
    found(desk, STREET, STREET)
    open_map(desk)
    around = queries.search_addresses(STREET)[0].around
    assert around
    until(lambda: lies_at(desk, around), what="the map does not lie around the street")
    expect(desk.locator("#id_lat")).to_have_value("")
    found(desk)
    shows_the_house(desk)

    inside.goto("/theme.css")  # where a cookie is of all pages
    unit = enter_as(inside, staff["priya"], f"/unit/cases/{case.tracking_code}/")
    unit.get_by_role("link", name="Wrong topic or place").click()
    found(heard(unit))
    open_map(unit)
    shows_the_house(unit)

    unit.goto("/crew/")
    heard(unit).get_by_text("Find an address").click()
    found(unit)
    shows_the_house(unit)
    expect(unit.locator("#crew-map .maplibregl-marker:not(.map-label, .map-mark)")).to_be_visible()
