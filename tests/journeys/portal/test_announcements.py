"""What is announced near a citizen: by their device, by a name, with and without script."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.cases.together.incidents import burst
from tests.journeys.opened import Opened, heard
from tests.knowledge.announcing import announce
from tests.parts.browser.browsing import PHONE, OpenPage

pytestmark = pytest.mark.journey
IN_IZMIT = {"latitude": 40.77, "longitude": 29.975}


@pytest.fixture(autouse=True)
def announced(transactional_db: None) -> None:
    announce("Gebze'de yol kapalı, akşama kadar.", "gebze")
    near = [cast.neighborhood("izmit/yahyakaptan")]
    burst(announced="Ana boru patladı, üç saat su yok.", neighborhoods=near)


def names_gebze(page: Page) -> None:
    page.get_by_label("Mahalleniz ya da ilçeniz").fill("gebze")
    page.get_by_label("Mahalleniz ya da ilçeniz").press("Enter")
    expect(page.get_by_role("heading", name="Gebze")).to_be_visible()
    expect(page.locator(".announcements").first).to_contain_text("yol kapalı")
    expect(page.locator(".announcements").nth(1)).to_contain_text("üç saat su yok")


def test_the_device_tells_where_it_is_and_the_nearest_stands_first(opened: Opened) -> None:
    page = opened.page("/")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(IN_IZMIT)
    assert opened.looks.at(page, "start-announced") == []
    page.get_by_role("link", name="Şu anda 2 duyuru var.").click()
    heard(page)
    page.get_by_role("button", name="Bulunduğum yeri kullan").click()
    expect(page.get_by_role("heading", name="Yahyakaptan")).to_be_visible()
    expect(page.locator(".announcements").first).to_contain_text("üç saat su yok")
    expect(page.locator(".announcements").nth(1)).to_contain_text("km uzakta")
    assert opened.looks.at(page, "announcements") == []
    # A name that is typed next is meant, and the place stands in no address
    names_gebze(heard(page))
    assert page.url.endswith("/announcements/")


def test_a_device_that_tells_nothing_says_what_to_do(opened: Opened) -> None:
    page = heard(opened.page("/announcements/"))
    page.get_by_role("button", name="Bulunduğum yeri kullan").click()
    expect(page.get_by_text("Cihazınızdan konum alınamadı.")).to_be_visible()


def test_without_script_a_name_is_enough(open_page: OpenPage) -> None:
    page = open_page("/announcements/", java_script_enabled=False, viewport=PHONE)
    expect(page.get_by_role("button", name="Bulunduğum yeri kullan")).to_be_hidden()
    page.get_by_label("Mahalleniz ya da ilçeniz").fill("cumhuriyet")
    page.get_by_role("button", name="Göster").click()
    expect(page.get_by_text("Hangisi?")).to_be_visible()
    page.locator(".near-choices button").first.click()
    expect(page.get_by_role("heading", name="Cumhuriyet")).to_be_visible()
    names_gebze(page)
