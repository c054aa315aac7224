"""What staff are told comes to whichever page they have open, and leads to where they can act."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests import cast
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch
from tests.parts.waiting import until

from alo153.cases import actions
from alo153.cases.rules import codes
from alo153.cases.time.notices import DEADLINE
from alo153.notices import queries
from alo153.notices.actions import choose_ways
from alo153.notices.registry import Way

pytestmark = pytest.mark.journey
COUNT = "**/notices/count/"
# What the browser would show on the screen, where nobody sees it
SHOWN = """
window.shown = [];
window.Notification = class extends EventTarget {
  static permission = "granted";
  constructor(title, options) { super(); window.shown.push([title, options.body]); }
};
"""


def refuse(route: Route, refused: list[Route]) -> None:
    refused.append(route)
    route.abort()


def test_a_clerk_is_told_chooses_how_and_goes_to_the_case(
    open_page: OpenPage, transactional_db: None, axe: Callable[[Page], list[str]]
) -> None:
    selin = cast.staff("selin")
    case = cast.open_case()
    choose_ways(by=selin, ways={DEADLINE: [Way.DESKTOP]}, mobile="", quiet=None, at=cast.AT)
    page = signed_in(open_page, "selin", "/unit/")
    page.add_init_script(SHOWN)
    with page.expect_response(COUNT):  # of the stream's beginning
        page.reload()
    bell = page.locator("#notice-count a")
    expect(bell).to_have_text("Bildirimler", use_inner_text=False)
    # The answer to the hint is lost on its way: the page asks again
    refused: list[Route] = []
    catch(page, COUNT, lambda route: route.continue_() if refused else refuse(route, refused))
    assert case.due_at
    actions.process_due_clocks(at=case.due_at)
    code = codes.display(case.tracking_code)
    expect(bell).to_contain_text("1")
    (told,) = until(lambda: page.evaluate("window.shown"))
    assert told[0] == f"Süresi doluyor: {code} kodlu başvuru"
    bell.click()
    notice = page.get_by_role("link", name=f"Süresi doluyor: {code}")
    expect(notice).to_be_visible()
    assert page.evaluate("window.shown") == [], "it was shown once"
    assert axe(page) == []
    notice.press("Enter")
    page.wait_for_url(f"**/unit/cases/{case.tracking_code}/")
    assert not queries.unread(selin).exists()
    page.goto("/notices/ways/")
    assert axe(page) == []
    page.get_by_role("group", name="Bir başvurunun süresi doluyor ya da geçti").get_by_label(
        "SMS ile"
    ).press("Space")
    page.get_by_label("SMS için cep telefonu").fill("0532 000 01 42")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kaydedildi.")).to_be_visible()
    assert queries.settings_of(selin).ways_of(DEADLINE) == {Way.SMS, Way.DESKTOP}
