"""A citizen types a bit of the address, by keyboard alone, and the place is known."""

import pytest
from playwright.sync_api import Page, expect
from tests.city.streets import registers
from tests.journeys.opened import Opened, heard
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch

pytestmark = pytest.mark.journey


@pytest.fixture
def page(transactional_db: None, open_page: OpenPage) -> Page:
    registers.load()
    return heard(open_page("/apply/place/"))


def chosen(page: Page) -> tuple[str, str, str, str]:
    names = ("#id_address", "#id_district", "#id_neighborhood", "#id_lat")
    address, district, near, lat = (page.locator(name).input_value() for name in names)
    return address, district, near, lat


def test_an_address_brings_district_neighborhood_and_pin(page: Page, opened: Opened) -> None:
    looks = opened.looks
    assert looks.at(page, "place") == []
    words = page.get_by_role("combobox", name="Adres ya da tarif")
    words.press_sequentially("egrun koncu 12")
    lines = page.get_by_role("listbox", name="Adresler").get_by_role("option")
    expect(lines.first).to_contain_text("Şehit Ergün Köncü Sokağı 12")
    assert looks.at(page, "place-list") == []
    words.press("ArrowDown")
    expect(lines.first).to_have_attribute("aria-selected", "true")
    words.press("Enter")
    expect(page.locator("#id_neighborhood")).to_have_value("yahyakaptan")
    assert chosen(page) == ("Şehit Ergün Köncü Sokağı 12", "izmit", "yahyakaptan", "40.7702")
    expect(page.get_by_text("Yer haritada işaretli.")).to_be_visible()
    page.get_by_text("Haritada işaretle", exact=True).click()
    expect(page.locator(".maplibregl-marker:not(.map-label)")).to_be_visible()
    assert looks.at(page, "place-found") == []
    # Another address is another place
    words.press_sequentially("4")
    assert chosen(page)[3] == ""
    expect(page.get_by_text("Yer haritada işaretli.")).to_be_hidden()
    expect(page.locator(".maplibregl-marker:not(.map-label)")).to_be_hidden()


def test_words_of_ones_own_stay_as_they_are(page: Page) -> None:
    words = page.get_by_role("combobox", name="Adres ya da tarif")
    words.press_sequentially("cumhuriyet")
    expect(page.locator("#address-options [role=option]").first).to_be_visible()
    words.press("Tab")
    assert chosen(page) == ("cumhuriyet", "", "", "")
    words.fill("Okulun karşısındaki park")
    expect(page.get_by_text("Kayıtlarda böyle bir sokak yok")).to_be_visible()
    page.locator("#id_district").select_option("izmit")
    page.locator(".ways button[value=next]").click()
    expect(page.get_by_label("Ne oldu?")).to_be_visible()


def test_the_list_that_does_not_come_stops_nobody(page: Page) -> None:
    catch(page, "**/places/addresses/", lambda route: route.abort())
    with page.expect_request("**/places/addresses/"):
        page.locator("#id_address").press_sequentially("köncü 12")
    page.locator("#id_address").press("Enter")
    expect(page.get_by_label("Ne oldu?")).to_be_visible()


def test_no_script_of_the_map_comes_before_it_is_opened(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def of_the_map() -> list[str]:
        return [url for url in asked if "drawn-map" in url or "map.css" in url]

    page.reload()
    heard(page)
    assert of_the_map() == []
    page.get_by_text("Haritada işaretle", exact=True).click()
    page.locator("alo-map canvas").wait_for()
    assert len(of_the_map()) == 2
