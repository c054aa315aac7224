"""A caller asks: the agent picks up, types, reads the article aloud and logs it, by keys alone."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, picks_up, telephone
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.contacts.models import Disposition, Interaction
from alo153.knowledge.models import ArticleUse

pytestmark = [pytest.mark.journey, pytest.mark.telephony]


@pytest.fixture(autouse=True)
def loaded(transactional_db: None) -> None:
    cast.staff("elif")
    call_command("load_answers")


def test_an_article_answers_a_caller_and_the_contact_of_the_call_is_information(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    desk = be_ready(open_page, "elif")
    sipp.call(caller=cast.phone_of("Fatma Çınar"))
    telephone(desk, "ringing")
    picks_up(desk)
    desk.keyboard.press("/")
    expect(desk.locator("#id_topic_text")).to_be_focused()
    desk.keyboard.type("kartala nasıl gidrim")
    expect(desk.locator("#hit")).to_contain_text("Marmaray trenleri")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Nasıl giderim, hangi hat")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_topic")).to_have_value("nasil-giderim")
    # The help of the topic came, and the article that is read aloud with it
    expect(desk.locator("#help")).to_contain_text("Nasıl giderim, hangi hat")
    expect(desk.locator("#hit")).to_contain_text("Marmaray trenleri")
    desk.keyboard.press("F2")
    expect(desk.locator("#what .notice-good")).to_contain_text("bilgi verildi")
    desk.keyboard.press("Shift+F8")
    call = call_of("elif", ended_at__isnull=False)
    own = Interaction.objects.filter(call=call)
    until(lambda: own.filter(ended_at__isnull=False).exists(), what="the contact does not end")
    contact = own.get()
    assert contact.disposition == Disposition.INFORMATION
    assert contact.topic == cast.topic("nasil-giderim")
    assert ArticleUse.objects.get(channel="phone").helped == 1
