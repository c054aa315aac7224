"""The unit's day in a real browser: by keyboard alone, live, on a telephone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.city.streets import registers
from tests.journeys.opened import heard, leaving, signed_in
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.waiting import until

from alo153.cases import actions
from alo153.cases.models import Case, Draft, Question
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State

pytestmark = pytest.mark.journey
TEXT = "Devrilen ağaç kaldırıldı, yol açıldı."


@pytest.fixture
def cases(transactional_db: None) -> list[Case]:
    cast.staff("selin")
    later = cast.AT + timedelta(hours=1)
    return [cast.open_case(), cast.open_case("Parktaki bank kırık.", at=later)]


def row(page: Page, case: Case) -> str:
    return f"#row-{case.tracking_code}"


def test_an_address_is_found_beside_an_application(
    open_page: OpenPage, cases: list[Case], axe: Callable[[Page], list[str]]
) -> None:
    registers.load()
    page = signed_in(open_page, "selin", f"/unit/cases/{cases[0].tracking_code}/")
    page.get_by_text("Adres bul").click()
    page.get_by_role("combobox", name="Sokak ve kapı numarası").press_sequentially("koncu 12")
    page.locator("#address-options [role=option]").first.click()
    link = page.get_by_role("link", name="Bu adrese yol tarifi")
    expect(link).to_have_attribute("href", "geo:40.7702,29.9552?q=40.7702,29.9552")
    expect(page.locator(".unit-map .maplibregl-marker:not(.map-label)")).to_have_count(2)
    assert axe(page) == []


def test_a_case_is_answered_by_keyboard_alone(
    open_page: OpenPage, cases: list[Case], axe: Callable[[Page], list[str]]
) -> None:
    page = signed_in(open_page, "selin", "/unit/")
    first = cases[0]
    assert axe(page) == []
    page.keyboard.press("j")
    expect(page.locator(row(page, first))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#case-panel h2")).to_contain_text(codes.display(first.tracking_code))
    expect(page.locator(row(page, first))).to_have_attribute("aria-current", "true")
    assert axe(page) == []
    page.keyboard.press("a")
    expect(page.get_by_text("Başvuru artık sizde.")).to_be_visible()
    heard(page).keyboard.press("c")
    page.locator(".outcomes").wait_for()
    heard(page).keyboard.press("1")
    box = page.get_by_label("Ne tespit ettiniz", exact=False)
    expect(box).to_be_focused()
    page.keyboard.type(TEXT)
    expect(page.locator("#answer-draft")).to_contain_text("Taslak kaydedildi")
    # Said of a part already, where the keys came slowly
    until(lambda: Draft.objects.get().fields["text"] == TEXT)
    page.reload()
    heard(page)
    expect(box).to_have_value(TEXT)
    assert axe(page) == []
    box.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Yanıtınız merkeze ulaştı", exact=False)).to_be_visible()
    first.refresh_from_db()
    assert first.state == State.ANSWERED
    assert not Draft.objects.exists()


def test_the_list_never_moves_under_the_reader(open_page: OpenPage, cases: list[Case]) -> None:
    page = signed_in(open_page, "selin", "/unit/")
    page.keyboard.press("j")
    expect(page.locator(row(page, cases[0]))).to_be_focused()
    place = page.locator(row(page, cases[0])).bounding_box()
    urgent = cast.open_case("Ağaç aracın üstüne devrildi.", at=cast.AT - timedelta(days=9))
    button = page.get_by_role("button", name="Liste değişti")
    expect(button).to_be_visible()
    expect(page.locator(row(page, cases[0]))).to_be_focused()
    assert page.locator(row(page, urgent)).count() == 0
    # The hint has a place of its own: it covers nothing and moves nothing
    assert page.locator(row(page, cases[0])).bounding_box() == place
    button.click()
    expect(page.locator("[data-row]").first).to_have_id(f"row-{urgent.tracking_code}")
    expect(button).to_be_hidden()


def test_a_new_case_appears_by_itself(open_page: OpenPage, cases: list[Case]) -> None:
    page = signed_in(open_page, "selin", "/unit/")
    page.mouse.move(1200, 700)
    expect(page.locator("[data-row]")).to_have_count(2)
    fresh = cast.open_case("Ağaç aracın üstüne devrildi.")
    expect(page.locator(row(page, fresh))).to_be_visible()


def test_on_a_telephone_the_case_takes_the_whole_screen(
    open_page: OpenPage, cases: list[Case], axe: Callable[[Page], list[str]]
) -> None:
    page = signed_in(open_page, "selin", "/unit/", viewport=PHONE, has_touch=True)
    expect(page.locator("#case-panel")).to_be_hidden()
    page.locator(row(page, cases[0])).tap()
    expect(page.locator("#case-panel h2")).to_be_visible()
    expect(page.locator("#inbox-list")).to_be_hidden()
    assert axe(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    page.get_by_role("link", name="Listeye dön").tap()
    expect(page.locator("#inbox-list")).to_be_visible()


def test_a_note_never_lands_in_the_question_to_the_citizen(
    open_page: OpenPage,
    cases: list[Case],
    axe: Callable[[Page], list[str]],
    settings: Any,
) -> None:
    settings.SEND_DELAY_SECONDS = 10
    actions.accept(case=cases[0], by=cast.staff("selin"), at=cast.AT)
    page = signed_in(open_page, "selin", f"/unit/cases/{cases[0].tracking_code}/")
    page.keyboard.press("s")
    question = page.get_by_label("Ne öğrenmek istiyorsunuz?", exact=False)
    expect(question).to_be_focused()
    expect(page.locator(".outbound")).to_contain_text("Belediyenin dışına gider")
    button = page.get_by_role("button", name="Sor: SMS: 0532 000 01 01")
    expect(button).to_be_visible()
    assert axe(page) == []
    heard(page).keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("in-house word")
    expect(question).to_have_value("")
    # Where the key's letter stands, it leads to the note and to nothing else
    with leaving(page):
        page.get_by_role("link", name="Vazgeç").click()
    page.keyboard.press("n")
    expect(page.locator("form[data-note] textarea")).to_be_focused()
    # A question that was sent is held, through a reload, and taken back
    page.goto(f"/unit/cases/{cases[0].tracking_code}/ask/")
    question.fill("Hangi ağaç?")
    button.click()
    waiting = page.locator("#leaving")
    expect(waiting).to_contain_text("Birazdan gidecek: SMS: 0532 000 01 01")
    page.reload()
    expect(waiting.locator("[data-until]")).to_have_text(re.compile(r"^0:\d\d$"))
    assert axe(page) == []
    waiting.get_by_role("button", name="Geri al").click()
    expect(page.get_by_text("Geri alındı; gönderilmedi.", exact=False)).to_be_visible()
    expect(question).to_have_value("Hangi ağaç?")
    assert not Question.objects.exists()
