"""Two agents answer one letter: the second reads that the first has, and loses no word."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.contacts.conversations.letters import came, sms, taken_in
from tests.journeys.opened import Opened, heard
from tests.parts.browser.caught import catch

from alo153.citizens.channel import Channel
from alo153.contacts.models import Message

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _here(transactional_db: None) -> None:
    for username in ("elif", "murat"):
        cast.staff(username)


def at_the_letter(opened: Opened, username: str, number: int) -> Page:
    page = opened.desk(username)
    page.goto(f"/center/conversations/{number}/")
    return heard(page)


def test_the_second_reads_who_answered_and_keeps_what_is_typed(opened: Opened) -> None:
    _, letter = taken_in()
    first, second = (at_the_letter(opened, each, letter.pk) for each in ("elif", "murat"))
    second.get_by_label("Yanıtınız").fill("Yarın geliyoruz.")
    first.get_by_label("Yanıtınız").fill("Bugün geliyoruz.")
    first.get_by_role("button", name="Gönder: e-posta").click()
    expect(first.get_by_label("Mesajlar")).to_contain_text("Bugün geliyoruz.")
    second.get_by_role("button", name="Gönder: e-posta").click()
    name = cast.staff("elif").full_name
    expect(second.get_by_role("alert").filter(has_text=name)).to_be_visible()
    expect(second.get_by_label("Yanıtınız")).to_have_value("Yarın geliyoruz.")
    assert opened.looks.at(second, "two-answer") == []
    assert [each.body for each in Message.objects.filter(purpose="reply")] == ["Bugün geliyoruz."]


def test_the_button_keeps_its_place_while_the_thread_grows(opened: Opened) -> None:
    _, talk = taken_in(sms("Sokağımızda çukur var."), channel=Channel.SMS)
    agent = at_the_letter(opened, "elif", talk.pk)
    send = agent.get_by_role("button", name="Gönder: SMS")
    before = send.bounding_box()
    for number in range(12):
        later = cast.AT + timedelta(minutes=number + 1)
        came(sms(f"Bir de şunu sorayım, {number}."), channel=Channel.SMS, at=later)
    expect(agent.get_by_label("Mesajlar")).to_contain_text("şunu sorayım, 11.")
    assert send.bounding_box() == before
    expect(agent.get_by_text("şunu sorayım, 11.")).to_be_in_viewport()
    assert opened.looks.at(agent, "long-thread") == []


def test_what_the_server_refuses_without_a_page_is_said_and_stays_said(opened: Opened) -> None:
    _, letter = taken_in()
    agent = at_the_letter(opened, "elif", letter.pk)
    catch(agent, "**/reply/", lambda route: route.fulfill(status=503))
    agent.get_by_label("Yanıtınız").fill("Bugün geliyoruz.")
    agent.get_by_role("button", name="Gönder: e-posta").click()
    said = agent.locator("#page-status")
    expect(said).to_contain_text("İşlem yapılamadı. Yazdıklarınız duruyor")
    expect(agent.get_by_label("Yanıtınız")).to_have_value("Bugün geliyoruz.")
    agent.unroute("**/reply/")
    agent.get_by_role("button", name="Gönder: e-posta").click()
    expect(agent.get_by_label("Mesajlar")).to_contain_text("Bugün geliyoruz.")
    expect(said).to_be_hidden()
