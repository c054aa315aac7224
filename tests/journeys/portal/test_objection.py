"""Told "done", the citizen says no on a telephone; somebody else decides, and it is done again."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed
from tests.journeys.opened import Opened
from tests.parts.events.consuming import consume

from alo153.cases import actions
from alo153.cases.models import Case, RelayAttempt
from alo153.cases.rules.lifecycle import State
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.journey
STILL = "Dallar hâlâ lambayı kapatıyor."


@pytest.fixture
def case(opened: Opened) -> Case:
    return closed()


def told(case: Case) -> None:
    result = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=result, by=SYSTEM, at=now())


def says_no(opened: Opened, case: Case) -> None:
    page = opened.page(f"/t/{case.link_key}/")
    wrong = opened.looks.at(page, "asked")
    page.get_by_text("Hayır, çözülmedi").first.click()
    page.locator("#confirmation textarea").fill(STILL)
    wrong += opened.looks.at(page, "saying-no")
    page.locator("#confirmation textarea").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Başka bir arkadaşımız", exact=False).first).to_be_visible()
    assert wrong + opened.looks.at(page, "said-no") == []


def decides(opened: Opened, case: Case) -> Page:
    page = opened.page("/center/lists/objections/", "hakan")
    expect(page.get_by_text(STILL).first).to_be_visible()
    wrong = opened.looks.at(page, "objections")
    page.goto(f"/center/cases/{case.tracking_code}/")
    wrong += opened.looks.at(page, "objection")
    take = page.get_by_role("button", name="İtirazı üstlen")
    take.click()
    # Who forwards it before has decided without taking it
    expect(take).to_be_hidden()
    page.get_by_role("button", name="İlet").first.click()
    expect(page.get_by_text("Başvuru birime iletildi.")).to_be_visible()
    assert wrong == []
    return page


def test_a_citizen_objects_and_somebody_else_has_it_done(opened: Opened, case: Case) -> None:
    says_no(opened, case)
    closer = opened.page(f"/center/cases/{case.tracking_code}/", "murat")
    expect(
        closer.get_by_text("Bu başvurunun kapatılmasında göreviniz vardı", exact=False)
    ).to_be_visible()
    decides(opened, case)
    unit = opened.page(f"/unit/cases/{case.tracking_code}/", "nurten")
    expect(unit.get_by_text(STILL).first).to_be_visible()
    assert opened.looks.at(unit, "at-the-unit") == []
    case.refresh_from_db()
    nurten, hakan = cast.staff("nurten"), cast.staff("hakan")
    actions.accept(case=case, by=nurten, at=now())
    actions.answer(case=case, finding=stories.DONE, by=nurten, at=now())
    actions.approve(case=case, plain_text="Bu kez yerinde budadık.", by=hakan, at=now())
    told(case)
    page = opened.page(f"/t/{case.link_key}/")
    page.get_by_role("button", name="Evet, çözüldü").click()
    expect(page.get_by_text("Evet, çözüldü")).to_have_count(0)
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert [closing.confirmation for closing in case.closings.order_by("number")] == [
        "not_solved",
        "solved",
    ]
    consume()
    results = opened.page("/results/", "hakan")
    expect(results.get_by_text("Ağaç budama")).to_be_visible()
    assert opened.looks.at(results, "results") == []
