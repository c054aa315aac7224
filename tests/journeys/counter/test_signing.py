"""A visitor signs with the finger; without a pen or a script, paper is signed and scanned."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.looks import too_wide
from tests.journeys.opened import Opened, signed_in
from tests.parts.browser.browsing import OpenPage

from alo153.cases.models import Case, PersonalFile
from alo153.citizens.channel import Channel

pytestmark = pytest.mark.journey


def address_of(case: Case) -> str:
    return f"/desk/work/new:1/case/{case.tracking_code}/signing/"


def draw(page: Page) -> None:
    """Draw a line from one corner of the canvas to the other."""
    canvas = page.locator("[data-canvas]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 20, steps=5)
    page.mouse.up()


def test_a_visitor_signs_on_the_screen(opened: Opened, open_page: OpenPage) -> None:
    case = cast.open_case("Dallar pencereme değiyor.", channel=Channel.COUNTER)
    page = signed_in(open_page, "pinar", address_of(case))
    expect(page.locator("[data-canvas]")).to_be_visible()
    wrong = opened.looks.at(page, "signing")
    page.set_viewport_size({"width": 360, "height": 800})
    assert too_wide(page) == []
    draw(page)
    expect(page.get_by_text("İmzalandı.")).to_be_visible()
    page.get_by_role("button", name="Yeniden imzala").click()
    page.get_by_role("button", name="İmzayı sakla").click()
    expect(page.get_by_text("Henüz imza yok").first).to_be_visible()
    draw(page)
    expect(page.get_by_text("İmzalandı.")).to_be_visible()
    page.get_by_role("button", name="İmzayı sakla").click()
    expect(page.get_by_text("ekranda imzalandı")).to_be_visible()
    kept = PersonalFile.objects.get()
    drawn = Image.open(io.BytesIO(kept.content().read())).convert("L")
    assert drawn.size == (1200, 400)
    # A dark line on white ground, and no more than a line
    darkness = sum(1 for point in drawn.get_flattened_data() if point < 128) / (1200 * 400)
    assert 0.001 < darkness < 0.2
    page.get_by_role("link", name="Belediye nüshası").click()
    shown = page.get_by_role("img", name="Ziyaretçinin imzası")
    expect(shown).to_have_js_property("naturalWidth", 1200)
    assert wrong == []


def test_without_a_script_signed_paper_is_chosen(open_page: OpenPage) -> None:
    case = cast.open_case(channel=Channel.COUNTER)
    page = signed_in(open_page, "pinar", address_of(case), java_script_enabled=False)
    expect(page.locator("[data-canvas]")).to_be_hidden()
    page.get_by_text("Kâğıtta imzalamak için").click()
    scan = io.BytesIO()
    Image.new("RGB", (80, 40), "white").save(scan, "JPEG")
    paper = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": scan.getvalue()}
    page.get_by_label("İmzalı kâğıdın fotoğrafı ya da taraması").set_input_files(paper)
    page.get_by_role("button", name="İmzayı sakla").click()
    expect(page.get_by_text("kâğıtta imzalandı ve tarandı")).to_be_visible()
