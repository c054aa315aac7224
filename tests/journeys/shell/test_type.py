"""One modern family of our own, pages capped in the middle, and rows that errors leave in line."""

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import OpenPage

pytestmark = pytest.mark.journey
WIDE = {"width": 2400, "height": 900}
TURKISH = "Pijamalı hasta yağız şoföre çabucak güvendi. ĞÜŞİÖÇI"


def families(page: Page, selector: str) -> set[str]:
    """Return the families that drew the letters of an element, as the browser says."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    drawn = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {each["familyName"] for each in drawn}


def tops(page: Page, *selectors: str) -> set[int]:
    return {round(page.locator(each).bounding_box()["y"]) for each in selectors}  # type: ignore[index]


def write_turkish(page: Page, selector: str) -> None:
    page.locator(selector).evaluate("(one, words) => { one.textContent = words; }", TURKISH)
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.fixture
def desk(transactional_db: None, open_page: OpenPage) -> Page:
    """Return the desk of Elif on a wide screen."""
    return signed_in(open_page, "elif", viewport=WIDE)


def test_the_desk_is_set_in_one_family_and_keeps_its_grid(desk: Page) -> None:
    write_turkish(desk, "#help .desk-title")
    assert families(desk, "#help .desk-title") == {"Inter"}

    box = desk.locator(".desk").bounding_box()
    assert box is not None
    assert box["width"] <= 1600
    assert abs(box["x"] - (WIDE["width"] - box["x"] - box["width"])) <= 1  # in the middle
    desk.set_viewport_size({"width": 1280, "height": 1400})
    gutter = "innerWidth - document.querySelector('.topbar').getBoundingClientRect().right"
    assert desk.evaluate(gutter) == 0

    desk.locator("button[formaction$='/case/']").click()
    expect(desk.locator("#id_phone_error")).to_be_visible()
    assert len(tops(desk, "#id_full_name", "#id_reporter_role", "#id_phone")) == 1
    assert len(tops(desk, "[for=id_full_name]", "[for=id_phone]")) == 1


def test_the_portal_is_set_in_the_same_family(open_page: OpenPage) -> None:
    page = open_page("/")
    write_turkish(page, "h1")
    assert families(page, "h1") == {"Inter"}
