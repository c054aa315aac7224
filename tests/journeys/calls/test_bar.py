"""The call bar by keyboard alone, while it is drawn anew, and without a switchboard program."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, picks_up, sound_goes_both_ways, telephone
from tests.journeys.floor.full_swing import stands
from tests.journeys.looks import too_wide
from tests.journeys.opened import desk_of, heard
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch
from tests.parts.telephone.asterisk import rung_without_a_program
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.phone_accounts import agent_name
from alo153.calls.models import Call, Command
from alo153.core import live
from alo153.launch.telephony.asterisk import Asterisk

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
MOST_STOPS = 40
# Where the cursor is: its place on screen and its words; nothing outside the bar
PLACE = """() => {
  const here = document.activeElement;
  if (!here?.closest(".desk-bar")) return null;
  // The field of the search may hang below its button: the eye finds it there
  const { left, top } = (here.closest(".bar-search") ?? here).getBoundingClientRect();
  return { left, top, words: here.innerText || here.getAttribute("title") || here.id };
}"""


@pytest.fixture(autouse=True)
def elif_(transactional_db: None) -> None:
    """The agent of all these stories."""
    cast.staff("elif")


@pytest.fixture
def talking(open_page: OpenPage, switchboard: Switchboard, sipp: Sippers) -> Page:
    """Return the desk of Elif, who talks."""
    desk = be_ready(open_page, "elif")
    sipp.call(caller=cast.phone_of("Fatma Çınar"))
    telephone(desk, "ringing")
    picks_up(desk)
    expect(desk.locator("#bar-more")).to_be_visible()
    return desk


def stops(page: Page) -> list[dict[str, Any]]:
    """Go through the bar by the Tab key and return where the cursor stopped."""
    page.evaluate("document.querySelector('.topbar .tools summary').focus()")
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place is None:
            break
        found.append(place)
    return found


def reading_order(page: Page) -> None:
    """The cursor goes through the bar from left to right, as the eye does (WCAG 2.4.3)."""
    found = stops(page)
    assert len(found) > 3, found
    assert [place["words"] for place in found] == [
        place["words"] for place in sorted(found, key=lambda place: place["left"])
    ]


def drawn_anew(page: Page) -> None:
    """Let the server say that something changed, and wait until the bar is drawn again."""
    page.evaluate("document.querySelector('.bar-facts').dataset.old = 'yes'")
    live.publish(f"agent:{cast.staff('elif').pk}")
    expect(page.locator(".bar-facts[data-old]")).to_have_count(0)


def hang_up(page: Page) -> None:
    page.keyboard.press("Shift+F8")
    own = Call.objects.filter(agent=cast.staff("elif"))
    until(lambda: own.filter(ended_at__isnull=False).exists())
    telephone(page, "registered")
    # The bar hears of it a moment later, and its panels close then
    expect(page.locator("#bar [data-state=wrap_up]")).to_be_visible()


def test_the_cursor_goes_through_the_bar_as_the_eye_does(talking: Page) -> None:
    reading_order(talking)
    hang_up(talking)
    reading_order(talking)


def test_an_open_menu_stays_open_when_the_bar_changes(talking: Page) -> None:
    summary = talking.locator("#bar-more > summary")
    summary.focus()
    talking.keyboard.press("Enter")
    talking.keyboard.press("Tab")
    first = talking.evaluate("document.activeElement.innerText")
    assert "Ses kaydını" in first
    drawn_anew(talking)
    assert talking.locator("#bar-more").get_attribute("open") is not None
    assert talking.evaluate("document.activeElement.innerText") == first
    talking.keyboard.press("Enter")
    expect(talking.get_by_text("ses kaydı duraklatıldı")).to_be_visible()
    expect(talking.locator("#bar-more")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    drawn_anew(talking)
    expect(summary).to_be_focused()
    assert talking.locator("#bar-more").get_attribute("open") is None
    hang_up(talking)


def test_the_panel_of_a_transfer_goes_with_its_call(talking: Page) -> None:
    talking.keyboard.press("F10")
    expect(talking.locator(".reach-near")).to_contain_text("kuyruk")
    talking.keyboard.type("mur")
    hang_up(talking)
    expect(talking.locator("#reach-text")).to_be_hidden()
    talking.keyboard.press("F10")
    expect(talking.locator("#reach-text")).to_have_value("")
    expect(talking.locator("#reach-options [role=option]")).to_have_count(0)
    # One button only hears Enter: to call
    expect(talking.locator("#reach .row-line button").filter(visible=True)).to_have_count(1)


def test_the_panel_of_a_hard_call_stays_for_the_work_after_it_and_goes_then(talking: Page) -> None:
    talking.keyboard.press("Control+Shift+F7")
    panel = talking.locator("#hard section")
    expect(panel).to_be_visible()
    drawn_anew(talking)
    expect(panel).to_be_visible()
    hang_up(talking)
    expect(panel).to_be_visible()
    talking.locator("#bar .bar-presence [data-key-moves=ready]").click()
    expect(talking.locator("#bar [data-state=ready]")).to_be_visible()
    expect(panel).to_have_count(0)


def test_a_hard_call_is_marked_by_its_key_and_followed_by_recovery(
    talking: Page, open_page: OpenPage
) -> None:
    cast.staff("hakan")
    talking.keyboard.press("Control+Shift+F7")
    talking.locator("#hard button[value=suicide]").press("Enter")
    expect(talking.locator("#hard section")).to_have_count(0)
    telephone(talking, "talking")
    asked_for = Command.objects.filter(name="pause", done_at__isnull=False)
    until(asked_for.exists)
    talking.keyboard.press("Shift+F8")
    telephone(talking, "registered")
    state = talking.locator("#bar [data-state=paused]")
    expect(state).to_contain_text("Toparlanma")
    # Hakan reads that there was one, and not of what
    notices = desk_of(open_page, "hakan", "/notices/")
    told = notices.get_by_text("Elif Yıldız zor bir çağrı aldı ve toparlanma molasında")
    expect(told).to_be_visible()
    assert "intihar" not in notices.locator("main").inner_text().lower()
    expect(state).to_be_visible()


def test_what_is_typed_stays_and_no_page_that_fails_takes_the_call_away(talking: Page) -> None:
    talking.keyboard.press("F10")
    talking.keyboard.type("mur")
    drawn_anew(talking)
    expect(talking.locator("#reach-text")).to_be_focused()
    talking.keyboard.type("at")
    expect(talking.locator("#reach-text")).to_have_value("murat")
    talking.keyboard.press("Escape")
    the_line_is_bad_for_a_while(talking)
    home = talking.locator(".topbar .brand")
    catch(talking, "**/home/", lambda route: route.fulfill(status=502))
    home.click()
    expect(talking.get_by_text("Bağlantı kurulamadı", exact=False)).to_be_visible()
    telephone(talking, "talking")
    home.evaluate("(link) => { link.href = '/nowhere/'; }")
    home.click()
    expect(talking.get_by_role("heading", name="Böyle bir sayfa yok")).to_be_visible()
    telephone(talking, "talking")
    hang_up(talking)


def the_line_is_bad_for_a_while(page: Page) -> None:
    """The telephone's own test has a line that loses packets; here it only says so."""
    tell = """(bad) => document.querySelector("#softphone").dispatchEvent(
      new CustomEvent("softphone:line", { detail: { bad, told: true }, bubbles: true }))"""
    # That of a busy machine may be bad itself
    page.evaluate(
        """() => {
          const ours = (event) => event.detail.told || event.stopImmediatePropagation();
          addEventListener("softphone:line", ours, true);
          document.querySelector("#line-words").textContent = "";
        }"""
    )
    words = page.get_by_role("status").filter(has_text="Hat kötü: ses kesiliyor olabilir.")
    expect(words).to_have_count(0)
    page.evaluate(tell, True)
    expect(words).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    assert too_wide(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(tell, False)
    expect(words).to_have_count(0)


def test_without_a_switchboard_program_a_call_is_answered_and_hung_up_all_the_same(
    open_page: OpenPage,
    switchboard: Switchboard,
    asterisk: Asterisk,
    sipp: Sippers,
    axe: Callable[[Page], list[str]],
) -> None:
    desk = be_ready(open_page, "elif")
    endpoint = agent_name(cast.staff("elif").pk)
    until(lambda: rung_without_a_program(asterisk) == {endpoint: True})
    switchboard.kill()
    caller = sipp.call("caller_until_bye", caller="05320000103")
    telephone(desk, "ringing")
    words = desk.locator(".bar-fallback-words")
    expect(words).to_contain_text("Santral programı çalışmıyor")
    expect(desk.locator("[data-fallback-number]")).to_have_text("0532 000 01 03")
    expect(desk.locator("#bar [data-state=ready]")).to_be_hidden()
    desk.keyboard.press("F8")
    telephone(desk, "talking")
    until(lambda: sound_goes_both_ways(desk))
    assert axe(desk) == []
    assert too_wide(desk) == []
    reading_order_of_two(desk)
    desk.keyboard.press("Shift+F8")
    telephone(desk, "registered")
    assert caller.wait()
    expect(words).to_be_hidden()
    switchboard.start()
    assert call_of("elif", ended_at__isnull=False).outcome == "answered"


def test_a_talk_in_which_the_switchboard_program_died_is_hung_up_all_the_same(
    talking: Page, switchboard: Switchboard
) -> None:
    switchboard.kill()
    away = talking.locator("#bar").get_by_text("Santral programı çalışmıyor", exact=True)
    expect(away).to_be_visible()
    expect(talking.locator("#bar [data-state=talking]")).to_be_visible()
    talking.keyboard.press("Shift+F8")
    telephone(talking, "registered")
    talk = call_of("elif", ended_at__isnull=True)
    switchboard.start()
    expect(away).to_be_hidden()
    ended = call_of("elif", ended_at__isnull=False)
    assert (ended.pk, ended.ended_by) == (talk.pk, "agent")
    assert ended.offers.count() == 1, "nobody is rung for the citizen"
    telephone(talking, "registered")


def reading_order_of_two(page: Page) -> None:
    """Beside search and help there are two things to do: hang up, and mute."""
    words = " ".join(place["words"] for place in stops(page))
    assert re.search("Kapat.*Mikrofonu kapat", words, re.DOTALL), words


ANSWERED = """() => document.addEventListener("htmx:afterSwap", (event) => {
  window.answered ||= event.detail.requestConfig.verb === "post";
})"""


def test_an_answer_that_comes_late_does_not_take_a_state_back(desk: Page) -> None:
    """The answer to F7 was written before the switchboard made the agent ready."""
    agent, late = cast.staff("elif"), list[tuple[Route, APIResponse]]()
    stands(agent, AgentState.PAUSED, reason="meal")
    desk.reload()
    heard(desk).locator("#bar [data-key=F7]").wait_for()
    catch(desk, "**/phone/ready/", lambda route: late.append((route, route.fetch())))
    desk.keyboard.press("F7")
    until(lambda: desk.title() and late)
    stands(agent, AgentState.READY)
    desk.locator("#bar [data-state=ready]").wait_for()
    desk.evaluate(ANSWERED)
    route, answer = late[0]
    route.fulfill(response=answer)
    until(lambda: desk.evaluate("window.answered"))
    desk.locator("#bar [data-state=ready]").wait_for()
