"""A morning in a communication center: the kiosk, the screen of the hall, a desk, a receipt."""

import wave
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from tests import cast
from tests.counter import visitors
from tests.journeys.desk.topics import choose_topic
from tests.journeys.looks import too_wide
from tests.journeys.opened import Opened, heard, leaving
from tests.parts.browser import sounds
from tests.parts.browser.browsing import OpenPage
from tests.parts.waiting import until

from alo153.cases.models import Case
from alo153.city import queries as city
from alo153.contacts.models import Disposition, Interaction
from alo153.core.clock import now
from alo153.counter.lifecycle import State
from alo153.counter.models import Device, Ticket
from alo153.web.counter.hall.spoken import DESK, NEXT, sounds_of_call
from alo153.web.desk.registering import receipt

# The place is open, and no midnight gives its visitors new numbers
pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("day_of_the_cast")]
TALL: ViewportSize = {"width": 1080, "height": 1920}
WIDE: ViewportSize = {"width": 1280, "height": 800}
TELEVISION: ViewportSize = {"width": 1920, "height": 1080}
# A day and five hours
WRONG_CLOCK = """
const Right = Date;
const wrong = () => Right.now() + 29 * 3_600_000;
Date = class extends Right {
  constructor(...given) { super(...(given.length ? given : [wrong()])); }
  static now() { return wrong(); }
};
"""
# Printing holds a page up, and a kiosk prints without asking. It goes back by itself after half a
# minute, which is less than some questions take on a full machine
PRINTS = """window.printed = 0;
window.print = () => { window.printed += 1; };
const later = window.setTimeout;
window.setTimeout = (act, ms, ...more) => (ms >= 30_000 ? 0 : later(act, ms, ...more));
"""


def kiosk_of(open_page: OpenPage) -> Page:
    page = open_page("/theme.css")
    page.add_init_script(PRINTS)
    page.set_viewport_size(TALL)
    page.goto(f"/counter/kiosk/{visitors.device()[1]}/")
    return page


def press(kiosk: Page, service: str) -> str:
    """Take a number by touch, and go back to the first page."""
    kiosk.get_by_role("button", name=service).click()
    number = kiosk.locator(".paper-number")
    expect(number).to_be_visible()
    shown = number.inner_text().split()[-1]
    kiosk.get_by_role("link", name="Tamam").click()
    return shown


def sit(opened: Opened, desk: int) -> Page:
    page = opened.page("/counter/", "pinar")
    page.get_by_role("link", name="İzmit İletişim Merkezi").click()
    page.get_by_label("Masa numarası").select_option(str(desk))
    with leaving(page):
        page.get_by_role("button", name="Masaya otur").click()
    return page


def call_next(desk: Page) -> None:
    with leaving(desk):
        desk.keyboard.press("F8")


def open_application(desk: Page) -> Case:
    """File what the visitor asks for, in the record that calls have."""
    expect(desk.locator("#id_text")).to_be_visible()
    heard(desk)
    choose_topic(desk, "ağaç bud", "Ağaç budama")
    desk.locator("#id_text").fill("Dallar pencereme değiyor.")
    desk.locator("#id_full_name").fill("Ayşe Işık")
    desk.locator("#id_phone").fill(cast.phone_of("Ayşe Işık"))
    desk.get_by_role("button", name="Başvuruyu aç").click()
    expect(desk.locator(".opened-code")).to_be_visible()
    return Case.objects.get()


def take_receipt_home(opened: Opened, desk: Page, case: Case) -> None:
    """Print the receipt; its square leads to the application, without any sign-in."""
    with desk.context.expect_page() as printed:
        desk.get_by_role("link", name="Başvuru belgesini yazdır").click()
    paper = printed.value
    expect(paper.locator(".big-code")).to_be_visible()
    drawn = paper.locator(".receipt-square svg path").last.get_attribute("d")
    assert drawn
    assert drawn in receipt.square(receipt.address_of(case))
    assert opened.looks.at(paper, "receipt") == []
    paper.close()
    citizen = opened.page(f"/t/{case.link_key}/")
    expect(citizen.get_by_text("Ağaç budama").first).to_be_visible()


def back_to_visitors(desk: Page) -> None:
    with leaving(desk):
        desk.get_by_role("link", name="Ziyaretçilere").click()
    expect(desk.locator(".visitor-number")).to_be_visible()


def send_on(desk: Page, letter: str) -> None:
    """Send the visitor who was called to another service."""
    desk.get_by_text("Başka yere aktar").first.click()
    desk.get_by_label("Hizmet", exact=True).select_option(letter)
    with leaving(desk):
        desk.get_by_role("button", name="Başka yere aktar").click()


def speaks(folder: Path, settings: Any) -> dict[float, str]:
    """Give the city a voice, whose words are told apart by how many hundredths they last."""
    settings.SOUNDS_DIR = folder
    names = [NEXT, "letter-a", *(f"number-{digit}" for digit in range(10)), DESK]
    (folder / settings.CITY).mkdir(parents=True)
    for hundredths, name in enumerate(names, 10):
        with wave.open(str(folder / settings.CITY / f"{name}.wav16"), "wb") as sound:
            sound.setparams((1, 2, 16_000, 0, "NONE", ""))
            sound.writeframes(bytes(2 * 160 * hundredths))
    return {hundredths / 100: name for hundredths, name in enumerate(names, 10)}


def is_said(hall: Page, voice: Mapping[float, str], *numbers: str) -> None:
    """Wait until the hall has said these numbers for desk 3, word after word."""
    said = [word for number in numbers for word in sounds_of_call(number, 3, "tr")]
    until(lambda: len(sounds.recorded(hall)) >= len(said))
    played = sounds.recorded(hall)
    assert [voice[round(seconds, 2)] for _, seconds in played] == said
    gaps = [later - at - seconds for (at, seconds), (later, _) in pairwise(played)]
    assert all(gap > -0.001 for gap in gaps), "no word begins before the one before it has ended"
    # Two notes before each number
    assert len(sounds.notes(hall)) == 2 * len(numbers)


def test_visitors_take_numbers_are_called_served_sent_on_and_missed(
    opened: Opened, open_page: OpenPage, tmp_path: Path, settings: Any
) -> None:
    voice = speaks(tmp_path / "sounds", settings)
    kiosk = kiosk_of(open_page)
    hall = open_page("/theme.css")
    hall.add_init_script(WRONG_CLOCK)
    hall.set_viewport_size(TELEVISION)
    hall.goto(f"/counter/hall/{visitors.device(Device.Kind.HALL)[1]}/")
    expect(hall.get_by_text("Henüz kimse çağrılmadı")).to_be_visible()
    minutes = {f"{city.local(now() - ago):%H:%M}" for ago in (timedelta(0), timedelta(minutes=1))}
    assert hall.locator("[data-clock]").inner_text() in minutes
    sounds.write_down(hall)
    sounds.write_down_recorded(hall)
    taken = [press(kiosk, "Başvuru ve şikâyet") for _ in range(3)]
    assert taken == ["A001", "A002", "A003"]

    desk = sit(opened, 3)
    expect(desk.get_by_text("3 kişi bekliyor")).to_be_visible()
    call_next(desk)
    expect(desk.locator(".visitor-number")).to_have_text("A001")
    expect(hall.locator("tbody tr")).to_have_count(1)
    expect(hall.locator("tbody tr").first).to_contain_text("A001")
    is_said(hall, voice, "A001")
    # Whoever did not hear it is called again, which takes more than a second
    called = Ticket.objects.get(number=1).called_at
    assert called
    until(lambda: int(now().timestamp()) > int(called.timestamp()))
    with leaving(desk):
        desk.get_by_role("button", name="Yeniden çağır").click()
    is_said(hall, voice, "A001", "A001")
    desk.keyboard.press("F4")
    take_receipt_home(opened, desk, open_application(desk))
    back_to_visitors(desk)
    with leaving(desk):
        desk.keyboard.press("Shift+F8")
    expect(desk.get_by_text("Masanızda kimse yok")).to_be_visible()

    call_next(desk)
    send_on(desk, "B")
    expect(desk.get_by_text("A002, Sosyal yardım")).to_be_visible()
    # Whoever was sent on waited longer: it is their turn again, and they do not come
    for number in ("A002", "A003"):
        call_next(desk)
        expect(desk.locator(".visitor-number")).to_have_text(number)
        expect(hall.locator("tbody tr").first).to_contain_text(number)
        with leaving(desk):
            desk.get_by_role("button", name="Gelmedi").click()
        expect(desk.get_by_text("Masanızda kimse yok")).to_be_visible()

    ends = dict(Ticket.objects.values_list("number", "state"))
    assert ends == {1: State.SERVED, 2: State.NO_SHOW, 3: State.NO_SHOW}
    told = Interaction.objects.order_by("pk").values_list("disposition", flat=True)
    assert list(told) == [Disposition.CASE, Disposition.ABANDONED, Disposition.ABANDONED]


def test_the_kiosk_is_pressed_by_keys_and_read_aloud_and_prints_once(
    opened: Opened, open_page: OpenPage
) -> None:
    kiosk = kiosk_of(open_page)
    wrong = opened.looks.at(kiosk, "kiosk")
    for size in (TALL, WIDE):
        kiosk.set_viewport_size(size)
        assert too_wide(kiosk) == []
        box = kiosk.get_by_role("button", name="Sosyal yardım").bounding_box()
        assert box
        assert box["height"] >= 120, "a hand that shakes hits it"
    kiosk.get_by_label("65 yaş üstü").focus()
    kiosk.keyboard.press("Space")
    kiosk.keyboard.press("Tab")
    kiosk.keyboard.press("Enter")
    expect(kiosk.get_by_text("Sıradaki sizsiniz")).to_be_visible()
    assert Ticket.objects.get().priority
    # The page is read before its script prints
    until(lambda: kiosk.evaluate("window.printed") == 1)
    kiosk.reload()
    assert kiosk.evaluate("window.printed") == 0, "a second look is no second paper"
    wrong += opened.looks.at(kiosk, "number")
    kiosk.emulate_media(media="print")
    expect(kiosk.get_by_role("link", name="Tamam")).to_be_hidden()
    expect(kiosk.locator(".paper-number")).to_be_visible()
    assert wrong == []


def after_a_minute(kiosk: Page) -> None:
    """Let nobody touch the kiosk for a minute; its first page is there anew."""
    kiosk.wait_for_load_state()
    with kiosk.expect_navigation():
        kiosk.clock.fast_forward("01:01")


def test_the_first_page_of_a_kiosk_renews_itself_for_the_next_visitor(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city, "is_office_open", lambda *_: False)
    page = open_page("/theme.css")
    page.clock.install()
    page.goto(f"/counter/kiosk/{visitors.device()[1]}/")
    expect(page.get_by_text("Şu anda kapalıyız")).to_be_visible()
    monkeypatch.setattr(city, "is_office_open", lambda *_: True)
    after_a_minute(page)
    priority = page.get_by_label("65 yaş üstü")
    priority.check()
    after_a_minute(page)
    expect(priority).not_to_be_checked()

    page.get_by_role("link", name="English").click()
    service = page.get_by_role("button", name="Requests and complaints")
    expect(service).to_be_visible()
    monkeypatch.setattr(city, "is_office_open", lambda *_: False)
    service.click()
    expect(page.get_by_role("alert")).to_be_visible()
    monkeypatch.setattr(city, "is_office_open", lambda *_: True)
    after_a_minute(page)
    expect(page.get_by_role("button", name="Başvuru ve şikâyet")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_pages_of_the_hall_and_of_staff_are_well(opened: Opened, open_page: OpenPage) -> None:
    for letter in "AAB":
        visitors.take(letter, at=now())
    hall = open_page(f"/counter/hall/{visitors.device(Device.Kind.HALL)[1]}/")
    desk = opened.page("/counter/", "pinar")
    wrong = opened.looks.at(desk, "sit")
    desk = sit(opened, 2)
    wrong += opened.looks.at(desk, "nobody")
    call_next(desk)
    expect(desk.locator(".visitor-number")).to_have_text("A001")
    desk.get_by_text("Başka yere aktar").first.click()
    wrong += opened.looks.at(desk, "called")
    expect(hall.locator("tbody tr").first).to_contain_text("A001")
    overview = opened.page("/counter/overview/", "hakan")
    wrong += opened.looks.at(overview, "overview")
    overview.goto("/counter/devices/")
    wrong += opened.looks.at(overview, "devices")
    wrong += opened.looks.at(hall, "hall")
    assert wrong == []
