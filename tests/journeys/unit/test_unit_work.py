"""A clerk's morning in a real browser: filter, many at once, a question, and a colleague beside."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import Opened, heard, leaving

from alo153.cases.models import Answer, Case
from alo153.cases.rules.lifecycle import State
from alo153.core.clock import now

pytestmark = pytest.mark.journey
WHICH = "Hangi ağaç: okulun önündeki mi, köşedeki mi?"


@pytest.fixture
def cases(transactional_db: None) -> list[Case]:
    trees = [cast.open_case(at=now()) for _ in range(3)]
    return [*trees, cast.open_case("Parktaki bank kırık.", about="bank-kamelya", at=now())]


def choose(page: Page, case: Case) -> None:
    page.locator(f"input[name=code][value='{case.tracking_code}']").check()


def test_a_clerks_morning(opened: Opened, cases: list[Case]) -> None:
    page = opened.page("/unit/", "selin")
    expect(page.locator("#bulk-form")).to_be_hidden()
    page.keyboard.press("f")
    page.get_by_label("Sözcükler").fill("ağaç")
    wrong = opened.looks.at(page, "filter")
    page.get_by_label("Sözcükler").press("Enter")
    expect(page.locator("[data-row]")).to_have_count(3)
    assert "ağaç" not in page.url
    heard(page).keyboard.press("f")
    page.get_by_label("Görünümün adı").fill("Ağaçlar")
    page.get_by_role("button", name="Görünüm olarak kaydet").click()
    expect(page.get_by_role("link", name="Ağaçlar")).to_be_visible()
    for case in cases[:2]:
        choose(page, case)
    expect(page.locator("#bulk-count")).to_have_text("2")
    wrong += opened.looks.at(page, "chosen")
    page.locator("#bulk-form").get_by_role("button", name="Görevlendir").click()
    page.get_by_label("Kim alacak?").select_option(label=cast.staff("selin").full_name)
    wrong += opened.looks.at(page, "assign")
    page.locator("[name=go]").click()
    expect(page.get_by_text("2 başvuru için görevlendirme yapıldı.")).to_be_visible()
    for case in cases[:2]:
        choose(page, case)
    page.locator("#bulk-form").get_by_role("button", name="Kabul et").click()
    expect(page.get_by_text("0 tamamlandı, 2 yapılamadı")).to_be_visible()
    wrong += opened.looks.at(page, "refused")
    page.goto(f"/unit/cases/{cases[0].tracking_code}/")
    heard(page).keyboard.press("s")
    page.get_by_label("Ne öğrenmek istiyorsunuz?").fill(WHICH)
    wrong += opened.looks.at(page, "ask")
    page.get_by_role("button", name=re.compile("^Sor: ")).click()
    expect(page.get_by_text("Soru vatandaşa SMS ile gidiyor.")).to_be_visible()
    wrong += opened.looks.at(page, "asked")
    citizen = opened.page(f"/t/{cases[0].link_key}/")
    wrong += opened.looks.at(citizen, "question")
    citizen.get_by_label("Yanıtınız").fill("Köşedeki büyük çınar.")
    citizen.get_by_role("button", name="Yanıtı gönder").click()
    expect(citizen.get_by_text("Yanıtınız birime ulaştı", exact=False)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Köşedeki büyük çınar.").first).to_be_visible()
    assert wrong == []


def test_two_people_at_one_case(opened: Opened, cases: list[Case]) -> None:
    address = f"/unit/cases/{cases[0].tracking_code}/answer/?outcome=done"
    one, other = opened.page(address, "selin"), opened.page(address, "nurten")
    warning = re.compile("şu anda bu başvuruya yanıt yazıyor")
    expect(one.locator("#presence")).to_contain_text(warning)
    expect(other.locator("#presence")).to_contain_text(warning)
    for page, words in ((one, "Selin: dallar budandı."), (other, "Nurten: ağaç kaldırıldı.")):
        page.get_by_label("Ne tespit ettiniz", exact=False).fill(words)
        # One after the other: whose answer is there first is shown to the other
        with leaving(page):
            page.locator("[data-submit]").click()
    expect(other.get_by_text("Selin: dallar budandı.")).to_be_visible()
    expect(other.get_by_label("Ne tespit ettiniz", exact=False)).to_have_value(
        "Nurten: ağaç kaldırıldı."
    )
    wrong = opened.looks.at(other, "both")
    other.get_by_role("button", name="Yerine benimkini gönder").click()
    expect(other.get_by_text("Yanıtınız merkeze ulaştı", exact=False)).to_be_visible()
    assert wrong == []
    assert Answer.objects.filter(case=cases[0]).count() == 2
    cases[0].refresh_from_db()
    assert cases[0].state == State.ANSWERED


def test_ready_answers_and_a_contractor(opened: Opened, cases: list[Case]) -> None:
    page = opened.page("/unit/templates/", "nurten")
    page.get_by_label("Yanıtın adı").fill("Budandı")
    page.get_by_label("Metin").fill("{neighborhood} mahallesinde {topic} işi yapıldı.")
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_text("Yanıt kaydedildi.")).to_be_visible()
    wrong = opened.looks.at(page, "templates")
    page.goto(f"/unit/cases/{cases[0].tracking_code}/contractors/")
    page.get_by_label("Yüklenici").fill("Yeşil Peyzaj A.Ş.")
    page.get_by_label("Yapılacak iş").fill("Çınarın yola sarkan dallarını budayın.")
    page.get_by_role("button", name="Bağlantı oluştur").click()
    link = page.locator("#contractor-link").input_value()
    wrong += opened.looks.at(page, "given")
    outside = opened.page(link[link.index("/work/") :])
    wrong += opened.looks.at(outside, "contractor")
    outside.get_by_label("Ne yaptınız?").fill("Dalları budadık.")
    outside.get_by_role("button", name="Birime gönder").click()
    expect(outside.get_by_text("Teşekkür ederiz. Bildiriminiz birime ulaştı.")).to_be_visible()
    assert wrong == []
