"""Fatma wishes to be called: one click at the desk rings the agent, then her, on real parts."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.cases import stories
from tests.journeys.calling import be_ready, call_of, telephone
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.calls.models import Call
from alo153.cases.models import Case, RelayAttempt
from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel

pytestmark = [pytest.mark.journey, pytest.mark.telephony]


def dial_through(switchboard: Switchboard, port: int) -> None:
    """Let the network of this test be one telephone that takes every number."""
    switchboard.stop()
    switchboard.start(ALO153_DIAL=f"PJSIP/local/sip:{{number}}@127.0.0.1:{port}")


def press_call(agent: Page, case: Case) -> None:
    agent.goto("/center/lists/calls/")
    agent.locator(f"a[href*='{case.tracking_code}']").first.click()
    telephone(agent, "registered")
    agent.get_by_role("button", name=re.compile("Ara ")).click()


def fatmas_case() -> Case:
    return stories.relaying(full_name="Fatma Çınar", wish=Channel.PHONE)


def test_one_click_rings_the_agent_then_the_citizen_and_the_case_closes(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    case = fatmas_case()
    citizen = sipp.listen("callee_until_bye")
    dial_through(switchboard, citizen.port)
    agent = be_ready(open_page, "elif")
    press_call(agent, case)
    telephone(agent, "talking")
    call = call_of("elif")
    assert (call.direction, call.number) == ("out", cast.phone_of("Fatma Çınar"))
    agent.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, ended_at__isnull=False).exists())
    assert citizen.wait()
    agent.get_by_role("button", name="bilgi verildi").click()
    until(lambda: Case.objects.filter(pk=case.pk, state=State.CLOSED).exists())
    attempt = RelayAttempt.objects.get(relay__case=case)
    assert (attempt.result, attempt.by_user) == ("told", cast.staff("elif"))


def test_nobody_answers_and_the_task_stays(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    case = fatmas_case()
    citizen = sipp.listen("callee_busy")
    dial_through(switchboard, citizen.port)
    agent = be_ready(open_page, "elif")
    press_call(agent, case)
    until(lambda: Call.objects.filter(agent=cast.staff("elif"), outcome="busy").exists())
    agent.get_by_role("button", name="meşgul").click()
    until(lambda: RelayAttempt.objects.filter(relay__case=case, result="busy").exists())
    case.refresh_from_db()
    assert case.state == State.RELAYING
    agent.goto("/center/lists/calls/")
    expect(agent.locator(f"a[href*='{case.tracking_code}']").first).to_be_visible()


def test_a_number_dialed_at_the_desk_has_a_record_of_its_own(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    citizen = sipp.listen("callee_until_bye")
    dial_through(switchboard, citizen.port)
    agent = be_ready(open_page, "elif")
    before = agent.locator("#work").get_attribute("data-work")
    agent.keyboard.press("F10")
    agent.keyboard.type(cast.phone_of("Fatma Çınar").removeprefix("+90"))
    agent.keyboard.press("Enter")
    telephone(agent, "talking")
    call = call_of("elif", direction="out")
    expect(agent.locator(f"#work[data-work='call:{call.pk}']")).to_be_visible()
    assert before != f"call:{call.pk}"
    expect(agent.locator("#work")).to_contain_text("0532 000 01 03")
    # The number is typed no longer: Enter would ask the citizen into their own call
    agent.keyboard.press("F10")
    expect(agent.locator("#reach-text")).to_have_value("")
    agent.keyboard.press("Escape")
    expect(agent.locator("#reach")).not_to_have_attribute("open", "")
    agent.keyboard.press("Shift+F8")
    assert citizen.wait()
