"""Pages come into the frame that holds the telephone: nothing in it is loaded anew."""

import itertools
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import CDPSession, Page, Route, expect
from tests import cast
from tests.journeys.opened import NO_TELEPHONE, desk_of, enter_as, heard, session_of
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch
from tests.parts.waiting import until
from tests.web.desk.calls.ringing import let_ring

from alo153.accounts.models import User
from alo153.cases.time.notices import DEADLINE
from alo153.core.actor import SYSTEM
from alo153.notices.actions import Told, give_notice

pytestmark = pytest.mark.journey
DRAFTS = "**/desk/drafts/**"
LEFT = "window.sameFrame = true"
A_FILE = {
    "status": 200,
    "headers": {"Content-Disposition": 'attachment; filename="a.csv"', "Content-Type": "text/csv"},
    "body": "a;b",
}
# How a page looks that comes in while its scripts are on their way
COMES = """() => {
  const page = document.createElement("main");
  page.toggleAttribute("data-leaving", true);
  document.body.append(page);
  const { opacity } = getComputedStyle(page);
  page.remove();
  return opacity;
}"""
# Twenty seconds without an answer pass in one
SOON = """
  const asked = XMLHttpRequest.prototype;
  const { get, set } = Object.getOwnPropertyDescriptor(asked, "timeout");
  Object.defineProperty(asked, "timeout", { get, set(ms) { set.call(this, ms / 20); } });
"""
# A stream of hints says that it begins; one that was opened before has said so, too
STREAM_BEGINS = "async (address) => { await (await fetch(address)).body.getReader().read(); }"
ROUNDS = 3
# Intervals and streams that run; what a page begins and does not end stays in here
COUNTED = """
  window.running = new Set();
  const [set, clear] = [window.setInterval, window.clearInterval];
  window.setInterval = (...given) => { const id = set(...given); running.add(id); return id; };
  window.clearInterval = (id) => { running.delete(id); clear(id); };
  window.streams = 0;
  window.EventSource = class extends EventSource {
    constructor(...given) { super(...given); window.streams += 1; }
    close() { window.streams -= 1; super.close(); }
  };
"""


def frame_stays(page: Page) -> bool:
    return page.evaluate("window.sameFrame") is True


def refuse(route: Route, those: list[Route]) -> None:
    those.append(route)
    route.abort()


def go_on(route: Route, those: list[Route]) -> None:
    those.append(route)
    route.continue_()


def goes(page: Page, label: str, address: str) -> None:
    """Choose an entry of the menu, and wait for its page."""
    chooses(page, label)
    arrived(page, address, label)


def chooses(page: Page, label: str) -> None:
    link = page.locator(".topbar a", has_text=re.compile(rf"^\s*{label}\s*(\d.*)?\s*$"))
    if not link.is_visible():
        page.locator(".topbar-more > summary").click()
    link.click()


def arrived(page: Page, address: str, label: str = "") -> None:
    expect(page).to_have_url(re.compile(rf"{re.escape(address)}(\?.*)?$"))
    page.locator("#content:not([data-leaving])").wait_for()
    if label:
        expect(page.locator(".topbar [aria-current=page]")).to_contain_text(label)


def told(reader: User) -> None:
    """Have one notice that was not read."""
    words = Told(title="Haber", lines=(), path="/late/")
    give_notice(
        kind=DEADLINE, cause="x", about=reader, words={reader: words}, by=SYSTEM, at=cast.AT
    )


def both(open_page: OpenPage, path: str) -> Page:
    """Open a page of somebody who answers calls and works in a unit."""
    page = open_page("/theme.css")
    page.add_init_script(NO_TELEPHONE)
    return enter_as(page, cast.several("agent of parks"), path)


def test_a_page_of_the_menu_comes_into_the_frame_and_back_leads_to_the_one_before(
    transactional_db: None, open_page: OpenPage
) -> None:
    case = cast.open_case()
    told(cast.staff("hakan"))
    page = desk_of(open_page, "hakan")
    page.evaluate(LEFT)
    # Both pages hear the same hints: no new stream says the number of notices again
    for label, address in (("Gecikenler", "/late/"), ("Sonuçlar", "/results/")):
        goes(page, label, address)
        expect(page.locator("#notice-count a")).to_contain_text("okunmamış bildirim")
    goes(page, "Canlı", "/live/")
    expect(page).to_have_title(re.compile("^Canlı"))
    # A screen reader says the heading, and Tab goes on from it
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    # By keyboard, too
    page.locator(".topbar a", has_text="Merkez işleri").focus()
    page.keyboard.press("Enter")
    arrived(page, "/center/lists/", "Merkez işleri")
    page.go_back()
    arrived(page, "/live/", "Canlı")
    expect(page.locator("#wall")).to_be_visible()
    page.go_forward()
    arrived(page, "/center/lists/", "Merkez işleri")
    # Forms: what is found, and one that comes back with its errors
    page.locator("#bar-find").fill(case.tracking_code)
    page.locator("#bar-find").press("Enter")
    arrived(page, f"/center/cases/{case.tracking_code}/")
    goes(page, "Duyurular", "/live/announcements/")
    page.locator("form[action$='/announcements/'] .btn-primary").click()
    expect(page.locator("#content [aria-invalid=true]").first).to_be_focused()
    arrived(page, "/live/announcements/")
    page.go_back()
    arrived(page, f"/center/cases/{case.tracking_code}/")
    # A page that is not there, and one that breaks
    page.locator(".topbar .brand").evaluate("(link) => { link.href = '/nowhere/'; }")
    page.locator(".topbar .brand").click()
    expect(page.get_by_role("heading", name="Böyle bir sayfa yok")).to_be_visible()
    catch(page, "**/live/", lambda route: route.fulfill(status=502))
    page.locator(".topbar a", has_text="Canlı").click()
    expect(page.locator("#page-status")).to_contain_text("Bağlantı kurulamadı")
    page.unroute("**/live/")
    goes(page, "Canlı", "/live/")
    expect(page.locator("#page-status")).to_be_hidden()
    # A theme is chosen without leaving, and the way back is to this page
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Görünüm: koyu").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    arrived(page, "/live/")
    assert frame_stays(page)
    # Loaded anew, it is where it was
    page.set_viewport_size({"width": 1280, "height": 200})
    page.evaluate("scrollTo(0, 90)")
    until(lambda: page.evaluate("history.state.top") == 90)
    page.reload()
    until(lambda: page.evaluate("scrollY") == 90)


def test_what_did_not_come_is_said_until_something_asked_for_comes(
    transactional_db: None, open_page: OpenPage
) -> None:
    page = desk_of(open_page, "hakan", "/late/")
    # What takes its time is pale, and what comes at once is not for a moment
    assert page.evaluate(COMES) == "1"
    answers: list[dict[str, Any]] = [{"status": 502}]
    catch(page, "**/live/", lambda route: route.fulfill(**answers[-1]))
    live, words = page.locator(".topbar a", has_text="Canlı"), page.locator("#page-status")
    live.click()
    expect(words).to_contain_text("Bağlantı kurulamadı")
    # A file that comes takes it back, and so does what a part of the page sends
    answers.append(A_FILE)
    with page.expect_download():
        live.click()
    expect(words).to_be_hidden()
    answers.append({"status": 502})
    live.click()
    expect(words).to_contain_text("Bağlantı kurulamadı")
    answers.append({"status": 204})
    page.evaluate("htmx.ajax('get', '/live/')")
    expect(words).to_be_visible()
    page.evaluate("htmx.ajax('post', '/live/')")
    expect(words).to_be_hidden()


def pressed_j(page: Page) -> str:
    page.keyboard.press("j")
    return str(page.evaluate("document.activeElement.id"))


def test_the_islands_of_a_page_begin_when_it_comes(
    transactional_db: None, open_page: OpenPage
) -> None:
    cast.open_case()
    page = both(open_page, "/desk/")
    page.evaluate(LEFT)
    for _ in range(2):
        goes(page, "Birim", "/unit/")
        # The keys of the inbox, and its map: of one row, to which "j" goes once there is a script
        until(lambda: "row-" in pressed_j(page))
        page.keyboard.press("x")
        expect(page.locator("#bulk-count")).to_have_text("1")
        page.keyboard.press("Enter")
        expect(page.locator("#case-panel h2").first).to_be_visible()
        page.go_back()
        arrived(page, "/unit/")
        page.go_back()
        arrived(page, "/desk/")
    # There is no line for the words until the next page is on its way
    refused: list[Route] = []
    gone: list[Route] = []
    catch(page, DRAFTS, lambda route: route.continue_() if gone else refuse(route, refused))
    catch(page, "**/unit/", lambda route: go_on(route, gone))
    page.locator("#id_text").fill("Yarım kalan sözler")
    goes(page, "Birim", "/unit/")
    assert refused
    page.go_back()
    arrived(page, "/desk/")
    expect(page.locator("#id_text")).to_have_value("Yarım kalan sözler")
    page.locator(".desk-map summary").click()
    expect(page.locator("alo-map canvas").first).to_be_visible()
    assert frame_stays(page)


def test_a_page_is_shown_once_its_keys_are_heard(
    transactional_db: None, open_page: OpenPage
) -> None:
    case = cast.open_case()
    page = both(open_page, "/desk/")
    late: list[Route] = []

    def delay(route: Route) -> None:
        late.append(route)

    catch(page, "**/alo153/unit*.js", delay)
    chooses(page, "Birim")
    until(lambda: page.evaluate("1") and late)
    expect(page.locator("#content[data-leaving]")).to_be_visible()
    late[0].continue_()
    arrived(page, "/unit/", "Birim")
    page.keyboard.press("j")
    expect(page.locator(f"#row-{case.tracking_code}")).to_be_focused()


def test_a_call_is_shown_on_any_page_and_takes_no_words_away(
    transactional_db: None, open_page: OpenPage
) -> None:
    page = open_page("/theme.css")
    page.add_init_script(NO_TELEPHONE + SOON)
    late: list[Route] = []

    def delay(route: Route) -> None:
        late.append(route)

    lost: list[Route] = []
    written: list[bool] = []

    def lose_the_first(route: Route) -> None:
        # It is asked for again until there are words on the page that it leads away from
        if not written or not lost:
            return lost.append(route)
        return route.continue_()

    # The last script takes its time; meanwhile the call begins to ring
    catch(page, "**/alo153/desk*.js", delay)
    # And the first question for it is never answered: the wireless network was another
    catch(page, "**/desk/phone/", lose_the_first)
    page.context.add_cookies([{**session_of(cast.staff("hakan")), "url": page.url}])
    page.goto("/live/announcements/", wait_until="commit")
    until(lambda: page.evaluate("1") and late)
    let_ring(number="", to="hakan")
    page.evaluate(STREAM_BEGINS, f"/stream/?topics=agent:{cast.staff('hakan').pk}")
    late[0].continue_()
    page.unroute("**/alo153/desk*.js")
    heard(page).evaluate(LEFT)
    words = page.locator("#content form textarea").first
    words.fill("Su kesintisi")
    written.append(True)
    # The bar leads to the call, also where its number is withheld
    link = page.locator("#bar a.bar-number")
    expect(link).to_have_text("numara gizli")
    assert lost
    expect(words).to_have_value("Su kesintisi")
    link.click()
    expect(page.locator("#work")).to_be_visible()
    # Back at the page, the words are there that were not sent
    page.go_back()
    arrived(page, "/live/announcements/")
    expect(words).to_have_value("Su kesintisi")
    # A menu that is opened while a page comes stays open
    catch(page, "**/live/", delay)
    page.locator(".topbar a", has_text="Canlı").click()
    page.locator(".topbar-more > summary").click()
    until(lambda: page.evaluate("1") and late[1:])
    late[1].continue_()
    arrived(page, "/live/", "Canlı")
    expect(page.locator(".topbar-more [role=navigation]")).to_be_visible()
    page.unroute("**/live/")
    call = let_ring(to="hakan")
    arrived(page, f"/desk/calls/{call.pk}/")
    expect(page.locator("#who")).to_contain_text("0532 000 01 01")
    assert frame_stays(page)


def test_a_session_that_ends_is_said_and_nothing_typed_is_lost(
    transactional_db: None, open_page: OpenPage
) -> None:
    page = desk_of(open_page, "hakan", "/live/announcements/")
    page.evaluate(LEFT)
    page.locator("#content form textarea").first.fill("Su kesintisi")
    Session.objects.all().delete()
    page.locator("form[action$='/announcements/'] .btn-primary").click()
    status = page.locator("#session-status")
    expect(status).to_contain_text("Yazdıklarınız bu tarayıcıda duruyor")
    page.locator(".topbar a", has_text="Canlı").click()
    expect(status).to_be_visible()
    assert frame_stays(page)
    status.get_by_role("link").click()
    page.get_by_label(re.compile("Kullanıcı adı")).fill("hakan")
    page.get_by_label(re.compile("Parola|Şifre")).first.fill(cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/live/announcements/")
    expect(heard(page).locator("#content form textarea").first).to_have_value("Su kesintisi")


def counted(page: Page, browser: CDPSession) -> dict[str, Any]:
    """Count what a page left open all day would gather."""
    browser.send("HeapProfiler.collectGarbage")
    metrics = {
        each["name"]: each["value"] for each in browser.send("Performance.getMetrics")["metrics"]
    }
    own = page.evaluate("({ intervals: running.size, streams })")
    return {**own, "listeners": metrics["JSEventListeners"], "nodes": metrics["Nodes"]}


def keeps(page: Page, browser: CDPSession) -> dict[str, Any]:
    """Count what a page has once it has let go of the page before it."""
    counts = [counted(page, browser)]

    def stays() -> bool:
        counts.append(counted(page, browser))
        return counts[-1] == counts[-2]

    until(stays)
    return counts[-1]


def test_a_page_left_open_all_day_gathers_nothing(
    transactional_db: None, open_page: OpenPage
) -> None:
    cast.open_case()
    page = open_page("/theme.css")
    page.add_init_script(NO_TELEPHONE + COUNTED)
    enter_as(page, cast.several("agent of parks"), "/desk/")
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    records = itertools.count()

    def round_trip() -> dict[str, Any]:
        for label, address in (("Birim", "/unit/"), ("İşlerim", "/crew/"), ("Masa", "/desk/")):
            goes(page, label, address)
        # What is typed is kept by the server, and not by the page as well
        page.locator("#id_text").fill(f"Kayıt {next(records)}")
        return keeps(page, browser)

    round_trip()
    before = round_trip()
    for _ in range(ROUNDS):
        after = round_trip()
    assert after["intervals"] <= before["intervals"]
    assert after["streams"] == 1

    def gathers_nothing() -> bool:
        """One listener or node more for each page would show, and stay."""
        after.update(counted(page, browser))
        listeners, nodes = (after[each] - before[each] for each in ("listeners", "nodes"))
        return bool(listeners < ROUNDS and nodes < ROUNDS * 20)

    # A request or timer of the page before keeps that page while it runs; what is gathered stays
    until(gathers_nothing, what=lambda: f"a page gathers: {before}, then {after}")


@pytest.mark.parametrize("script", [True, False])
def test_without_a_telephone_or_script_links_are_links(
    transactional_db: None, open_page: OpenPage, script: bool
) -> None:
    page = open_page("/theme.css", java_script_enabled=script)
    enter_as(page, cast.staff("derya" if script else "hakan"), "/center/search/", script=script)
    page.locator(".topbar nav a").first.click()
    page.wait_for_url(lambda address: not address.endswith("/search/"))
    expect(page.locator("#content")).to_be_visible()
