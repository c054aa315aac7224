"""An administrator changes a document of the city, tries it, and takes the change back.

tests/web/settings/test_document_versions.py does the same with each kind, without a browser.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests.journeys.opened import Opened, leaving

from alo153.city import queries
from alo153.city.citypack.documents import document

pytestmark = pytest.mark.journey


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def write(page: Page, old: str, new: str) -> None:
    """Change the whole text by hand; entries come first, so it is folded away."""
    page.get_by_text("Tümü metin olarak").click()
    text = page.get_by_label("İçeriği")
    said = text.input_value()
    assert old in said
    text.fill(said.replace(old, new, 1))
    with leaving(page):
        page.get_by_role("button", name="Taslak olarak sakla ve kontrol et").click()


def put_in_force(page: Page, number: int) -> None:
    page.get_by_label("Neden değişiyor?").fill("Şehir öyle istiyor.")
    page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text(f"{number}. sürüm yürürlükte.")).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "old", "new", "trial"),
    [
        ("topics", '"Ağaç budama"', '"Ağaç ve dal budama"', "Geçmiş başvurularla deneme"),
        ("menu", '"Ana menü"', '"Seçenekler"', "Geçmiş çağrılarla deneme"),
    ],
)
def test_a_document_is_changed_tried_put_in_force_and_taken_back(
    opened: Opened, settings: Settings, tmp_path: Path, kind: str, old: str, new: str, trial: str
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    before = in_force(kind)
    page = opened.page(f"/settings/documents/{kind}/", "yasin")
    write(page, old, new)
    expect(page.locator(".difference ins").first).to_contain_text(new)
    wrong = opened.looks.at(page, f"{kind}-draft")
    page.locator(f"a[href$='/{kind}/simulation/']").click()
    expect(page.get_by_role("heading", name=trial)).to_be_visible()
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
