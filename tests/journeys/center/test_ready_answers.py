"""A ready answer by keyboard: what Enter takes is what the line says, however fast it is typed."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.contacts.conversations.letters import sms, taken_in
from tests.parts.waiting import until

from alo153.cases import actions
from alo153.cases import queries as case_queries
from alo153.citizens.channel import Channel
from alo153.contacts.models import Conversation

pytestmark = pytest.mark.journey
KEPT = (("Açık adres", "adres", "Açık adresi yazar mısınız?"), ("Zor", "acil", "112'yi arayın."))


def kept_of(conversation: Conversation) -> str:
    key = f"talk:{conversation.pk}"
    return str(case_queries.draft(cast.staff("elif"), key).get("text", ""))


def test_enter_takes_what_was_typed_and_nothing_on_an_empty_line(desk: Page) -> None:
    for name, key, text in KEPT:
        facts = {"name": name, "shortcut": key, "text": text, "fits": actions.Fits()}
        actions.keep_template(unit=None, **facts, by=cast.staff("hakan"), at=cast.AT)
    _, conversation = taken_in(sms("?"), channel=Channel.SMS)
    desk.goto(f"/center/conversations/{conversation.pk}/")
    desk.locator("html[data-ready]").wait_for(state="attached")
    desk.keyboard.press("Shift+F11")
    expect(desk.locator("#ready-found")).to_contain_text("Açık adres")
    desk.keyboard.type("acil", delay=40)
    desk.keyboard.press("Enter")
    field = desk.locator("#id_text")
    expect(field).to_have_value("112'yi arayın.")
    expect(field).to_be_focused()
    desk.keyboard.press("Shift+F11")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("112'yi arayın.")
    expect(desk.locator("#ready-found")).to_be_hidden()
    # The preview is drawn while one types, and the answer is kept all the same
    desk.keyboard.type(" Yoldayız.")
    expect(desk.locator("#talk-preview")).to_contain_text("Yoldayız.")
    until(lambda: "Yoldayız." in kept_of(conversation))
    desk.reload()
    expect(desk.locator("#id_text")).to_have_value("112'yi arayın. Yoldayız.")
