"""The citizen's pages in a real browser: on a phone, without script, light and dark, and by axe."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings
from tests import cast
from tests.cases import stories
from tests.journeys.looks import Looks
from tests.journeys.opened import heard, session_of
from tests.parts.browser.browsing import DESKTOP, PHONE, LoseLine, OpenPage
from tests.parts.browser.caught import catch
from tests.parts.browser.line import go_online
from tests.parts.waiting import until
from tests.suggestions import learned

from alo153.cases.models import Case
from alo153.core import live

pytestmark = pytest.mark.journey

Axe = Callable[[Page], list[str]]
PHONE_NUMBER = "0532 000 01 01"
SCRIPT = "**/alo153/photos*.js"
WORDS = "Çınarın dalları sokak lambasını kapatıyor."
# Some name is read within the frame of the map
NAMED = """() => {
  const frame = document.querySelector(".map-canvas").getBoundingClientRect();
  return [...document.querySelectorAll(".map-label")].some((one) => {
    const box = one.getBoundingClientRect();
    const isAcross = box.left < frame.right && box.right > frame.left;
    const isIn = isAcross && box.top < frame.bottom && box.bottom > frame.top;
    return one.textContent && one.checkVisibility() && isIn;
  });
}"""


def go_on(page: Page) -> None:
    page.locator(".ways button[value=next]").click()


def fits(page: Page) -> bool:
    """Tell whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def photographed(page: Page, file: Path) -> None:
    """Choose a photo before the page's script is there: it is seen, then as the server has it."""
    held: list[Route] = []
    catch(page, SCRIPT, lambda route: held.append(route))  # noqa: PLW0108 - a builtin is refused
    with page.expect_request(SCRIPT):
        page.get_by_role("link", name="Başvuru yapın").click()
    catch(page, "**/apply/photo/", lambda route: held.append(route))  # noqa: PLW0108 - the same
    page.get_by_label("Fotoğraf").set_input_files(file)
    held.pop().continue_()
    expect(page.get_by_alt_text("Seçtiğiniz fotoğraf")).to_be_visible()  # before it is sent
    expect(page.get_by_text("Fotoğraf gönderiliyor:")).to_be_visible()
    until(lambda: page.evaluate("true") and held)  # it is made small first
    held[0].continue_()
    page.unroute("**/apply/photo/")
    expect(page.get_by_alt_text("1. fotoğrafınız")).to_be_visible()


def chooses_pruning(page: Page) -> None:
    """Choose a topic from a list that comes once more, as it does on a slow line."""
    box = page.get_by_label("Bir iki sözcükle yazın")
    box.wait_for()
    heard(page)
    box.press_sequentially("agac bud")
    # What was written before proposes it too, above the list
    chosen = page.locator("#topic-found").get_by_role("radio", name="Ağaç budama")
    chosen.check()
    before = chosen.element_handle()
    box.fill("agac buda")
    until(lambda: not before.evaluate("radio => radio.isConnected"))
    # It stays chosen, in the list or where it was proposed above
    expect(page.locator("input[name=topic][value=agac-budama]:checked")).to_have_count(1)


def test_a_citizen_applies_on_a_phone_and_follows_the_story(
    open_page: OpenPage, axe: Axe, tmp_path: Path
) -> None:
    Image.new("RGB", (640, 480), (90, 140, 90)).save(tmp_path / "tree.jpg")
    page = open_page("/", viewport=PHONE, has_touch=True)
    photographed(page, tmp_path / "tree.jpg")
    assert axe(page) == []
    go_on(page)
    heard(page).get_by_text("Haritada işaretle").click()
    page.locator("alo-map canvas").wait_for()
    # Nobody who taps has keys
    expect(page.locator("alo-map .by-keyboard").filter(visible=False)).to_have_count(1)
    # Where a whole province is seen a tap is no place yet
    page.locator(".map-canvas").click(position={"x": 180, "y": 160})
    expect(page.get_by_text("Şimdi tam yerine dokunun.")).to_be_visible()
    expect(page.locator("#id_lat")).to_have_value("")
    page.locator(".map-canvas").click(position={"x": 180, "y": 160})
    expect(page.get_by_text("mahallesinde görünüyor")).to_be_visible()
    expect(page.get_by_label("Mahalle")).not_to_have_value("")
    assert axe(page) == []
    go_on(page)
    page.get_by_label("Ne oldu?").fill(WORDS)
    heard(page)
    # A telephone that is short of memory throws the page away, and loads it anew
    page.reload()
    expect(page.get_by_label("Ne oldu?")).to_have_value(WORDS)
    go_on(page)
    chooses_pruning(page)
    assert axe(page) == []
    go_on(page)
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill("0532")
    go_on(page)
    expect(page.get_by_label("Telefon numarası")).to_have_value("0532")
    assert axe(page) == []
    page.get_by_label("Telefon numarası").fill(PHONE_NUMBER)
    go_on(page)
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.go_back()  # to the form that came back with an error: no question of the browser
    expect(page.get_by_label("Telefon numarası")).to_have_value(PHONE_NUMBER)
    go_on(page)
    assert axe(page) == []
    page.get_by_role("button", name="Başvurumu gönder").dblclick()

    code = page.locator(".big-code").inner_text()
    assert axe(page) == []
    case = Case.objects.get(tracking_code=code.replace(" ", ""))
    assert case.lat is not None
    assert case.attachments.count() == 1

    page.goto("/track/")
    page.get_by_role("textbox", name="Takip kodu").fill(code)
    page.get_by_label("Telefon numarası").fill("+90 532 000 01 01")
    page.get_by_role("button", name="Göster").click()
    expect(page.get_by_text("Başvurunuzu aldık.")).to_be_visible()
    assert page.url.endswith("/track/timeline/")
    assert fits(page)
    assert axe(page) == []


def test_a_field_for_files_speaks_the_language_of_the_page(open_page: OpenPage) -> None:
    # A browser labels it in its own
    page = heard(open_page("/apply/photo/", locale="de-DE"))
    words = page.locator(".file-field > .file-chosen")
    expect(page.locator(".file-field > .btn")).to_have_text("Dosya seç")
    expect(words).to_have_text("Henüz dosya seçilmedi")
    expect(page.get_by_label("Fotoğraf")).to_have_css("opacity", "0")


def test_everything_works_without_script(open_page: OpenPage) -> None:
    page = open_page("/apply/photo/", java_script_enabled=False)
    go_on(page)
    page.get_by_label("İlçe").select_option("İzmit")
    page.get_by_role("button", name="İlçenin mahallelerini göster").click()
    page.get_by_label("Mahalle").select_option("Yahyakaptan")
    go_on(page)
    page.get_by_label("Ne oldu?").fill(WORDS)
    go_on(page)
    page.get_by_label("Bir iki sözcükle yazın").fill("yolda çukur")
    page.get_by_role("button", name="Bul").click()
    page.locator("#topic-found input").first.check()
    go_on(page)
    page.get_by_role("radio", name="kendim bakarım").check()
    go_on(page)
    page.get_by_role("button", name="Başvurumu gönder").click()
    expect(page.get_by_role("heading", name="Başvurunuzu aldık")).to_be_visible()


def test_the_list_of_all_topics_comes_when_it_is_opened_with_script_and_without(
    open_page: OpenPage,
) -> None:
    page = open_page("/apply/topic/", viewport=PHONE)
    expect(page.locator("[value=agac-budama]")).to_have_count(0)
    page.get_by_text("Bütün konuları göster").click()
    page.get_by_text("Park, bahçe ve ağaç").click()
    page.get_by_role("radio", name="Ağaç budama").check()
    go_on(page)
    expect(page).to_have_url(re.compile("/apply/answer/"))
    page = open_page("/apply/topic/", java_script_enabled=False)
    page.get_by_role("link", name="Bütün konuları göster").click()
    page.get_by_text("Park, bahçe ve ağaç").click()
    page.get_by_role("radio", name="Ağaç budama").check()
    go_on(page)
    expect(page).to_have_url(re.compile("/apply/answer/"))


def test_what_the_chosen_way_needs_is_not_optional(open_page: OpenPage) -> None:
    page = open_page("/apply/answer/", java_script_enabled=False)
    phone, email = page.locator("[for=id_phone]"), page.locator("[for=id_email]")
    expect(phone).to_contain_text("isteğe bağlı")
    page.get_by_role("radio", name="SMS ile").check()
    expect(phone.get_by_text("isteğe bağlı")).to_be_hidden()
    page.get_by_role("radio", name="E-posta ile").check()
    expect(phone.get_by_text("isteğe bağlı")).to_be_visible()
    expect(email.get_by_text("isteğe bağlı")).to_be_hidden()


def test_the_pin_moves_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/apply/place/")
    heard(page).get_by_text("Haritada işaretle").click()
    page.locator("alo-map canvas").wait_for()
    expect(page.locator("alo-map .by-keyboard")).to_be_visible()
    page.locator(".map-canvas").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Şimdi tam yerine")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("mahallesinde görünüyor")).to_be_visible()
    before = page.locator("#id_lat").input_value()
    page.keyboard.press("ArrowUp")
    assert float(page.locator("#id_lat").input_value()) > float(before)


def test_a_map_without_streets_names_the_place_however_near_it_is(open_page: OpenPage) -> None:
    page = open_page("/apply/place/")
    heard(page).get_by_text("Haritada işaretle").click()
    page.locator("alo-map canvas").wait_for()
    canvas = page.locator(".map-canvas")
    canvas.focus()
    for key in ("Enter", *"++++"):
        page.keyboard.press(key)
        until(lambda: page.evaluate(NAMED), what="no name is read")


def test_where_the_phone_is_names_the_neighborhood(open_page: OpenPage) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    page = open_page(
        "/apply/place/",
        geolocation={"latitude": place.lat, "longitude": place.lon},
        permissions=["geolocation"],
    )
    page.get_by_role("button", name="Bulunduğum yeri kullan").click()
    expect(page.get_by_label("Mahalle")).to_have_value("yahyakaptan")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page: OpenPage, axe: Axe, look: str, size: dict[str, int]) -> None:
    case = stories.relaying()
    page = open_page("/", viewport=size, color_scheme=look)
    found = axe(page)
    addresses = ["/apply/photo/", "/apply/place/", "/apply/topic/", "/apply/answer/", "/track/"]
    addresses += [f"/t/{case.link_key}/", "/call/", "/privacy/", "/gallery/", "/accounts/login/"]
    for address in addresses:
        page.goto(address)
        found += axe(page)
        assert fits(page), address
    assert found == []


def test_the_chosen_look_is_kept(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    page.get_by_role("button", name="koyu").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state()  # with its styles
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/track/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_an_open_page_hears_of_a_change_and_says_when_the_line_is_lost(
    open_page: OpenPage, lose_line: LoseLine
) -> None:
    page = open_page("/theme.css")
    page.context.add_cookies([{**session_of(cast.staff("elif")), "url": page.url}])
    page.goto("/gallery/")
    # Nothing else here watches this topic: the stream begins anew, and its first hint wakes once
    page.evaluate(
        """(topic) => {
          const part = document.createElement("output");
          part.dataset.live = topic;
          part.addEventListener("live", () => { part.value = Number(part.value) + 1; });
          document.querySelector("main").append(part);
          document.dispatchEvent(new CustomEvent("htmx:afterSettle", {detail: {target: part}}));
        }""",
        "queue",
    )
    woken = page.locator("output[data-live]")
    expect(woken).to_have_text("1")
    with transaction.atomic():
        live.publish("queue")
    expect(woken).to_have_text("2")

    lose_line(page)
    expect(page.get_by_text("Bağlantı koptu, yeniden bağlanılıyor")).to_be_visible()
    go_online(page.context)
    expect(page.get_by_text("Bağlantı koptu, yeniden bağlanılıyor")).to_be_hidden()
    expect(woken).to_have_text(re.compile("[3-9]"))


def test_a_call_that_cannot_be_made_says_why(
    open_page: OpenPage, axe: Axe, settings: Settings
) -> None:
    # Nobody listens where the telephone should be
    settings.PHONE_SOCKET_URL = "ws://localhost:9/ws"
    settings.SECURE_CSP = {
        **settings.SECURE_CSP,
        "connect-src": ["'self'", settings.PHONE_SOCKET_URL],
    }
    page = open_page("/call/", permissions=["microphone"], viewport=PHONE)
    page.get_by_role("button", name="Şimdi ara").click()
    expect(page.get_by_text("Denemeyi sürdürüyoruz", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Görüşmeyi bitir")).to_be_visible()
    assert axe(page) == []


def test_the_topic_is_proposed_from_the_words(
    open_page: OpenPage, axe: Axe, tmp_path: Path
) -> None:
    learned.model()
    looks = Looks(axe, tmp_path / "pictures")
    page = open_page("/apply/text/", viewport=PHONE, java_script_enabled=False)
    page.get_by_label("Ne oldu?").fill("Ağaçların dalları uzadı, budanmasını istiyoruz")
    go_on(page)
    first = page.get_by_role("button", name="Ağaç budama")
    expect(first).to_be_visible()
    first.click()
    expect(page).to_have_url(re.compile("/apply/answer/"))
    page = open_page("/apply/text/")
    page.get_by_label("Ne oldu?").fill(
        "Ağaçların dalları uzadı, budanmasını istiyoruz; kablo koptu, yerde duruyor"
    )
    go_on(page)
    expect(page.get_by_role("link", name="Hemen arayın: 112")).to_be_visible()
    assert looks.at(page, "proposed") == []
