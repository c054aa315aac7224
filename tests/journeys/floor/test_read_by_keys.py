"""Pages that supervisors read in the evening, by keys alone: offers not taken, asked in vain."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from tests.journeys.opened import Opened, heard
from tests.parts.browser.keys import tab_to
from tests.web.desk.passed import write

from alo153.contacts.offering.offer_outcomes import OfferEnd

pytestmark = pytest.mark.journey
IN_VAIN = "Nikâh salonu kirası"


@pytest.fixture(autouse=True)
def loaded(transactional_db: None) -> None:
    call_command("load_answers")


def test_what_was_not_taken_and_what_was_asked_in_vain(opened: Opened) -> None:
    write("murat", OfferEnd.DECLINED)
    citizen = heard(opened.page("/ask/"))
    citizen.get_by_label("Ne öğrenmek istersiniz?").focus()
    citizen.keyboard.type(IN_VAIN)
    citizen.keyboard.press("Enter")
    expect(citizen.get_by_text("Bunun için hazır bir yanıtımız yok.")).to_be_visible()
    citizen.goto("/video/")
    wrong = opened.looks.at(heard(citizen), "video")

    page = opened.page("/live/offers/", "hakan")
    page.get_by_label("Gün").fill("2026-11-24")
    tab_to(page, page.get_by_role("button", name="Göster"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("yeni iş alabilecek 3 kişiden biri")).to_be_visible()
    wrong += opened.looks.at(page, "offers")

    page.goto("/center/answers/")
    settle = page.get_by_role("button", name="Tamam")
    expect(settle).to_have_count(1)
    wrong += opened.looks.at(page, "in-vain")
    tab_to(page, settle)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Her soru yanıt buldu.")).to_be_visible()
    assert not wrong, "\n".join(wrong)
