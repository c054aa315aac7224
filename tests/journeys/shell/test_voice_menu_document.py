"""An administrator draws a key of the voice menu into a dead end, reads where, and mends it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.journeys.opened import Opened

from alo153.calls import menu_file

pytestmark = pytest.mark.journey
LOST = '\n[nodes.kayip]\ntitle = "Kayıp"\nkind = "say"\nsay = ["greeting"]\nnext = "kayip"\n'


def test_the_voice_menu_is_edited_refused_mended_and_in_force(
    opened: Opened, settings: Settings, tmp_path: Path
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    page = opened.page("/settings/documents/menu/", "yasin")
    page.get_by_text("Tümü metin olarak").click()
    text = page.get_by_label("İçeriği")
    said = text.input_value()
    text.fill(said.replace('3 = "water"', '3 = "kayip"') + LOST)
    page.get_by_role("button", name="Taslak olarak sakla ve kontrol et").click()
    expect(page.get_by_role("alert")).to_contain_text("kayip")
    expect(page.get_by_text("Kayıp", exact=True).first).to_be_visible()
    wrong = opened.looks.at(page, "dead-end")
    # With mistakes in it the text stands open already
    page.get_by_label("İçeriği").fill(said.replace('title = "Ana menü"', 'title = "Seçim"'))
    page.get_by_role("button", name="Taslak olarak sakla ve kontrol et").click()
    page.get_by_label("Neden değişiyor?").fill("Yeni ad.")
    page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text("geçerli").first).to_be_visible()
    assert menu_file.of_city().node("main").word == "Seçim"
    assert not wrong, "\n".join(wrong)
