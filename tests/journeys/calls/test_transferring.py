"""Elif asks Murat by keyboard and hands the citizen over; Murat's desk shows what she wrote."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, telephone
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.calls.models import Call, CallLeg

pytestmark = [pytest.mark.journey, pytest.mark.telephony]

ONE_ROW = 56
NOTE = "Sokağın adını bilmiyor, çeşmenin yanı"


@pytest.fixture(autouse=True)
def agents(transactional_db: None) -> None:
    """The agents of these stories."""
    cast.staff("elif")
    cast.staff("murat")


def pick_up(desk: Page) -> None:
    telephone(desk, "ringing")
    desk.keyboard.press("F8")
    telephone(desk, "talking")


def hang_up(desk: Page) -> None:
    """End the call, or its leg would stand in Asterisk before the next story."""
    desk.keyboard.press("Shift+F8")
    own = Call.objects.filter(offers__agent=cast.staff("elif"))
    until(lambda: not own.filter(ended_at__isnull=True).exists())


def look(desk: Page, name: str) -> None:
    """Nothing of the page may be wider than the window or unreadable for a screen reader."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not desk.evaluate(wide), f"{name} scrolls sideways"
    bar = desk.evaluate("document.querySelector('.desk-bar').offsetHeight")
    assert bar <= ONE_ROW, f"{name}: the bar is {bar} px high"


def test_an_attended_transfer_between_two_desks_by_keyboard(
    open_page: OpenPage,
    switchboard: Switchboard,
    sipp: Sippers,
    axe: Callable[[Page], list[str]],
) -> None:
    elif_ = be_ready(open_page, "elif")
    sipp.call(caller=cast.phone_of("Fatma Çınar"))
    pick_up(elif_)
    call = call_of("elif")
    elif_.locator("#call-note").fill(NOTE)
    until(lambda: Call.objects.filter(pk=call.pk, interaction__note=NOTE).exists())
    murat = be_ready(open_page, "murat")

    elif_.keyboard.press("F10")
    elif_.keyboard.type("murat")
    expect(elif_.locator("#reach-options [role=option]").first).to_contain_text("Murat Kaya")
    assert axe(elif_) == []
    look(elif_, "the transfer panel")
    # Escape closes the list and not the panel; what is typed stays, and the list comes again
    elif_.keyboard.press("Escape")
    expect(elif_.locator("#reach-options")).to_be_hidden()
    expect(elif_.locator("#reach-text")).to_have_value("murat")
    elif_.keyboard.press("ArrowDown")
    expect(elif_.locator("#reach-options")).to_be_visible()
    elif_.keyboard.press("Enter")
    pick_up(murat)
    expect(murat.locator("#what")).to_contain_text("Elif Yıldız bu çağrı için size danışıyor")
    expect(murat.locator("#what")).to_contain_text(NOTE)
    expect(elif_.locator("#bar")).to_contain_text("Birleştir")
    # The words are there when it rings; the caller is handed over to somebody who has answered
    expect(elif_.locator("#bar-asked button")).to_be_enabled()
    look(elif_, "asking aside")
    look(murat, "being asked")
    assert axe(elif_) == []
    elif_.keyboard.press("F10")

    until(lambda: Call.objects.filter(pk=call.pk, agent=cast.staff("murat")).exists())
    expect(elif_.locator("#bar")).to_contain_text("işlemde")
    telephone(murat, "talking")
    until(lambda: CallLeg.objects.filter(call=call, left_at__isnull=True).count() == 1)
    hang_up(murat)


def test_a_refused_transfer_is_said_at_the_desk(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    elif_ = be_ready(open_page, "elif")
    sipp.call(caller=cast.phone_of("Fatma Çınar"))
    pick_up(elif_)
    murat = be_ready(open_page, "murat")
    murat.keyboard.press("F7")
    murat.get_by_role("button", name="Kısa mola").click()
    until(lambda: cast.staff("murat").phone_session.state == "paused")
    elif_.keyboard.press("F10")
    # Enter before the list has come waits for it
    elif_.keyboard.type("murat")
    elif_.keyboard.press("Enter")
    expect(elif_.locator(".bar-notice")).to_contain_text("şu anda çağrı almıyor")
    # The notice may come before the answer that closes the panel
    expect(elif_.locator("#reach-text")).to_be_hidden()
    # What was typed is there to be asked once more; what nobody understands leaves the panel open
    elif_.keyboard.press("F10")
    expect(elif_.locator("#reach-text")).to_have_value("Murat Kaya")
    expect(elif_.locator("#reach-text")).to_be_focused()
    elif_.keyboard.type("zzz")
    elif_.keyboard.press("Enter")
    expect(elif_.locator(".bar-notice")).to_contain_text("Listeden birini seçin")
    expect(elif_.locator("#reach-text")).to_be_visible()
    expect(elif_.locator("#reach-text")).to_have_value("zzz")
    hang_up(elif_)
