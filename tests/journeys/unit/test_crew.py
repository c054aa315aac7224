"""The crew's page on a telephone that loses its line, is closed, and comes back."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect
from tests import cast
from tests.city.streets import registers
from tests.journeys.opened import Opened, session_of
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.line import go_offline, go_online

from alo153.cases import actions
from alo153.cases.models import Case, FieldPhoto, FieldReport
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.core.clock import now
from alo153.core.geo import Point

pytestmark = pytest.mark.journey
TREES = re.compile("Ağaç budama")


def photo(color: str) -> FilePayload:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(content, "JPEG")
    return {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def work(page: Page, case: Case) -> Page:
    page.locator(f"#work-{case.tracking_code} > details > summary").click()
    return page


@pytest.fixture
def case(transactional_db: None) -> Case:
    selin = cast.staff("selin")
    mine = [cast.open_case(at=now()), cast.open_case("Parktaki bank kırık.", at=now())]
    for each in mine:
        actions.accept(case=each, by=selin, at=now())
    return mine[0]


@pytest.fixture
def three_works(transactional_db: None) -> list[Case]:
    """Return three works of Selin: two in one street, one across the bay."""
    return [
        given("Çınar Sokak 5", 40.76911, 29.97525),
        given("Çınar Sokak 9", 40.76914, 29.97523),
        given("Sahil Yolu 2", 40.71702, 29.82441),
    ]


def given(address: str, lat: float, lon: float) -> Case:
    place = cast.neighborhood("izmit/yahyakaptan")
    case = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(
                district=place.district,
                neighborhood=place,
                address=address,
                layer="metropolitan",
                point=Point(lat, lon),
            ),
            text="Dallar yola sarkıyor.",
            reporter=actions.Reporter(),
            contact_wish=Channel.NONE,
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=now(),
    )
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    return case


def opened_work(page: Page, case: Case) -> Locator:
    return page.locator(f"#work-{case.tracking_code} > details[open]")


def test_one_map_leads_to_every_work(opened: Opened, three_works: list[Case]) -> None:
    page = opened.page("/crew/", "selin")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.locator("html[data-kept=yes]").wait_for()
    marks = page.locator("#crew-map").get_by_role("link", name=TREES)
    expect(marks).to_have_text(["1", "2", "3"])
    assert overlapping(marks) == []
    wrong = opened.looks.at(page, "map")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name="3. Ağaç budama, Yahyakaptan, Sahil Yolu 2").click()
    expect(opened_work(page, three_works[2])).to_be_visible()
    head = opened_work(page, three_works[2]).locator("> summary")
    expect(head).to_be_focused()
    assert top(head) >= bottom(page.locator(".topbar"))
    page.get_by_role("link", name="2. Ağaç budama, Yahyakaptan, Çınar Sokak 9").click()
    expect(opened_work(page, three_works[1])).to_be_visible()
    page.get_by_role("link", name="1. Ağaç budama, Yahyakaptan, Çınar Sokak 5").press("Enter")
    expect(opened_work(page, three_works[0])).to_be_visible()
    assert wrong == []


def top(what: Locator) -> float:
    box = what.bounding_box()
    assert box
    return box["y"]


def bottom(what: Locator) -> float:
    box = what.bounding_box()
    assert box
    return box["y"] + box["height"]


def overlapping(marks: Locator) -> list[tuple[int, int]]:
    """Return the pairs of marks of which one lies over the other."""
    boxes = [each.bounding_box() for each in marks.all()]
    return [
        (one, other)
        for other, right in enumerate(boxes)
        for one, left in enumerate(boxes[:other])
        if left
        and right
        and abs(left["x"] - right["x"]) < left["width"]
        and abs(left["y"] - right["y"]) < left["height"]
    ]


def test_who_sorts_by_the_way_finds_the_same_numbers_on_the_map(
    opened: Opened, three_works: list[Case]
) -> None:
    page = opened.page("/crew/", "selin")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 40.717, "longitude": 29.824})
    first = page.locator("#crew-map").get_by_role("link", name=re.compile("^1\\. "))
    expect(first).to_have_accessible_name("1. Ağaç budama, Yahyakaptan, Çınar Sokak 5")
    page.get_by_role("button", name="En yakını önce").click()
    expect(first).to_have_accessible_name("1. Ağaç budama, Yahyakaptan, Sahil Yolu 2")
    nearest = page.locator("#crew-works > li").first
    expect(nearest).to_have_id(f"work-{three_works[2].tracking_code}")


def test_without_a_line_or_without_a_script_the_list_is_there(
    opened: Opened, open_page: OpenPage, three_works: list[Case]
) -> None:
    page = opened.page("/crew/", "selin")
    page.locator("html[data-kept=yes]").wait_for()
    go_offline(page.context)
    page.reload()
    expect(page.locator("#crew-map").get_by_role("link", name=TREES)).to_have_count(3)
    work(page, three_works[1])
    expect(opened_work(page, three_works[1]).get_by_text("Yol tarifi")).to_be_visible()
    plain = open_page("/theme.css", java_script_enabled=False)
    plain.context.add_cookies([{**session_of(cast.staff("selin")), "url": plain.url}])
    plain.goto("/crew/")
    expect(plain.locator("#crew-map")).to_be_hidden()
    expect(plain.locator("#crew-works > li")).to_have_count(3)
    work(plain, three_works[1])
    expect(opened_work(plain, three_works[1]).get_by_text("Yol tarifi")).to_be_visible()


# Whoever touches with a glove needs 44 pixels, better 48
SMALL = """() => [...document.querySelectorAll(".crew :is(button, .btn, input, label)")]
  .map((one) => [one, one.closest(".form-check") ?? one])
  .filter(([one, touched]) => one.offsetParent && !one.matches(".field-label"))
  .filter(([, touched]) => !touched.closest(".maplibregl-map"))
  .map(([one, touched]) => [one.textContent.trim() || one.name, touched.getBoundingClientRect()])
  .filter(([, box]) => box.height < 48 || box.left < 0 || box.right > innerWidth)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""


def test_every_button_of_a_crew_is_large_enough_for_a_thumb(opened: Opened, case: Case) -> None:
    page = work(opened.page("/crew/", "selin"), case)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(page.get_by_role("button", name="Bildirimi gönder").first).to_be_visible()
    assert page.evaluate(SMALL) == []


def test_a_report_without_a_line_arrives_once(opened: Opened, case: Case) -> None:
    page = opened.page("/crew/", "selin")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.locator("html[data-kept=yes]").wait_for()
    wrong = opened.looks.at(page, "works")
    go_offline(page.context)
    page.reload()
    form = work(page, case).locator(f"#work-{case.tracking_code} form")
    form.get_by_label("yapıldı").check()
    form.get_by_label("Önceki fotoğraf").set_input_files(photo("red"))
    form.get_by_label("Sonraki fotoğraf").set_input_files(photo("green"))
    form.get_by_label("Not").fill("Dallar budandı.")
    wrong += opened.looks.at(page, "work")
    form.get_by_role("button", name="Bildirimi gönder").click()
    expect(page.locator("#crew-count")).to_have_text("1")
    expect(page.locator("#crew-line")).to_contain_text("Bağlantı yok")
    # It is closed and says so: nobody goes there twice
    at_hand = page.locator(f"#work-{case.tracking_code} > details")
    expect(at_hand).not_to_have_attribute("open", "")
    expect(at_hand.get_by_text("bildirim bağlantı bekliyor")).to_be_visible()
    expect(page.get_by_text("bildirim bağlantı bekliyor").filter(visible=True)).to_have_count(1)
    wrong += opened.looks.at(page, "waiting")
    assert not FieldReport.objects.exists()
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/crew/")
    expect(page.locator("#crew-count")).to_have_text("1")
    waits = page.locator(f"#work-{case.tracking_code} [data-waits]")
    expect(waits).to_be_visible()
    go_online(context)
    expect(page.locator("#crew-waiting")).to_be_hidden()
    expect(waits).to_be_hidden()
    expect(page.locator(f"#work-{case.tracking_code}").get_by_text("bildirildi")).to_be_visible()
    report = FieldReport.objects.get()
    assert (report.case, report.found, report.note) == (case, "done", "Dallar budandı.")
    assert FieldPhoto.objects.filter(report=report).count() == 2
    assert wrong == []


def test_what_the_server_refuses_is_said_and_can_be_thrown_away(opened: Opened, case: Case) -> None:
    page = opened.page("/crew/", "selin")
    form = work(page, case).locator(f"#work-{case.tracking_code} form")
    # What it lacks is said at once, without a line as well, and what was written stays
    form.get_by_label("Not").fill("Dallar budandı.")
    form.get_by_role("button", name="Bildirimi gönder").click()
    expect(form.get_by_role("alert")).to_have_text("Durumu seçin.")
    expect(page.locator("#crew-waiting")).to_be_hidden()
    expect(form.get_by_label("Not")).to_have_value("Dallar budandı.")
    form.get_by_label("yapıldı").check()
    form.get_by_label("Önceki fotoğraf").set_input_files(
        {"name": "note.jpg", "mimeType": "image/jpeg", "buffer": b"no photo at all"}
    )
    form.get_by_role("button", name="Bildirimi gönder").click()
    expect(page.locator("#crew-queue")).to_contain_text("fotoğraf")
    expect(page.locator("#crew-line")).to_be_empty()  # it will not go out by itself
    page.get_by_role("button", name="Sil").click()
    expect(page.locator("#crew-waiting")).to_be_hidden()
    assert not FieldReport.objects.exists()


def test_a_crew_finds_an_address_on_the_way(opened: Opened, three_works: list[Case]) -> None:
    registers.load()
    page = opened.page("/crew/", "selin")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_text("Adres bul").click()
    words = page.get_by_role("combobox", name="Sokak ve kapı numarası")
    words.press_sequentially("koncu 12")
    page.locator("#address-options [role=option]").first.click()
    link = page.get_by_role("link", name="Bu adrese yol tarifi")
    expect(link).to_have_attribute("href", "geo:40.7702,29.9552?q=40.7702,29.9552")
    pin = page.locator("#crew-map .maplibregl-marker:not(.map-label, .map-mark)")
    expect(pin).to_be_visible()
    assert opened.looks.at(page, "crew-address") == []
    words.press_sequentially("4")
    expect(link).to_be_hidden()
