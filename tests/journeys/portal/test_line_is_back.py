"""A browser says that the line is back before it carries anything: what waits goes out soon."""

import re

import pytest
from playwright.sync_api import Route, expect
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.caught import catch
from tests.parts.waiting import Stopwatch, until
from tests.web.portal.applying import AYSE, WORDS

pytestmark = pytest.mark.journey
TAKEN_OVER = "navigator.serviceWorker.controller !== null"
# What waits is looked for once a minute in any case
SOON = 30.0


def test_it_is_tried_again_soon(open_page: OpenPage) -> None:
    page = open_page("/apply/offline/", viewport=PHONE)
    until(lambda: page.evaluate(TAKEN_OVER), what="no worker took the page over")
    page.get_by_label("Ne oldu?").fill(WORDS)
    page.get_by_label("Bir iki sözcükle yazın").fill("agac bud")
    page.get_by_role("radio", name="Ağaç budama").check()
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill(AYSE)
    asked: list[Route] = []

    def carry(route: Route) -> None:
        asked.append(route)
        if len(asked) > 2:
            route.continue_()
        else:
            route.abort()

    catch(page, "**/apply/waiting/", carry)
    page.get_by_role("button", name="Başvurumu gönder").click()
    until(lambda: page.evaluate("true") and len(asked) == 1, what="it is not sent")
    page.evaluate("dispatchEvent(new Event('online')) && null")
    until(lambda: page.evaluate("true") and len(asked) == 2, what="it is not tried at once")
    since = Stopwatch()
    code = page.locator("#kept .big-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3} \d{3}$"))
    assert since.seconds < SOON
