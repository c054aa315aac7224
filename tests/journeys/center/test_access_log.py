"""A supervisor finds out for a citizen who looked at their record, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.cases import stories
from tests.journeys.opened import Opened
from tests.parts.browser.browsing import PHONE

from alo153.cases import queries
from alo153.cases.rules import codes
from alo153.core import clock

pytestmark = pytest.mark.journey


def test_the_question_is_typed_and_answered(opened: Opened) -> None:
    case = stories.relaying()
    for username in ("elif", "selin"):
        asker = cast.staff(username)
        queries.access_case(asker, case.tracking_code, what="desk", at=clock.now())
    page = opened.page("/access-log/", "hakan")
    page.get_by_label("Telefon numarası, takip kodu").focus()
    page.keyboard.type(codes.display(case.tracking_code))
    page.keyboard.press("Tab")
    page.keyboard.type("Vatandaş sordu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="Selin Koç")).to_be_visible()
    assert opened.looks.at(page, "access-log") == []
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.get_by_text("Süzgeç, sıra ve sütunlar").press("Enter")
    page.get_by_label("Ne", exact=True).focus()
    page.keyboard.type("bu liste")
    page.get_by_label("Sıralama").focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Göster").press("Enter")
    expect(page).to_have_url(re.compile(r"\?what=access-log&.*sort=when"))
    expect(page.get_by_role("cell", name="Hakan Demir").first).to_be_visible()
    expect(page.get_by_role("cell", name="Selin Koç")).to_have_count(0)
    assert opened.looks.at(page, "access-log-narrowed") == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tablo olarak indir (XLSX)").press("Enter")
    assert taken.value.suggested_filename == "access-log.xlsx"
    page.go_back()
    expect(page.get_by_role("cell", name="Selin Koç")).to_be_visible()
