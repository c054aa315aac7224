"""The desk as a screen reader says it, by Tab and keys alone."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.parts.browser.keys import tab_to
from tests.parts.browser.screen_reader import ScreenReader, Stop
from tests.parts.waiting import until
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.cases.models import Case
from alo153.cases.rules import codes

pytestmark = pytest.mark.journey
ROLES = {"link", "button", "searchbox", "textbox", "combobox", "checkbox", "DisclosureTriangle"}
TOPIC = Stop("combobox", "Konu nedir? /")
TEXT = Stop("textbox", "Arayanın anlattığı")
# In the order of the eye; the menu before them is that of every page
DESK = [
    Stop("link", "İçeriğe geç"),
    Stop("searchbox", "Kod, telefon, ad, sözcük veya adresle başvuru bul"),
    Stop("button", "Bul"),
    Stop("button", "Kulaklık ve zil"),
    Stop("button", "Tuşlar"),
    Stop("textbox", "Kimin numarası?"),
    Stop("button", "Göster"),
    TOPIC,
    Stop("button", "Bilgi verildi F2"),
    Stop("DisclosureTriangle", "Kapsam dışı Shift+F2"),
    Stop("button", "Sessiz çağrı veya yanlış numara Shift+F4"),
    TEXT,
    Stop("combobox", "Tür"),
    Stop("combobox", "İlçe"),
    Stop("combobox", "Mahalle"),
    Stop("combobox", "Cadde veya park"),
    Stop("DisclosureTriangle", "Haritada işaretle"),
    Stop("textbox", "Ad soyad"),
    Stop("combobox", "Arayan"),
    Stop("textbox", "Telefon"),
    Stop("combobox", "Yanıt yolu"),
    Stop("textbox", "E-posta"),
    Stop("combobox", "Kanal"),
    Stop("checkbox", "Adını vermek istemiyor"),
    Stop("button", "Temizle"),
    Stop("button", "Başvuruyu aç Ctrl+Enter"),
]


def test_every_stop_of_the_tab_key_has_a_role_and_a_name(desk: Page) -> None:
    reader = ScreenReader(desk)
    desk.locator("a.skip").focus()
    stops = reader.stops(desk.get_by_role("button", name="Başvuruyu aç"))
    assert [stop for stop in stops if not stop.name] == []
    assert {stop.role for stop in stops} <= ROLES
    assert [stop for stop in stops if stop in DESK] == DESK


def test_a_call_that_rings_a_chosen_topic_and_an_open_case_are_said(desk: Page) -> None:
    reader = ScreenReader(desk)
    call = let_ring()
    hear(reader, "Çağrı geliyor: 0532 000 01 01")
    expect(desk.locator("#record")).to_have_attribute("data-draft", re.compile("call:"))
    talks(call)
    expect(desk.locator("#bar [data-state=talking]")).to_be_visible()
    desk.keyboard.press("/")
    topic = desk.locator("#id_topic_text")
    expect(topic).to_be_focused()
    assert reader.here() == TOPIC
    desk.keyboard.type("agac budama")
    # The line that is marked is said as the cursor's own
    expect(topic).to_have_attribute("aria-activedescendant", "topic-agac-budama")
    expect(desk.locator("#topic-agac-budama")).to_have_accessible_name(re.compile("^Ağaç budama"))
    desk.keyboard.press("Enter")
    hear(reader, "seçili")
    desk.keyboard.press("F4")
    expect(desk.locator("#id_text")).to_be_focused()
    assert reader.here() == TEXT
    desk.keyboard.type("Dallar pencereme değiyor.")
    tab_to(desk, desk.locator("#id_neighborhood_text"))
    desk.keyboard.type("yahyakaptan")
    expect(desk.locator("#near-options [role=option]").first).to_contain_text("Yahyakaptan")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_district")).to_have_value("izmit")
    tab_to(desk, desk.locator("#id_full_name"))
    desk.keyboard.type("Ayşe Işık")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".opened-code")).to_be_focused()
    code = " ".join(codes.display(Case.objects.get().tracking_code).split())
    hear(reader, f"Başvuru açıldı. Kodu söyleyin: {code}")


def hear(reader: ScreenReader, words: str) -> None:
    """Wait until a live region says exactly this."""
    until(lambda: words in reader.said(), what=lambda: f"not said: {words}; {reader.said()}")
