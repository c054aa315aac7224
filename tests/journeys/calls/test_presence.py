"""A talk survives a reload, a dead browser and a second screen, on real parts.

The caller is a telephone of SIPp that never stops speaking: what the agent's browser receives
afterwards is the caller's sound.
"""

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, telephone
from tests.journeys.opened import heard, signed_in
from tests.killed.workers import held_lock
from tests.parts.browser.browsing import CHROMIUM_ARGUMENTS, DESKTOP, OpenPage
from tests.parts.browser.caught import catch
from tests.parts.browser.line import go_offline, go_online
from tests.telephony.programs.browsers import text_of
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, AgentStateSpan, Call, Command
from alo153.core import live
from alo153.launch.debian import debs

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
SWAPS = """() => {
  window.swaps = 0;
  addEventListener("htmx:afterSwap", ({ detail }) => {
    window.swaps += detail.target.id === "bar" && !document.querySelector("#bar [data-call]");
  });
}"""
PACKETS = "document.querySelector('alo-softphone').audioPackets()"


@pytest.fixture(autouse=True)
def elif_(transactional_db: None) -> None:
    """The agent of all these stories."""
    cast.staff("elif")


@pytest.fixture
def own_browser(chromium: Browser) -> Iterator[Browser]:
    """Run a Chromium that a test may kill."""
    browser = chromium.browser_type.launch(
        executable_path=str(debs.program("chromium", print)),
        args=CHROMIUM_ARGUMENTS,
        headless=True,
    )
    yield browser
    if browser.is_connected():
        browser.close()


def talk(agent: Page, sipp: Sippers) -> Call:
    """Let a caller come through to a ready agent."""
    sipp.call("caller_until_bye")
    telephone(agent, "ringing")
    agent.keyboard.press("F8")
    telephone(agent, "talking")
    hears(agent)
    return call_of("elif")


def hears(agent: Page, more: int = 25) -> None:
    """Wait until more of the caller's sound has come."""
    before = agent.evaluate(PACKETS)["received"]
    until(lambda: agent.evaluate(PACKETS)["received"] > before + more, what="the caller is silent")


def reload(agent: Page) -> None:
    """Reload as somebody does who says yes to the browser's question."""
    agent.once("dialog", lambda dialog: dialog.accept())
    agent.reload()


def stands(call: Call) -> Call:
    call.refresh_from_db()
    assert call.ended_at is None
    return call


def test_after_a_reload_the_caller_is_back_by_itself(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    agent = be_ready(open_page, "elif")
    call = talk(agent, sipp)
    ring_before_the_answer(agent)
    reload(agent)
    telephone(agent, "talking")
    hears(agent)
    until(lambda: Call.objects.filter(pk=call.pk, requeued_at__isnull=True).exists())
    assert stands(call).agent == cast.staff("elif")
    rules = list(call.offers.order_by("offered_at").values_list("rule", "result"))
    assert rules[-1] == ("returned", "answered")
    agent.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, outcome="answered", ended_by="agent").exists())
    telephone(agent, "registered")


def ring_before_the_answer(page: Page) -> None:
    """Let the caller ring before the telephone hears that it is registered.

    Asterisk tells the switchboard of a telephone before it answers the telephone itself: on a busy
    machine the INVITE is first.
    """

    def delay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        kept: list[str | bytes] = []

        def pass_on(text: str | bytes) -> None:
            if re.match(r"SIP/2.0 200 .*^CSeq: \d+ REGISTER", text_of(text), re.S | re.M):
                kept.append(text)
                return
            socket.send(text)
            if text_of(text).startswith("INVITE"):
                for late in kept:
                    socket.send(late)
                kept.clear()

        server.on_message(pass_on)

    page.route_web_socket("**/ws", delay)


def test_a_browser_that_is_killed_comes_back_and_finds_the_caller(
    open_page: OpenPage,
    own_browser: Browser,
    switchboard: Switchboard,
    sipp: Sippers,
    live_site: str,
) -> None:
    def open_there(path: str) -> Page:
        page = own_browser.new_context(
            base_url=live_site, viewport=DESKTOP, locale="tr-TR"
        ).new_page()
        page.goto(path)
        return page

    doomed = be_ready(open_there, "elif")
    call = talk(doomed, sipp)
    kill(own_browser)
    until(lambda: Call.objects.filter(pk=call.pk, requeued_at__isnull=False).exists())
    agent = signed_in(open_page, "elif")
    telephone(agent, "talking")
    hears(agent)
    stands(call)


def kill(browser: Browser) -> None:
    """Kill every process of a browser: no good-bye of any kind."""
    session = browser.new_browser_cdp_session()
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        try:
            os.kill(process["id"], signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_a_page_that_missed_the_end_of_a_call_is_free_again(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    """As after a sleep: neither the end of a ringing nor that of a talk was heard."""
    page = open_page("/theme.css")
    lose(page, "CANCEL", "BYE")
    agent = be_ready(lambda _path: page, "elif")
    caller = sipp.call("caller_hangs_up")
    telephone(agent, "ringing")
    caller.go_on()
    own = Call.objects.filter(offers__agent=cast.staff("elif"))
    until(lambda: own.filter(outcome="abandoned").exists())
    telephone(agent, "registered")

    # The record is late: the page knows no such call, asks once more, and rings on
    agent.evaluate(SWAPS)
    with held_lock("LOCK TABLE calls_call IN SHARE MODE"):
        caller = sipp.call("caller_hangs_up")
        telephone(agent, "ringing")
        until(lambda: agent.evaluate("window.swaps") > 1)
        telephone(agent, "ringing")
    agent.keyboard.press("F8")
    telephone(agent, "talking")
    call_of("elif", ended_at=None)
    caller.go_on()
    call_of("elif", outcome="answered", ended_at__isnull=False)
    assert agent.evaluate("document.querySelector('alo-softphone').state") == "talking"
    agent.evaluate(
        "addEventListener('softphone:ended', (event) => (window.why = event.detail.reason))"
    )
    agent.keyboard.press("Shift+F8")
    telephone(agent, "registered")
    assert agent.evaluate("window.why") == "hung_up"


def lose(page: Page, *methods: str) -> None:
    """Let no request of these kinds reach the page's telephone."""

    def drop(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(lambda text: text_of(text).startswith(methods) or socket.send(text))

    page.route_web_socket("**/ws", drop)


def test_a_page_that_does_not_come_back_gives_the_caller_to_the_next(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    switchboard.stop()
    switchboard.start(ALO153_RETURN_SECONDS="1")
    cast.staff("murat")
    agent = be_ready(open_page, "elif")
    call = talk(agent, sipp)
    other = be_ready(open_page, "murat")
    agent.once("dialog", lambda dialog: dialog.accept())
    agent.goto("about:blank")
    telephone(other, "ringing")
    other.keyboard.press("F8")
    telephone(other, "talking")
    hears(other)
    until(lambda: Call.objects.filter(pk=call.pk, agent=cast.staff("murat")).exists())
    spans = AgentStateSpan.objects.filter(agent=cast.staff("elif"), reason="returning")
    assert spans.exists()


def test_the_web_socket_breaks_and_the_talk_goes_on(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    agent = be_ready(open_page, "elif")
    call = talk(agent, sipp)
    go_offline(agent.context)
    hears(agent)
    go_online(agent.context)
    hears(agent)
    assert stands(call).offers.count() == 1


def test_an_agent_whom_the_record_lost_is_let_in_by_the_page_itself(
    open_page: OpenPage, switchboard: Switchboard
) -> None:
    agent = be_ready(open_page, "elif")
    AgentSession.objects.update(state=AgentState.OFFLINE)
    live.publish(f"agent:{cast.staff('elif').pk}")
    until(lambda: Command.objects.filter(name="provision_agent").count() == 2)
    expect(agent.locator("#bar [data-state=ready]")).to_be_visible()


def test_the_newest_screen_has_the_telephone_and_the_other_takes_it_back(
    open_page: OpenPage, switchboard: Switchboard
) -> None:
    first = be_ready(open_page, "elif")
    second = signed_in(open_page, "elif")
    telephone(second, "registered")
    telephone(first, "failed")
    expect(first.get_by_text("Telefonunuz başka bir ekranda açıldı")).to_be_visible()
    expect(second.locator("#bar [data-state=ready]")).to_be_visible()
    first.get_by_role("button", name="Telefonu buraya al").click()
    telephone(first, "registered")
    telephone(second, "failed")


def test_a_page_that_is_there_before_the_one_it_follows_is_gone_gets_the_telephone(
    open_page: OpenPage, switchboard: Switchboard
) -> None:
    """As from one page to the next on a busy machine: the browser ends the old one late."""
    left = be_ready(open_page, "elif")
    following = left.context.new_page()
    following.goto(left.url)
    expect(following.get_by_role("button", name="Telefonu burada aç")).to_be_visible()
    left.close()
    telephone(following, "registered")


def test_a_talk_stays_on_its_screen_until_it_is_asked_for(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    first = be_ready(open_page, "elif")
    call = talk(first, sipp)
    second = signed_in(open_page, "elif")
    # A busy machine takes longer to sign a telephone on than an expectation waits by itself
    telephone(second, "failed")
    expect(second.get_by_text("Başka bir ekranda görüşmedesiniz")).to_be_visible()
    hears(first)
    second.get_by_role("button", name="Görüşmeyi buraya al").click()
    telephone(second, "talking")
    hears(second)
    telephone(first, "failed")
    stands(call)


def test_without_the_web_server_the_telephone_says_good_bye_itself(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    agent = be_ready(open_page, "elif")
    call = talk(agent, sipp)
    catch(agent, re.compile("/desk/phone/hang-up/"), lambda route: None)
    agent.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, ended_by="agent").exists())


def test_a_reload_while_it_rings_is_no_missed_call(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    agent = be_ready(open_page, "elif")
    sipp.call("caller_until_bye")
    telephone(agent, "ringing")
    agent.reload()
    telephone(heard(agent), "ringing")
    expect(agent.locator("#bar [data-state=ringing]")).to_be_visible()
    agent.keyboard.press("F8")
    telephone(agent, "talking")


def test_no_entry_of_the_menu_ends_a_call(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    """Whoever has a telephone opens every page of the menu in one talk that nothing interrupts."""
    cast.staff("hakan")
    desk = be_ready(open_page, "hakan")
    desk.evaluate("window.frame = document.querySelector('alo-softphone')")
    sipp.call("caller_until_bye")
    telephone(desk, "ringing")
    desk.keyboard.press("F8")
    telephone(desk, "talking")
    hears(desk)
    call = call_of("hakan")
    # A machine that was busy for three seconds may have rung twice
    rung = call.offers.count()
    clock = desk.locator("#bar [data-call-clock]").get_attribute("data-since")
    links = desk.locator(".topbar nav a, .topbar-more a")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) > 6
    for place, address in enumerate(addresses):
        link = desk.locator(f".topbar a[href='{address}']").first
        if not link.is_visible():
            desk.locator(".topbar-more > summary").click()
        # By mouse and by keyboard
        link.press("Enter") if place % 2 else link.click()
        # Of partner desks the only one opens
        desk.wait_for_url(f"**{address}**")
        # The address is there before the page, whose menu takes the place of the one before
        desk.locator("#content:not([data-leaving])").wait_for()
        assert talks_on(desk)
    hears(desk)
    desk.go_back()
    desk.wait_for_url(f"**{addresses[-2]}")
    desk.go_forward()
    desk.wait_for_url(f"**{addresses[-1]}")
    assert talks_on(desk)
    hears(desk)
    # The clock counts from the first word, and nobody was rung again
    assert desk.locator("#bar [data-call-clock]").get_attribute("data-since") == clock
    assert stands(call).offers.count() == rung
    # Hold and good-bye from there
    desk.keyboard.press("F9")
    expect(desk.get_by_text("Arayan beklemede")).to_be_visible()
    desk.keyboard.press("F9")
    expect(desk.get_by_text("Arayan beklemede")).to_be_hidden()
    hears(desk)
    desk.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, outcome="answered", ended_by="agent").exists())
    wraps_up(desk)
    # And the next caller comes through on another page than the desk
    desk.locator(".topbar a[href='/live/']").click()
    desk.wait_for_url("**/live/")
    desk.keyboard.press("F7")
    sipp.call("caller_until_bye")
    telephone(desk, "ringing")
    desk.keyboard.press("F8")
    telephone(desk, "talking")
    hears(desk)
    assert talks_on(desk)
    desk.keyboard.press("Shift+F8")
    telephone(desk, "registered")


def wraps_up(page: Page) -> None:
    """Wait until telephone and bar know of the end: a key before that is nobody's."""
    telephone(page, "registered")
    page.locator("#bar [data-state=wrap_up]").wait_for()


def talks_on(page: Page) -> bool:
    """Tell whether the telephone that took the call is in the page still, and in a talk."""
    same = "window.frame === document.querySelector('alo-softphone') && window.frame.state"
    return bool(page.evaluate(same) == "talking")
