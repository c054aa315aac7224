"""An administrator changes each document of the city, tries it, and takes the change back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests.journeys.opened import Opened, leaving

from alo153.city import queries
from alo153.city.citypack.documents import document

pytestmark = pytest.mark.journey
# What each kind says, and what it says after the change
CHANGES = {
    "city": ("question_days = 7", "question_days = 9"),
    "texts": ("Başvurunuzu aldık, ilgili", "Başvurunuz geldi, ilgili"),
    "topics": ('name = "Ağaç budama"', 'name = "Ağaç ve dal budama"'),
    "kinds": ("remind_before = 2", "remind_before = 3"),
    "units": ("Basın Yayın ve Halkla", "Basın ve Halkla"),
    "contacts": ("Arapça tercüman", "Farsça tercüman"),
    "alarms": ("look_within = 10", "look_within = 12"),
    "offices": ("minutes = 15", "minutes = 20"),
    "partners": ("every_morning = true", "every_morning = false"),
    "roles": ("müşteri temsilcisi", "çağrı görevlisi"),
    "queues": ('name = "Genel"', 'name = "Genel hat"'),
    "menu": ('title = "Ana menü"', 'title = "Seçenekler"'),
    "numbers": ("153 Çağrı Merkezi", "153 İletişim Hattı"),
    "voice": ("İyi günler dileriz.", "Hoşça kalın."),
    "pauses": ("minutes = 15", "minutes = 12"),
    "law": ("value = 2700", "value = 2400"),
    "retention": ("recordings = 180", "recordings = 60"),
}
# What past applications or calls can be tried by, and the heading of the trial
TRIED = {
    **dict.fromkeys(("city", "topics", "kinds"), "Geçmiş başvurularla deneme"),
    **dict.fromkeys(("queues", "menu", "numbers"), "Geçmiş çağrılarla deneme"),
}


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def write(page: Page, old: str, new: str) -> None:
    """Change the whole text by hand; the text of a kind with entries is folded away."""
    text = page.get_by_label("İçeriği")
    if not text.is_visible():
        page.get_by_text("Tümü metin olarak").click()
    said = text.input_value()
    assert old in said
    text.fill(said.replace(old, new, 1))
    with leaving(page):
        page.get_by_role("button", name="Taslak olarak sakla ve kontrol et").click()


def put_in_force(page: Page, number: int) -> None:
    page.get_by_label("Neden değişiyor?").fill("Şehir öyle istiyor.")
    page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text(f"{number}. sürüm yürürlükte.")).to_be_visible()


@pytest.mark.parametrize("kind", CHANGES)
def test_a_document_is_changed_tried_put_in_force_and_taken_back(
    opened: Opened, settings: Settings, tmp_path: Path, kind: str
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    old, new = CHANGES[kind]
    before = in_force(kind)
    page = opened.page(f"/settings/documents/{kind}/", "yasin")
    write(page, old, new)
    expect(page.locator(".difference ins").first).to_contain_text(new)
    wrong = opened.looks.at(page, kind)
    if kind in TRIED:
        with leaving(page):
            page.locator(f"a[href$='/{kind}/simulation/']").click()
        expect(page.get_by_role("heading", name=TRIED[kind])).to_be_visible()
        wrong += opened.looks.at(page, f"{kind}-tried")
        page.goto(f"/settings/documents/{kind}/")
    put_in_force(page, 2)
    assert in_force(kind) == before.replace(old, new, 1)
    page.get_by_role("link", name="1. sürüm", exact=True).click()
    page.get_by_role("button", name="Taslağım olarak al").click()
    expect(page.get_by_text("1. sürüm artık taslağınız")).to_be_visible()
    put_in_force(page, 3)
    assert in_force(kind) == before
    assert wrong == []
