"""A citizen writes on in the chat while an agent types their application."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import Opened, heard

from alo153.cases.models import Case
from alo153.contacts.models import Conversation

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _here(transactional_db: None) -> None:
    cast.staff("elif")


def write(citizen: Page, words: str) -> None:
    citizen.get_by_label("Mesajınız").fill(words)
    citizen.get_by_role("button", name="Gönder", exact=True).click()
    expect(citizen.get_by_role("log")).to_contain_text(words)


def record(agent: Page) -> None:
    """Fill in what the words do not say, by keyboard."""
    choose_topic(agent, "agac budama", "Ağaç budama")
    agent.locator("#id_neighborhood_text").focus()
    agent.keyboard.type("yahyakaptan")
    expect(agent.locator("#near-options [role=option]").first).to_contain_text("Yahyakaptan")
    agent.keyboard.press("Enter")


def test_what_the_citizen_adds_is_read_before_the_application_is_opened(opened: Opened) -> None:
    citizen = heard(opened.page("/chat/"))
    write(citizen, "Çınar yola eğildi, çok tehlikeli.")
    agent = opened.desk("elif")
    agent.goto(f"/desk/conversations/{Conversation.objects.get().pk}/application/")
    heard(agent)
    record(agent)
    write(citizen, "Okulun tam önünde!")
    expect(agent.locator("#letter-said")).to_contain_text("Okulun tam önünde!")
    agent.get_by_role("button", name="Başvuruyu aç").click()
    refused = agent.locator("#record [role=alert]").filter(has_text="Vatandaş yeniden yazdı")
    expect(refused).to_be_visible()
    assert not Case.objects.exists()
    assert opened.looks.at(agent, "written-meanwhile") == []
    text = agent.locator("#id_text")
    text.fill(f"{text.input_value()} Okulun önünde.")
    agent.get_by_role("button", name="Başvuruyu aç").click()
    expect(agent.locator("#what")).to_contain_text("Başvuru açıldı")
    assert Case.objects.get().text.endswith("Okulun önünde.")
