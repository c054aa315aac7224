"""The whole way, on real parts: a call from the browser becomes a case, and the citizen hears back.

Asterisk, switchboard, worker, PostgreSQL and Chromium are the real ones; only the last step of the
SMS, the provider, is the development mailbox.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, picks_up, sound_goes_both_ways, telephone
from tests.journeys.opened import heard, signed_in
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State
from alo153.contacts.about import About
from alo153.contacts.models import Disposition, Interaction
from alo153.contacts.queries import about

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
TREE = "Çınarın dalları sokak lambasını kapatıyor, akşam yol karanlık kalıyor."
DONE = "Ağacın dalları budandı, lamba açığa çıkarıldı."
PLAIN = "Ağacın dallarını budadık, sokak lambası artık yolu aydınlatıyor. İyi günler dileriz."


def call_153(open_page: OpenPage) -> Page:
    citizen = open_page("/", viewport=PHONE)
    citizen.get_by_role("link", name=re.compile("153 hattını arayın")).click()
    citizen.get_by_role("button", name="Şimdi ara").click()
    telephone(citizen, "talking")
    return citizen


def answer(agent: Page) -> None:
    telephone(agent, "ringing")
    expect(agent.locator("#bar [data-state=ringing]")).to_be_visible()
    picks_up(agent)


def choose(page: Page, words: str, options: str) -> None:
    page.keyboard.type(words)
    page.locator(f"{options} [role=option]").first.wait_for()
    page.keyboard.press("Enter")


def open_case(agent: Page) -> Case:
    agent.keyboard.press("/")
    choose(agent, "agac budama", "#topic-options")
    agent.keyboard.press("F4")
    agent.keyboard.type(TREE)
    agent.locator("[name=neighborhood_text]").focus()
    choose(agent, "yahyakaptan", "#near-options")
    agent.get_by_label("Cadde veya park").select_option("metropolitan")
    agent.get_by_label("Ad soyad").fill("Ayşe Işık")
    agent.get_by_role("textbox", name="Telefon", exact=True).fill("0532 000 01 01")
    agent.keyboard.press("Control+Enter")
    expect(agent.locator(".opened-code")).to_be_visible()
    case = Case.objects.get(text=TREE)
    assert agent.locator(".opened-code").inner_text().replace(" ", "") == case.tracking_code
    return case


def answer_as_unit(open_page: OpenPage, case: Case) -> None:
    unit = signed_in(open_page, "selin", "/unit/")
    unit.keyboard.press("j")
    unit.keyboard.press("Enter")
    unit.locator("#case-panel h2").wait_for()
    unit.keyboard.press("a")
    expect(unit.get_by_text("Başvuru artık sizde.")).to_be_visible()
    heard(unit).keyboard.press("c")
    unit.locator(".outcomes").wait_for()
    heard(unit).keyboard.press("1")
    expect(unit.get_by_label("Ne tespit ettiniz", exact=False)).to_be_focused()
    heard(unit).keyboard.type(DONE)
    unit.keyboard.press("Control+Enter")
    expect(unit.get_by_text("Yanıtınız merkeze ulaştı", exact=False)).to_be_visible()


def approve(agent: Page, case: Case) -> None:
    agent.get_by_role("link", name="Merkez işleri").click()
    agent.goto(f"/center/cases/{case.tracking_code}/")
    agent.locator("[name=plain_text]").fill(PLAIN)
    agent.get_by_role("button", name=re.compile("Onayla")).click()
    expect(agent.get_by_role("button", name=re.compile("Onayla"))).to_be_hidden()


def test_a_call_becomes_a_case_and_the_citizen_hears_back(
    open_page: OpenPage, switchboard: Switchboard, worker: None
) -> None:
    for username in ("elif", "selin"):
        cast.staff(username)

    agent = be_ready(open_page, "elif")
    citizen = call_153(open_page)
    answer(agent)
    until(lambda: sound_goes_both_ways(agent, citizen), what="no sound")
    case = open_case(agent)
    agent.keyboard.press("Shift+F8")
    telephone(citizen, "ended")

    call = call_of("elif", ended_at__isnull=False)
    assert call.outcome == "answered"
    contact = Interaction.objects.get(call=call)
    until(lambda: Interaction.objects.filter(pk=contact.pk, ended_at__isnull=False).exists())
    contact.refresh_from_db()
    assert contact.disposition == Disposition.CASE
    assert list(contact.cases.all()) == [case]
    assert contact.agent == cast.staff("elif")

    answer_as_unit(open_page, case)
    approve(agent, case)
    until(lambda: Case.objects.filter(pk=case.pk, state=State.CLOSED).exists(), what="not closed")
    told = about(About.row(case)).get(purpose="answer")
    assert (told.to, told.state) == ("+905320000101", "sent")

    citizen.goto("/track/")
    citizen.get_by_role("textbox", name="Takip kodu").fill(case.tracking_code)
    citizen.get_by_label(re.compile("telefon", re.IGNORECASE)).fill("0532 000 01 01")
    citizen.keyboard.press("Enter")
    expect(citizen.get_by_text(PLAIN).first).to_be_visible()
    expect(citizen.get_by_text(DONE)).to_have_count(0)
    citizen.goto(f"/t/{case.link_key}/")
    expect(citizen.get_by_text(PLAIN).first).to_be_visible()
