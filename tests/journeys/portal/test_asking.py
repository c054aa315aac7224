"""A citizen asks the way on a telephone: answered from the city's knowledge, without a case."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from tests.journeys.opened import Opened, heard
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.keys import tab_to

from alo153.cases.models import Case
from alo153.contacts.models import Interaction, Message

pytestmark = pytest.mark.journey
KARTAL = "Kartal'a nasıl giderim?"
FIELD = "Ne öğrenmek istersiniz?"
ANSWER = "Marmaray trenleri Gebze'den kalkar"
IT_HELPED = "Evet, aradığım yanıt bu"


@pytest.fixture(autouse=True)
def loaded(transactional_db: None) -> None:
    call_command("load_answers")


def asks(page: Page, words: str) -> None:
    page.get_by_label(FIELD).fill(words)
    page.get_by_role("button", name="Sor", exact=True).click()


def test_the_way_to_kartal(opened: Opened) -> None:
    page = heard(opened.page("/"))
    page.set_viewport_size(PHONE)
    tab_to(page, page.get_by_label(FIELD))
    page.keyboard.type("kratala nasil gidrim")
    page.keyboard.press("Enter")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    # A page that was posted stands in the history as the one it was sent from
    assert "kratala" not in page.url
    assert opened.looks.at(page, "answered") == []
    tab_to(page, page.get_by_role("button", name=IT_HELPED))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Yanıtınızı bulmanıza sevindik")).to_be_visible()
    assert Interaction.objects.get().disposition == "information"
    assert not Case.objects.exists()


def writes(page: Page) -> None:
    """Ask in the chat what the city's own knowledge answers."""
    page.get_by_label("Mesajınız").fill(KARTAL)
    page.get_by_role("button", name="Gönder", exact=True).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()


def test_in_the_chat_an_answer_comes_before_a_person_and_nothing_is_lost(opened: Opened) -> None:
    page = heard(opened.page("/chat/"))
    page.set_viewport_size(PHONE)
    writes(page)
    page.get_by_role("button", name=IT_HELPED).click()
    expect(page.get_by_text("Yanıtınızı bulmanıza sevindik")).to_be_visible()
    assert Interaction.objects.get().disposition == "information"
    assert not Message.objects.exists()
    page.goto("/chat/")
    writes(heard(page))
    expect(page.get_by_label("Mesajınız")).to_have_value(KARTAL)
    assert opened.looks.at(page, "chat-offered") == []
    page.get_by_role("button", name="Bize gönder").click()
    expect(page.get_by_role("log")).to_contain_text(KARTAL)
    assert Message.objects.get().body == KARTAL


def test_while_an_application_is_typed_the_answer_stands_beside_it(opened: Opened) -> None:
    page = heard(opened.page("/apply/text/"))
    page.set_viewport_size(PHONE)
    words = page.locator("#id_text")
    words.fill("Kartal'a gitmek")
    page.get_by_text(KARTAL).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(words).to_have_value("Kartal'a gitmek")
    assert opened.looks.at(page, "text-answered") == []
    words.fill("Yolda çukur var")
    expect(page.get_by_text(ANSWER)).to_have_count(0)


def test_without_script_a_question_goes_on_to_a_person(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False, viewport=PHONE)
    asks(page, "Nikâh salonu kirası ne kadar")
    expect(page.get_by_text("Bunun için hazır bir yanıtımız yok.")).to_be_visible()
    page.get_by_role("button", name="Bize yazın").click()
    expect(page.get_by_role("log")).to_contain_text("Nikâh salonu kirası ne kadar")
