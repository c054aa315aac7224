"""A citizen's chat lies behind another page, or in a widget that is closed."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import Opened, heard
from tests.parts.waiting import until

from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Chat, Conversation
from alo153.core.clock import now

pytestmark = pytest.mark.journey
HIDE = "Object.defineProperty(document, 'hidden', { get: () => window.isAway, configurable: true })"
TELL = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture(autouse=True)
def _here(transactional_db: None) -> None:
    cast.staff("elif")


def answer(words: str) -> None:
    talk = Conversation.objects.get()
    reply(conversation=talk, text=words, by=cast.staff("elif"), at=now())


def is_read(words: str) -> bool:
    last = Conversation.objects.get().messages.get(body=words)
    read_at = Chat.objects.get().read_at
    return read_at is not None and read_at >= last.created_at


def asks(page: Page) -> None:
    page.get_by_label("Mesajınız").fill("Suyumuz ne zaman gelecek?")
    page.get_by_role("button", name="Gönder", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("Suyumuz ne zaman gelecek?")


def test_an_answer_is_read_when_somebody_looks_and_not_before(opened: Opened) -> None:
    citizen = heard(opened.page("/chat/"))
    asks(citizen)
    heard(citizen)
    answer("Hangi mahalle?")
    expect(citizen.get_by_role("log")).to_contain_text("Hangi mahalle?")
    until(lambda: is_read("Hangi mahalle?"))
    citizen.evaluate(f"window.isAway = true; {HIDE}; {TELL}")
    answer("Saat 18.00'de geliyor.")
    expect(citizen.get_by_role("log")).to_contain_text("Saat 18.00'de geliyor.")
    expect(citizen).to_have_title("● " + citizen.title().removeprefix("● "))
    assert not is_read("Saat 18.00'de geliyor.")
    citizen.evaluate(f"window.isAway = false; {TELL}")
    until(lambda: is_read("Saat 18.00'de geliyor."))
