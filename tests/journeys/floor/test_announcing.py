"""Announcements and the voice menu in a real browser: typed in seconds, seen by citizens, read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import PHONE, OpenPage

pytestmark = pytest.mark.journey
OUTAGE = "Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek."
type Axe = Callable[[Page], list[str]]


@pytest.fixture(autouse=True)
def staff(transactional_db: None) -> None:
    """Seat Elif and Hakan."""
    cast.staff("elif")
    cast.staff("hakan")


def test_an_agent_announces_and_a_citizen_reads_it(open_page: OpenPage, axe: Axe) -> None:
    page = signed_in(open_page, "elif", "/live/announcements/")
    expect(page.get_by_label("Herkes neyi bilmeli?")).to_be_focused()
    page.keyboard.type(OUTAGE)
    page.get_by_label("Kimi ilgilendiriyor?").select_option("izmit")
    page.get_by_label("Portalda vatandaşlara göster").check()
    page.get_by_role("button", name="Önizle").click()
    expect(page.get_by_text("Henüz yayımlanmadı")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Duyur", exact=True).click()
    # The list is live: it tells on the page that is left, too
    expect(page.get_by_text("Duyuruldu.")).to_be_visible()
    expect(page.locator("#announced")).to_contain_text(OUTAGE)
    assert axe(page) == []
    citizen = open_page("/", viewport=PHONE)
    expect(citizen.locator(".announced")).to_contain_text(OUTAGE)
    assert axe(citizen) == []
    page.get_by_role("button", name="Geri al").click()
    expect(page.locator("#announced")).to_contain_text("bitti")
    citizen.reload()
    expect(citizen.locator(".announced")).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_an_agent_says_it_in_other_words_and_in_other_languages(
    open_page: OpenPage, axe: Axe, look: str
) -> None:
    page = signed_in(open_page, "elif", "/live/announcements/", viewport=PHONE, color_scheme=look)
    page.get_by_label("Herkes neyi bilmeli?").fill(OUTAGE)
    page.get_by_text("Başka dillerde").click()
    page.get_by_label("Arapça seçen arayanlar için metin").fill("انقطاع في المياه")
    page.get_by_role("button", name="Önizle").click()
    page.get_by_role("button", name="Duyur", exact=True).click()
    expect(page.get_by_text("Duyuruldu.")).to_be_visible()
    expect(page.locator("#announced")).to_contain_text("انقطاع في المياه")
    page.get_by_role("link", name="Değiştir").click()
    expect(page.get_by_role("button", name="Önizle")).to_be_visible()
    expect(page.get_by_label("Arapça seçen arayanlar için metin")).to_have_value("انقطاع في المياه")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Herkes neyi bilmeli?").fill("Su on dokuzda gelecek.")
    page.get_by_role("button", name="Önizle").click()
    page.get_by_role("button", name="Değiştir", exact=True).click()
    expect(page.get_by_text("Değiştirildi.")).to_be_visible()
    expect(page.locator("#announced")).to_contain_text("Su on dokuzda gelecek.")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_supervisor_gives_a_lost_code_anew(open_page: OpenPage, axe: Axe) -> None:
    page = signed_in(open_page, "hakan", "/live/seats/", viewport=PHONE)
    page.get_by_label("Konuğun adı").fill("Deniz Aydın")
    page.get_by_label("Mentör").select_option(label="Elif Yıldız")
    page.get_by_role("button", name="Koltuk aç").click()
    code = page.locator(".seat-code").inner_text()
    page.get_by_role("button", name="Yeni kod").click()
    expect(page.locator(".seat-code")).not_to_have_text(code)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_picture_of_the_menu_is_read_by_all(open_page: OpenPage, axe: Axe, look: str) -> None:
    page = signed_in(open_page, "hakan", "/live/menu/", color_scheme=look)
    expect(page.locator("svg[role=img] .menu-box").first).to_be_in_viewport()
    expect(page.locator("#node-status")).to_be_visible()
    assert axe(page) == []
