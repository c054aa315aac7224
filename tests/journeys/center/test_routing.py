"""Yasin changes who gets an application: he drafts by keyboard, tries, and puts it in force."""

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.cases import stories
from tests.journeys.opened import Opened, leaving

from alo153.city import actions, queries
from alo153.city.rules.routing import Rule

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def past(transactional_db: None) -> None:
    """Parks answered one application about pruning; two more wait."""
    stories.answered()
    stories.pruning()
    stories.pruning(layer="district")


def test_rules_are_drafted_tried_and_put_in_force(opened: Opened) -> None:
    page = opened.page("/settings/routing/", "yasin")
    wrong = opened.looks.at(page, "routing")
    page.get_by_role("link", name="En üste yeni kural").press("Enter")
    page.get_by_label("Konu").select_option("agac-budama")
    page.get_by_label("Yer", exact=True).select_option("izmit/yahyakaptan")
    page.get_by_role("button", name="Taslağa al").press("Enter")
    expect(page.get_by_text("Başvuruların kime gideceğini seçin.").first).to_be_visible()
    wrong += opened.looks.at(page, "routing-rule")
    page.get_by_label("Gideceği yer").select_option("yol-ve-bakim")
    page.get_by_label("Neden").fill("Yahya Kaptan'da budamayı yol ekibi yapar.")
    with leaving(page):
        page.get_by_role("button", name="Taslağa al").press("Enter")
    expect(page.locator("#rule-1")).to_contain_text("yeni")
    with leaving(page):
        page.get_by_role("button", name="2. kuralı aşağı taşı", exact=True).press("Enter")
    expect(page.locator(".routing-moved")).to_have_count(1)
    with leaving(page):
        page.get_by_role("button", name="5. kuralı çıkar", exact=True).press("Enter")
    expect(page.locator(".routing-removed")).to_have_count(1)
    late = Rule(position=99, topic="cop-toplama", unit="isu", reason="Hiç sıra gelmez.")
    yasin = cast.staff("yasin")
    draft = queries.rule_draft(yasin)
    assert draft
    actions.keep_rules((*draft.rules, late), by=yasin, at=cast.AT)
    page.reload()
    wrong += opened.looks.at(page, "routing-draft")
    page.get_by_role("link", name="Son 1.000 başvuruda dene").press("Enter")
    expect(page.get_by_text("3 başvurudan 3 tanesi başka yere giderdi.")).to_be_visible()
    wrong += opened.looks.at(page, "routing-simulation")
    page.go_back()
    page.get_by_label("Kurallar neden değişiyor?").fill("Ekip taşındı.")
    page.get_by_role("button", name="Yürürlüğe koy").press("Enter")
    expect(page.get_by_text("Kuralların 2. sürümü yürürlükte.")).to_be_visible()
    page.get_by_role("link", name="1. sürüm", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="1. sürüm", exact=False)).to_be_visible()
    wrong += opened.looks.at(page, "routing-version")
    assert wrong == []
