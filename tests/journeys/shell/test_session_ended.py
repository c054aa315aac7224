"""A session ends while somebody types: said in words, nothing lost, taken up again in place."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import NO_TELEPHONE, desk_of, heard, signed_in
from tests.parts.browser.browsing import OpenPage

from alo153.cases.models import Draft

pytestmark = pytest.mark.journey
TEXT = "Dallar pencereme değiyor."
NOTE = "Ekip yarın sabah bakacak."


def sign_in(page: Page, username: str) -> None:
    page.get_by_label(re.compile("Kullanıcı adı")).fill(username)
    page.get_by_label(re.compile("Parola|Şifre")).first.fill(cast.PASSWORD)
    page.keyboard.press("Enter")


def at_desk(open_page: OpenPage) -> Page:
    return desk_of(open_page, "elif", "/desk/new/2/")


def test_a_draft_of_an_ended_session_is_never_called_saved(
    transactional_db: None, open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    desk = at_desk(open_page)
    Session.objects.all().delete()
    desk.keyboard.press("F4")
    desk.keyboard.type(TEXT)
    expect(desk.locator("#draft-status")).to_have_text("Kaydedilmedi: oturumunuz sona erdi")
    banner = desk.locator("#session-status")
    expect(banner).to_contain_text("Yazdıklarınız bu tarayıcıda duruyor")
    assert not Draft.objects.exists()
    desk.keyboard.type(" Yardım edin.")
    assert axe(desk) == []
    banner.get_by_role("link", name="Yeniden giriş yapın").click()
    sign_in(desk, "elif")
    # The same place, the same words; and now they are saved
    expect(desk).to_have_url(re.compile("/desk/new/2/$"))
    expect(desk.locator("#id_text")).to_have_value(f"{TEXT} Yardım edin.")
    expect(banner).to_contain_text("kaldığınız yerden")
    expect(desk.locator("#draft-status")).to_have_text(re.compile("Taslak kaydedildi"))
    assert Draft.objects.get().fields["text"] == f"{TEXT} Yardım edin."


def test_signing_in_again_in_another_tab_saves_what_waits(
    transactional_db: None, open_page: OpenPage
) -> None:
    desk = at_desk(open_page)
    Session.objects.all().delete()
    desk.keyboard.press("F4")
    # What the words ask for is refused for the session that ended, not for its old token
    with desk.expect_response("**/alarms/heard/"), desk.expect_response("**/desk/proposals/"):
        desk.keyboard.insert_text(TEXT)
    banner = desk.locator("#session-status")
    expect(banner).to_be_visible()
    beside = desk.context.new_page()
    beside.add_init_script(NO_TELEPHONE)
    beside.goto("/accounts/login/?next=/desk/new/3/")
    sign_in(beside, "elif")
    heard(beside)
    expect(desk.locator("#draft-status")).to_have_text(re.compile("Taslak kaydedildi"))
    expect(banner).to_be_hidden()
    assert Draft.objects.get().key == "new:2"


def test_nobody_else_takes_up_what_was_typed(transactional_db: None, open_page: OpenPage) -> None:
    desk = at_desk(open_page)
    Session.objects.all().delete()
    desk.keyboard.press("F4")
    desk.keyboard.type(TEXT)
    desk.locator("#session-status a").click()
    cast.staff("zeynep")
    sign_in(desk, "zeynep")
    heard(desk)
    expect(desk.locator("#id_text")).to_have_value("")
    expect(desk.locator("#session-status")).to_be_hidden()
    assert not Draft.objects.exists()


def test_a_note_sent_after_the_session_ended_comes_back(
    transactional_db: None, open_page: OpenPage
) -> None:
    cast.staff("selin")
    case = cast.open_case()
    unit = signed_in(open_page, "selin", f"/unit/cases/{case.tracking_code}/")
    note = unit.locator("textarea[name=text]")
    Session.objects.all().delete()
    note.fill(NOTE)
    # Told meanwhile by what the page asks for by itself: the sentence covers no button for good
    unit.evaluate("htmx.trigger('#alarm-count', 'load')")
    expect(unit.locator("#session-status")).to_be_visible()
    unit.get_by_role("button", name=re.compile("Not")).last.click()
    sign_in(unit, "selin")
    expect(unit).to_have_url(re.compile(f"/unit/cases/{case.tracking_code}/"))
    expect(note).to_have_value(NOTE)
