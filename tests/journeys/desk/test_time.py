"""A petition and an information request at the desk: what they need, and the time that runs."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.desk.topics import choose_topic
from tests.parts.browser.browsing import PHONE, OpenPage

from alo153.cases.models import Case, Notice
from alo153.contacts.models import Message

pytestmark = pytest.mark.journey
Axe = Callable[[Page], list[str]]
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if folder := os.environ.get("ALO153_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, caret="initial")


def begin(page: Page, kind: str) -> None:
    choose_topic(page, "agac budama", "Ağaç budama")
    page.locator("#id_text").fill("Bu yıl kesilen ağaçların listesini istiyorum.")
    page.locator("#id_full_name").fill("Ayşe Işık")
    page.locator("#id_phone").fill("0532 000 01 01")
    page.locator("#id_kind").select_option(kind)
    page.locator("#kind-needs [name=home_address]").wait_for()


def send(page: Page) -> None:
    page.locator("#id_text").focus()
    page.keyboard.press("Control+Enter")


def test_a_petition_asks_for_address_and_signature(desk: Page, axe: Axe) -> None:
    begin(desk, "petition")
    assert axe(desk) == []
    picture(desk, "petition")
    desk.locator("[name=home_address]").fill("Alemdar Caddesi 3")
    send(desk)
    expect(desk.get_by_text("Bu tür için imza gerekir", exact=False)).to_be_visible()
    expect(desk.locator("[name=home_address]")).to_have_value("Alemdar Caddesi 3")
    assert axe(desk) == []
    desk.locator("[name=signature]").select_option("paper")
    desk.locator("[name=signature_reference]").fill("2026/1453")
    send(desk)
    desk.locator(".opened-code").wait_for()
    assert Case.objects.get().particulars.signature_reference == "2026/1453"


def test_an_information_request_is_extended_and_the_citizen_is_told(
    desk: Page, open_page: OpenPage, axe: Axe
) -> None:
    begin(desk, "information")
    desk.locator("[name=home_address]").fill("Alemdar Caddesi 3")
    desk.locator("[name=identity_number]").fill("10000000146")
    send(desk)
    desk.locator(".opened-code").wait_for()
    case = Case.objects.get()
    desk.goto(f"/center/cases/{case.tracking_code}/")
    expect(desk.locator(".clock")).to_contain_text("15 iş günü")
    desk.get_by_text("Süreyi uzat ve vatandaşa bildir").first.click()
    assert axe(desk) == []
    desk.locator("#id_extend_reason").fill("Park ve Bahçeler arşivine soruldu.")
    desk.locator("#id_extend_way").select_option(index=0)
    desk.locator("form:has(#id_extend_reason)").get_by_role("button").click()
    expect(desk.locator(".clock")).to_contain_text("30 iş günü")
    desk.get_by_text("Sürenin dökümü").click()
    expect(desk.locator(".clock")).to_contain_text("Park ve Bahçeler arşivine soruldu.")
    assert axe(desk) == []
    picture(desk, "extended")
    desk.emulate_media(color_scheme="dark")
    desk.reload()  # colors that are still fading are not what anybody reads
    desk.get_by_text("Sürenin dökümü").click()
    picture(desk, "extended-dark")
    assert axe(desk) == []
    desk.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not desk.evaluate(WIDER_THAN_SCREEN)
    assert not desk.evaluate("(box => box.scrollWidth > box.clientWidth)(document.all.case)")
    picture(desk, "extended-phone")
    notice = Notice.objects.get()
    assert notice.text in Message.objects.get(purpose="notice").body
    case.refresh_from_db()
    tracking = open_page(f"/t/{case.link_key}/")
    expect(tracking.get_by_text(notice.text)).to_be_visible()
    expect(tracking.get_by_text("Yeni tarih", exact=False)).to_be_visible()
    picture(tracking, "tracking")


def test_the_late_page_of_the_secretary_general(open_page: OpenPage, axe: Axe) -> None:
    cast.staff("gulay")
    case = cast.open_case()
    Case.objects.filter(pk=case.pk).update(due_at=cast.AT)
    page = open_page("/accounts/login/?next=/late/")
    page.get_by_label(re.compile("Kullanıcı adı")).fill("gulay")
    page.get_by_label(re.compile("Parola|Şifre")).first.fill(cast.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Geciken başvurular")).to_be_visible()
    assert axe(page) == []
    picture(page, "late")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not page.evaluate(WIDER_THAN_SCREEN)
    picture(page, "late-phone")
