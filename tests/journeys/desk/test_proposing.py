"""While the agent types what a caller says, topics are offered; one key takes one."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.looks import Axe, Looks
from tests.journeys.opened import desk_of
from tests.parts.browser.browsing import OpenPage
from tests.suggestions import learned

from alo153.cases.models import Draft

pytestmark = pytest.mark.journey


def test_a_proposed_topic_is_taken_with_one_key(
    transactional_db: None, open_page: OpenPage, axe: Axe, tmp_path: Path
) -> None:
    learned.model()
    desk = desk_of(open_page, "elif")
    looks = Looks(axe, tmp_path / "pictures")
    desk.keyboard.press("F4")
    desk.keyboard.type("Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor")
    first = desk.locator("#proposals button").first
    expect(first).to_contain_text("Ağaç budama")
    assert looks.at(desk, "proposals") == []
    desk.keyboard.press("Control+F1")
    expect(desk.locator("#id_topic")).to_have_value("agac-budama")
    expect(desk.locator("#id_topic_text")).to_have_value(cast.topic("agac-budama").name)
    expect(desk.locator("#help")).to_contain_text("Ağaç budama")
    expect(desk.locator("#proposals")).to_be_empty()
    expect(desk.locator("#id_text")).to_be_focused()
    expect(desk.locator("#draft-status")).to_contain_text("Taslak kaydedildi")
    assert Draft.objects.get().fields["topic"] == "agac-budama"
