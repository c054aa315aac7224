"""The desk on a small telephone: what is read out or checked there fits its place."""

import pytest
from playwright.sync_api import Page, expect
from tests.cases import stories
from tests.journeys.desk.topics import choose_topic
from tests.journeys.looks import too_wide
from tests.journeys.opened import Opened

from alo153.cases.models import Case
from alo153.cases.rules import codes

pytestmark = pytest.mark.journey
WIDTHS = (360, 320)
# Boxes that are wider than the one they stand in
SPILLS = """(selector) => [...document.querySelectorAll(`${selector} *`)]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
  .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""
# The longest words of the bar: of a telephone that takes long, as on a busy computer
TROUBLE = """document.querySelectorAll(".bar-line, .bar-line [data-when=late]")
  .forEach((line) => { line.hidden = false; })"""
# How high the bar is while the telephone connects, as after each load, and then; the words are long
HEIGHTS = """() => {
  const phone = document.querySelector("alo-softphone");
  phone.setAttribute("state", "connecting");
  phone.removeAttribute("late");
  const lines = [...phone.querySelectorAll(".bar-line")];
  lines.forEach((line) => { line.hidden = line.dataset.when !== "connecting"; });
  lines.find((line) => !line.hidden).firstChild.textContent = "telefon bağlanıyor ".repeat(20);
  document.querySelector("[data-bell-mute]").hidden = false;
  const heights = [document.querySelector(".desk-bar").offsetHeight];
  lines.forEach((line) => { line.hidden = true; });
  return [...heights, document.querySelector(".desk-bar").offsetHeight];
}"""
LINES = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size;
}"""


def spills(page: Page, selector: str, width: int) -> list[str]:
    """Return what is wider than its place on a telephone of this width; nothing if all is well."""
    page.set_viewport_size({"width": width, "height": 740})
    return too_wide(page) + page.evaluate(SPILLS, selector)  # type: ignore[no-any-return]


def test_the_words_of_a_unit_are_checked_on_a_telephone(opened: Opened) -> None:
    case = stories.answered()
    page = opened.page(f"/center/cases/{case.tracking_code}/", "elif")
    expect(page.get_by_role("heading", name="Birimin yazdığı")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    connecting, connected = page.evaluate(HEIGHTS)
    assert connecting == connected, "the page does not jump when it comes"
    page.evaluate(TROUBLE)
    for width in WIDTHS:
        assert spills(page, ".case", width) == [], width


def test_the_code_of_a_new_case_stands_in_one_line(desk: Page) -> None:
    choose_topic(desk, "agac budama", "Ağaç budama")
    desk.keyboard.press("F4")
    desk.keyboard.type("Dallar pencereme değiyor.")
    desk.locator("#id_neighborhood_text").focus()
    desk.keyboard.type("yahyakaptan")
    expect(desk.locator("#near-options [role=option]").first).to_contain_text("Yahyakaptan")
    desk.keyboard.press("Enter")
    desk.locator("#id_full_name").focus()
    desk.keyboard.type("Ayşe Işık")
    desk.locator("#id_phone").focus()
    desk.keyboard.type("0532 000 01 01")
    desk.keyboard.press("Control+Enter")
    code = desk.locator(".opened-code")
    code.wait_for()
    expect(code).to_have_text(codes.display(Case.objects.get().tracking_code))
    for width in (1280, *WIDTHS):
        assert spills(desk, ".opened", width) == [], width
        assert code.evaluate(LINES) == 1, width
