"""A confidential case in a real browser: an agent opens it, a clerk reads it, a colleague does not.

By keyboard, as the desk and the unit work; every page is looked at on a phone and in the dark.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.cases.life import confidential
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import Opened, heard

from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State
from alo153.citizens.models import AccessLog
from alo153.contacts.models import Message

pytestmark = pytest.mark.journey
ANSWER = "Görüşüldü, salı günü randevu verildi."


@pytest.fixture(autouse=True)
def people(transactional_db: None) -> None:
    for username in ("elif", "sevgi", "cemal", "meral"):
        cast.staff(username)


def test_an_agent_opens_one_and_cannot_open_it_again(opened: Opened) -> None:
    page = opened.page("/desk/new/1/", "elif")
    choose_topic(page, "kadin danisma", "Kadın danışma")
    expect(page.locator("#help")).to_contain_text("Gizli konu")
    assert opened.looks.at(page, "confidential-desk") == []
    page.keyboard.press("F4")
    page.locator("#id_text").fill(confidential.SAID)
    page.locator("#id_full_name").fill(confidential.NAME)
    page.locator("#id_phone").fill("0532 999 88 77")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#what .opened-code")).to_be_visible()
    case = Case.objects.get()
    expect(page.locator("#what")).to_contain_text("Bu başvuru gizlidir.")
    assert opened.looks.at(page, "confidential-opened") == []
    page.goto(f"/center/cases/{case.tracking_code}/")
    expect(page.get_by_role("heading", name="Böyle bir sayfa yok")).to_be_visible()
    message = Message.objects.get()
    assert "Kadın" not in message.body
    assert "Nilüfer" not in message.body


def test_a_clerk_gives_a_reason_reads_and_answers(opened: Opened) -> None:
    case = confidential.in_work()
    page = opened.page("/unit/", "sevgi")
    row = page.locator(f"#row-{case.tracking_code}")
    expect(row).to_contain_text("gizli")
    assert opened.looks.at(page, "confidential-list") == []
    page.wait_for_load_state()
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/confidential/**")
    assert opened.looks.at(page, "confidential-reason") == []
    expect(page.get_by_label("Bu başvuru üzerinde çalışıyorum")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#case-panel")).to_contain_text(confidential.SAID)
    expect(page.locator("#case-panel")).to_contain_text(confidential.NOTED)
    assert opened.looks.at(page, "confidential-case") == []
    heard(page).keyboard.press("c")
    page.locator(".outcomes").wait_for()
    heard(page)
    page.keyboard.press("1")
    expect(page.get_by_label("Ne tespit ettiniz", exact=False)).to_be_focused()
    heard(page).keyboard.type(ANSWER)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Yanıtınız merkeze ulaştı", exact=False)).to_be_visible()
    case.refresh_from_db()
    assert case.state == State.ANSWERED
    assert AccessLog.objects.filter(case_id=case.pk, user__username="sevgi").count() >= 3


def test_a_colleague_of_the_same_unit_finds_nothing(opened: Opened) -> None:
    case = confidential.in_work()
    page = opened.page("/unit/", "cemal")
    expect(page.locator("#inbox-list")).to_contain_text("bekleyen", ignore_case=True)
    assert case.tracking_code not in shown(page)
    page.goto("/unit/search/")
    page.locator("#id_q").fill(confidential.NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("bulunamadı", re.IGNORECASE))).to_be_visible()
    page.goto(f"/unit/cases/{case.tracking_code}/")
    expect(page.get_by_role("heading", name="Böyle bir sayfa yok")).to_be_visible()


def test_the_center_checks_it_and_the_citizen_gets_who_looked(opened: Opened) -> None:
    case = confidential.explained(confidential.answered(), "sevgi")
    page = opened.page("/center/lists/", "meral")
    page.goto(f"/center/cases/{case.tracking_code}/")
    page.get_by_label("Yanıtı kontrol ediyorum").check()
    page.keyboard.press("Enter")
    expect(page.locator(".case")).to_contain_text(confidential.FOUND)
    assert opened.looks.at(page, "confidential-center") == []
    page.goto("/access-log/")
    page.get_by_label("Telefon numarası, takip kodu").fill(case.tracking_code)
    page.keyboard.press("Tab")
    page.keyboard.type("Dilekçe, 12 Mart")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Vatandaşa verilecek yanıt").click()
    letter = page.get_by_role("article")
    expect(letter).to_contain_text("Yanıtı kontrol ediyorum")
    assert "Sevgi" not in letter.inner_text()
    assert opened.looks.at(page, "confidential-letter") == []


def test_whoever_holds_the_telephone_reads_a_state(opened: Opened) -> None:
    case = confidential.to_be_told()
    page = opened.page(f"/t/{case.link_key}/")
    expect(page.get_by_role("heading", name="Yanıtınız hazır.")).to_be_visible()
    assert "Kadın" not in shown(page)
    assert opened.looks.at(page, "confidential-state") == []


def shown(page: Page) -> str:
    return page.locator("body").inner_text()
