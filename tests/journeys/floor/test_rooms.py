"""The rooms of a supervisor around the wall, each filled, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.alarms import watching
from tests.calls.call_lists import lists
from tests.journeys.floor import full_swing
from tests.journeys.opened import Opened

from alo153.alarms import actions as alarms
from alo153.calls.call_words import AgentState
from alo153.core.clock import now

pytestmark = pytest.mark.journey


def test_live_alarms_and_their_rules(opened: Opened) -> None:
    rule = watching.rule(rings_at=0, clears_at=0)
    watching.call(now())
    alarms.evaluate(at=now())
    page = opened.page("/live-alarms/", "hakan")
    wrong = opened.looks.at(page, "alarms")
    page.get_by_role("button", name="Ben ilgileniyorum").click()
    expect(page.locator("#live-alarms")).to_contain_text("Hakan")
    wrong += opened.looks.at(page, "alarms-acknowledged")
    for name in ("", "new/waiting/", f"{rule.pk}/"):
        page.goto(f"/live-alarms/rules/{name}")
        wrong += opened.looks.at(page, f"alarm-rules-{name.replace('/', '-')}")
    page.get_by_role("button", name="Son ayda dene").click()
    expect(page.get_by_role("heading", name="Son ayda")).to_be_visible()
    wrong += opened.looks.at(page, "alarm-rule-tried")
    page.locator("[name=name]").fill("")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert wrong + opened.looks.at(page, "alarm-rule-wrong") == []


def test_the_page_of_an_agent(opened: Opened) -> None:
    full_swing.busy_floor()
    page = opened.page(f"/live/agents/{full_swing.agent('abdurrahman').pk}/", "hakan")
    expect(page.locator("#agent-now").get_by_role("link", name="Çağrı")).to_be_visible()
    wrong = opened.looks.at(page, "agent-talks")
    full_swing.stands(cast.staff("zeynep"), AgentState.OFFLINE)
    page.goto(f"/live/agents/{cast.staff('zeynep').pk}/")
    assert wrong + opened.looks.at(page, "agent-signed-out") == []


def test_emergency_closing(opened: Opened) -> None:
    page = opened.page("/live/closing/", "hakan")
    close = page.get_by_role("button", name="Bütün hatları kapat")
    close.click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()
    wrong = opened.looks.at(page, "closing-wrong")
    page.get_by_label("Neden?").fill("Binada yangın var.")
    close.click()
    expect(page.get_by_role("button", name="Hatları aç")).to_be_visible()
    assert wrong + opened.looks.at(page, "closed") == []


def test_call_lists(opened: Opened) -> None:
    runs = lists.begun(lists.AYSE)
    lists.written(lists.MEHMET)
    page = opened.page("/live/lists/", "hakan")
    wrong = opened.looks.at(page, "lists")
    page.goto(f"/live/lists/{runs.pk}/")
    wrong += opened.looks.at(page, "list")
    page.goto("/live/lists/new/")
    page.get_by_role("button", name="Kimlerin aranacağını göster").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    wrong += opened.looks.at(page, "list-wrong")
    page.locator("[name=name]").fill("Fırtına")
    page.locator("[name=leads]").select_option("menu:notice")
    page.locator("[name=numbers]").fill(f"{lists.FATMA}\nhatlı")
    page.get_by_role("button", name="Kimlerin aranacağını göster").click()
    expect(page.get_by_role("heading", name="Kaydetmeden önce")).to_be_visible()
    assert wrong + opened.looks.at(page, "list-preview") == []
