"""The agent's shift in a real browser: by keyboard alone, through a reload and a lost line."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from tests import cast
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import desk_of
from tests.parts.browser import sounds
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until
from tests.web.desk.calls.ringing import let_ring

from alo153.cases import actions
from alo153.cases.models import Case, Draft, Relay
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.contacts.models import Disposition, Interaction
from alo153.core import clock

pytestmark = pytest.mark.journey
TEXT = "Dallar pencereme değiyor."
SAVED = re.compile("Taslak kaydedildi")
DRAFTS = "**/desk/drafts/**"
NEAR = "**/desk/pin/?*"
# The limit of the next request is over at once
NEXT_SOON = """{ const usual = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = () => ((AbortSignal.timeout = usual), usual(1)); }"""


def answered(**said: Any) -> Case:
    """Return a case that its unit has answered: the center is to approve it."""
    case, selin = cast.open_case(**said), cast.staff("selin")
    actions.accept(case=case, by=selin, at=cast.AT)
    done = Finding(outcome=Outcome.DONE, text="Mahalline ekip sevk edilmiştir.")
    actions.answer(case=case, finding=done, by=selin, at=cast.AT)
    return case


def test_information_is_given_by_keyboard(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    assert axe(desk) == []
    choose_topic(desk, "agac budama", "Ağaç budama")
    assert axe(desk) == []
    desk.keyboard.press("F2")
    expect(desk.locator("#what .notice-good")).to_contain_text("bilgi verildi")
    expect(desk.locator("#id_topic_text")).to_be_focused()
    contact = Interaction.objects.get()
    assert (contact.disposition, contact.topic) == (
        Disposition.INFORMATION,
        cast.topic("agac-budama"),
    )


def test_out_of_scope_by_keyboard(desk: Page) -> None:
    # The last script is still on its way: a key that comes before it is kept
    held: list[Route] = []
    desk.evaluate("history.replaceState(null, '')")
    catch(desk, "**/alarms.js", lambda route: held.append(route))  # noqa: PLW0108 - a builtin is refused
    with desk.expect_request("**/alarms.js"):
        desk.goto("/desk/", wait_until="commit")
    # The desk's script ran: it numbers what it shows
    until(lambda: desk.evaluate("history.state?.visit") == 0)
    desk.keyboard.press("Shift+F2")
    expect(desk.locator("#id_redirected_to")).to_be_hidden()
    held[0].continue_()
    expect(desk.locator("#id_redirected_to")).to_be_focused()
    desk.keyboard.type("Doğal")
    expect(desk.locator("#help")).to_contain_text("187")
    desk.keyboard.press("Enter")
    expect(desk.locator("#what .notice-good")).to_contain_text("kapsam dışı")
    assert Interaction.objects.get().disposition == Disposition.OUT_OF_SCOPE


def test_a_case_is_opened_by_keyboard(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    choose_topic(desk, "AGAC BUDAMA", "Ağaç budama")
    desk.keyboard.press("F4")
    expect(desk.locator("#id_text")).to_be_focused()
    desk.keyboard.type(TEXT)
    desk.locator("#id_neighborhood_text").focus()
    desk.keyboard.type("yahyakaptan")
    expect(desk.locator("#near-options [role=option]").first).to_contain_text("Yahyakaptan")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_district")).to_have_value("izmit")
    desk.locator("#id_full_name").focus()
    desk.keyboard.type("Ayşe Işık")
    desk.keyboard.press("Control+Enter")
    # The number is missing: the field is named, and nothing is lost
    expect(desk.locator("#id_phone")).to_be_focused()
    expect(desk.get_by_text("Yanıt için numarayı yazın.")).to_be_visible()
    expect(desk.locator("#id_text")).to_have_value(TEXT)
    assert axe(desk) == []
    # The draft of the last words is on its way: the case is opened after it, or it would stay
    came: list[str] = []
    held: list[Route] = []
    desk.on("response", lambda answer: came.append(answer.url.rsplit("/", 2)[-2]))
    catch(desk, DRAFTS, lambda route: route.continue_() if held else held.append(route))
    with desk.expect_request(DRAFTS):
        desk.keyboard.type("0532 000 01 01")
    desk.clock.install()
    desk.clock.pause_at(clock.now() + timedelta(hours=1))  # its patience does not end meanwhile
    desk.keyboard.press("Control+Enter")
    desk.evaluate("null")
    held[0].continue_()
    desk.clock.resume()
    desk.locator(".opened-code").wait_for()
    both = {"case", "new:1"}
    until(
        lambda: desk.evaluate("true") and both <= set(came),
        what=lambda: f"an answer to the draft or the case is missing: {came}",
    )
    assert came.index("new:1") < came.index("case"), came
    case = Case.objects.get()
    expect(desk.locator(".opened-code")).to_have_text(codes.display(case.tracking_code))
    expect(desk.locator(".opened-code")).to_be_focused()
    # The panel says the date of this application; the promise of its topic is hidden
    expect(desk.locator("#help dd.help-promise")).to_be_hidden()
    assert case.neighborhood == cast.neighborhood("izmit/yahyakaptan")
    assert axe(desk) == []
    assert not Draft.objects.exists()
    desk.keyboard.press("F4")
    expect(desk.locator("#id_topic_text")).to_have_value("")


def test_a_pin_offers_the_neighborhood_it_lies_in(desk: Page) -> None:
    desk.get_by_text("Haritada işaretle").click()
    canvas = desk.locator(".map-canvas")
    # What is typed before the answer stays
    words, held = desk.locator("#id_neighborhood_text"), list[Route]()
    catch(desk, NEAR, lambda route: route.continue_() if held else held.append(route))
    canvas.focus()
    desk.keyboard.press("Enter")  # comes closer first
    with desk.expect_request(NEAR):
        desk.keyboard.press("Enter")
    words.fill("yahya")
    with desk.expect_response(NEAR):
        held[0].continue_()
    desk.evaluate("new Promise((done) => setTimeout(done))")
    expect(words).to_have_value("yahya")
    words.fill("")
    canvas.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_lat")).not_to_have_value("")
    expect(desk.locator("#id_neighborhood")).not_to_have_value("")
    expect(desk.locator("#id_district")).not_to_have_value("")


def test_a_draft_survives_a_reload(desk: Page) -> None:
    # The first one is still on its way when more is typed, and may not come after the second
    held: list[Route] = []
    catch(desk, DRAFTS, lambda route: route.continue_() if held else held.append(route))
    with desk.expect_request(DRAFTS):
        choose_topic(desk, "ağaç budama", "Ağaç budama")
    desk.keyboard.press("F4")
    desk.keyboard.type(TEXT)
    held[0].continue_()
    expect(desk.locator("#draft-status")).to_have_text(SAVED)
    assert Draft.objects.get().fields["text"] == TEXT
    desk.reload()
    expect(desk.locator("#id_text")).to_have_value(TEXT)
    expect(desk.locator("#id_topic")).to_have_value("agac-budama")
    expect(desk.locator("#help")).to_contain_text("Ağaç budama")
    # What is there already is gone on with: no letter takes its place
    desk.keyboard.press("F4")
    desk.keyboard.type(" Bugün.")
    expect(desk.locator("#id_text")).to_have_value(f"{TEXT} Bugün.")


def test_a_lost_line_is_said_and_the_draft_goes_out_later(desk: Page) -> None:
    go_offline(desk.context)
    desk.keyboard.press("F4")
    desk.keyboard.type(TEXT)
    expect(desk.locator("#draft-status")).to_have_text(re.compile("Bağlantı yok"))
    go_online(desk.context)
    expect(desk.locator("#draft-status")).to_have_text(SAVED)
    assert Draft.objects.get().fields["text"] == TEXT
    # A line that went dead says nothing: what waits for its answer does not wait for good
    held: list[Route] = []
    catch(desk, DRAFTS, lambda route: route.continue_() if held else held.append(route))
    desk.evaluate(NEXT_SOON)
    desk.keyboard.type(" Acil.")
    expect(desk.locator("#draft-status")).to_have_text(SAVED)
    assert (held != [], Draft.objects.get().fields["text"]) == (True, f"{TEXT} Acil.")


def test_a_call_that_rings_is_shown_without_a_reload(
    desk: Page, axe: Callable[[Page], list[str]]
) -> None:
    cast.open_case()
    desk.evaluate("window.before = true")
    desk.keyboard.press("F4")
    desk.keyboard.type(TEXT)
    call = let_ring()
    expect(desk.locator("#who")).to_contain_text("Ayşe Işık")
    expect(desk.locator("#ring-words")).to_have_text("Çağrı geliyor: 0532 000 01 01")
    expect(desk).to_have_url(re.compile(f"/desk/calls/{call.pk}/$"))
    # What was typed before the call is offered, not lost
    expect(desk.locator("#who")).to_contain_text(TEXT)
    assert axe(desk) == []
    desk.keyboard.press("Shift+F7")
    expect(desk.locator("#what")).to_contain_text("Vatandaş durumunu sordu")
    desk.get_by_role("link", name="Kayda dön").click()
    expect(desk.locator("#record")).to_be_visible()
    assert desk.evaluate("window.before") is True


def test_the_sheet_of_keys(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_be_hidden()


def test_the_center_approves_and_calls_back(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    case = answered(wish=Channel.PHONE)
    desk.get_by_role("link", name="Merkez işleri").click()
    row = desk.locator(f"#row-{case.tracking_code}")
    expect(row).to_be_visible()
    assert axe(desk) == []
    row.focus()
    desk.keyboard.press("Enter")
    words = desk.locator("#id_plain_text")
    expect(words).to_have_value("Mahalline ekip sevk edilmiştir.")
    assert axe(desk) == []
    words.fill("Ekibimiz geldi, dalları kesti.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".to-say")).to_contain_text("Ekibimiz geldi, dalları kesti.")
    assert axe(desk) == []
    desk.get_by_role("button", name="bilgi verildi").click()
    expect(desk.locator("#case .chip").first).to_have_text("kapandı")
    assert Relay.objects.get().state == Relay.State.TOLD


def test_a_list_does_not_move_under_the_hand(open_page: OpenPage) -> None:
    first = cast.open_case()
    actions.return_not_ours(case=first, reason="Bizim değil.", by=cast.staff("selin"), at=cast.AT)
    desk = desk_of(open_page, "elif", "/center/lists/no-unit/")
    desk.locator("[data-row]").first.hover()
    place = desk.locator("[data-row]").first.bounding_box()
    second = cast.open_case("Ağaç devrildi.")
    actions.return_not_ours(case=second, reason="Bizim değil.", by=cast.staff("selin"), at=cast.AT)
    button = desk.get_by_role("button", name="Liste değişti: göster")
    expect(button).to_be_visible()
    expect(desk.locator("[data-row]")).to_have_count(1)
    # The hint has a place of its own: it covers nothing and moves nothing
    assert desk.locator("[data-row]").first.bounding_box() == place
    button.click()
    expect(desk.locator("[data-row]")).to_have_count(2)


# How high the bar is, and where its button, a moment after the page came and a second later
A_SECOND_LATER = """() => {
  const words = document.querySelector("[data-phone-closed]");
  const button = words.parentNode.querySelector("[data-phone-start]");
  return [true, false].map((hidden) => {
    words.hidden = hidden;
    return [document.querySelector(".desk-bar").offsetHeight, button.getBoundingClientRect().x];
  });
}"""


def test_a_second_window_says_where_the_telephone_is_and_does_not_move(desk: Page) -> None:
    words = desk.get_by_text("Telefon başka bir pencerede açık")
    expect(words).to_be_visible()
    # Its calls ring elsewhere
    expect(desk.get_by_text("Zilin çalabilmesi için")).to_be_hidden()
    for width in (1280, 1440, 1600):
        desk.set_viewport_size({"width": width, "height": 740})
        before, after = desk.evaluate(A_SECOND_LATER)
        assert before == after, width
        assert words.evaluate("(line) => line.scrollHeight <= line.clientHeight"), width


def test_ones_own_work_leaves_the_list_under_the_hand(desk: Page) -> None:
    case = answered(wish=Channel.PHONE)
    desk.get_by_role("link", name="Merkez işleri").click()
    row = desk.locator(f"#row-{case.tracking_code}")
    row.click()
    expect(desk.locator("#id_plain_text")).to_have_value("Mahalline ekip sevk edilmiştir.")
    desk.keyboard.press("Control+Enter")
    expect(row).to_have_count(0)
    expect(desk.locator(".to-say")).to_contain_text("Mahalline ekip sevk edilmiştir.")


def test_typing_an_answer_moves_no_row_under_the_hand(desk: Page) -> None:
    case = answered()
    desk.get_by_role("link", name="Merkez işleri").click()
    desk.locator(f"#row-{case.tracking_code}").click()
    expect(desk.locator(".sms-words")).to_contain_text("sevk edilmiştir")
    answered(text="Dal kırıldı.")
    expect(desk.get_by_role("button", name="Liste değişti: göster")).to_be_visible()
    # The mouse rests on the list; each pause in typing asks for a preview
    desk.locator("#id_plain_text").fill("Ekibimiz dalları kesti.")
    expect(desk.locator(".sms-words")).to_contain_text("dalları kesti")
    expect(desk.locator("#center-list.htmx-request")).to_have_count(0)
    expect(desk.locator("[data-row]")).to_have_count(1)


def test_ones_own_work_leaves_though_the_list_failed_and_the_cursor_goes_to_the_next_row(
    desk: Page,
) -> None:
    case, other = answered(wish=Channel.PHONE), answered(text="Dal kırıldı.")
    desk.get_by_role("link", name="Merkez işleri").click()
    row, next_ = (desk.locator(f"#row-{each.tracking_code}") for each in (case, other))
    row.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_plain_text")).to_have_value("Mahalline ekip sevk edilmiştir.")
    cut: list[Route] = []

    def cut_once(route: Route) -> None:
        # A hint may come before one's own request: only that one fails
        if cut or "x-background" in route.request.headers:
            return route.continue_()
        cut.append(route)
        return route.abort()

    catch(desk, "**/center/lists/**", cut_once)
    desk.keyboard.press("Control+Enter")
    expect(row).to_have_count(0)
    assert cut
    expect(next_).to_be_focused()


def test_a_call_that_rings_is_noticed_in_another_window(desk: Page) -> None:
    desk.evaluate(
        """() => {
          window.told = [];
          window.Notification = class extends EventTarget {
            static permission = "granted";
            constructor(words, more) { super(); window.told.push([words, more.body]); }
            close() { window.told.push("closed"); }
          };
          document.hasFocus = () => false;
        }"""
    )
    let_ring()
    expect(desk).to_have_title(re.compile("Çağrı geliyor: 0532 000 01 01"))
    words, queue = desk.evaluate("window.told[0]")
    assert words == "Çağrı geliyor: 0532 000 01 01"
    assert queue
    expect(desk.locator(".call-facts")).to_contain_text("bekliyor")


@pytest.mark.windows  # the engine alone names devices anew in each document
def test_headset_and_bell_are_chosen_and_kept(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    desk.evaluate("navigator.mediaDevices.getUserMedia({audio: true})")
    desk.get_by_role("button", name="Kulaklık ve zil").click()
    sheet = desk.locator("#device-sheet")
    headset = sheet.get_by_label("Kulaklık", exact=True)
    expect(headset.locator("option")).not_to_have_count(1)
    assert axe(desk) == []
    headset.select_option(index=1)
    chosen = headset.input_value()
    assert chosen
    bell = sheet.get_by_label("Zilin çalacağı yer")
    bell.select_option(index=2)
    sounds.write_down(desk)
    sheet.get_by_role("button", name="Zili dene").click()
    sounds.heard(desk, 3)
    assert set(sounds.notes(desk)) == {bell.input_value()}
    desk.keyboard.press("Escape")
    desk.reload()
    sink = "document.querySelector('alo-softphone audio').sinkId"
    until(lambda: desk.evaluate(sink) == chosen)
    desk.get_by_role("button", name="Kulaklık ve zil").click()
    expect(headset).to_have_value(chosen)
    expect(bell).not_to_have_value(chosen)


def test_enter_before_the_list_takes_its_first_line_and_the_next_field_may_be_typed(
    desk: Page,
) -> None:
    held: list[Route] = []
    catch(desk, "**/desk/topics/", lambda route: held.append(route))  # noqa: PLW0108 - the same
    desk.keyboard.press("/")
    # Asked for by the Enter, or by itself where that comes later than a moment
    with desk.expect_request(lambda asked: asked.post_data == "q=agac+budama"):
        desk.keyboard.type("agac budama")
        desk.keyboard.press("Enter")
    desk.keyboard.press("F4")
    desk.keyboard.type("Çınar")
    held[-1].continue_()
    expect(desk.locator("#id_topic")).to_have_value("agac-budama")
    expect(desk.get_by_label("Arayanın anlattığı")).to_have_value("Çınar")
