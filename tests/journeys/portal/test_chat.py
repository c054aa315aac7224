"""A citizen on a telephone asks in writing, and an agent at the desk answers: on two open pages."""

import pytest
from playwright.sync_api import APIResponse, FilePayload, Locator, Page, Route, expect
from tests.core.files import sent
from tests.journeys.opened import Opened, heard
from tests.parts.browser.browsing import PHONE, LoseLine
from tests.parts.browser.caught import catch
from tests.parts.browser.line import go_online
from tests.parts.waiting import until

from alo153.contacts.conversations.actions.showing import UNREAD_FOR
from alo153.contacts.conversations.chat.actions import forward_unread
from alo153.contacts.models import Conversation
from alo153.core.clock import now

pytestmark = pytest.mark.journey


PLAN: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": sent.pdf()}


def photo() -> FilePayload:
    content = sent.photo((64, 48))
    return {"name": "durak.jpg", "mimeType": "image/jpeg", "buffer": content}


def field(page: Page) -> Locator:
    return page.get_by_label("Mesajınız")


def write(page: Page, words: str) -> None:
    field(page).fill(words)
    page.get_by_role("button", name="Gönder", exact=True).click()


def answer(agent: Page, words: str) -> None:
    agent.get_by_label("Yanıtınız").fill(words)
    agent.get_by_role("button", name="Gönder: canlı yazışma").click()


def hears(reader: Page, words: str, typist: Locator) -> None:
    """Type until the other side is told: who comes later is not told of what was typed before."""
    shown = reader.get_by_text(words)

    def is_told() -> bool:
        typist.press_sequentially(".")
        typist.press("Backspace")
        return shown.is_visible()

    until(is_told)


def at_desk(opened: Opened) -> Page:
    """Open the talk that waits, as the agent who answers it."""
    agent = opened.desk("elif")
    agent.goto("/center/conversations/")
    agent.locator("[data-row]").first.click()
    expect(agent.get_by_label("Mesajlar")).to_contain_text("Suyumuz ne zaman gelecek?")
    return agent


def test_a_talk_between_a_telephone_and_the_desk(opened: Opened, lose_line: LoseLine) -> None:
    citizen = heard(opened.page("/chat/"))
    assert opened.looks.at(citizen, "chat-begin") == []
    citizen.set_viewport_size(PHONE)
    write(citizen, "")
    expect(citizen.get_by_role("alert")).to_contain_text("Lütfen mesajınızı yazın.")
    write(citizen, "Suyumuz ne zaman gelecek?")
    said = citizen.get_by_role("log")
    expect(said).to_contain_text("Suyumuz ne zaman gelecek?")
    heard(citizen)
    agent = at_desk(opened)
    talk = agent.get_by_label("Mesajlar")

    # Each sees that the other one writes
    field(citizen).press_sequentially("İz")
    hears(agent, "Vatandaş yazıyor…", field(citizen))
    agent.get_by_label("Yanıtınız").press_sequentially("Bu")
    hears(citizen, "Size yazıyoruz…", agent.get_by_label("Yanıtınız"))

    # An answer comes at once; what is being typed meanwhile stays
    answer(agent, "Bugün saat 18.00'de.")
    expect(said).to_contain_text("Bugün saat 18.00'de.")
    expect(citizen.get_by_text("Size yazıyoruz…")).to_be_hidden()
    expect(field(citizen)).to_have_value("İz")
    expect(talk).to_contain_text("gördü")
    assert opened.looks.at(agent, "chat-desk") == []

    # Its files are opened by who has the page, and by nobody else
    agent.get_by_label("Yanıtla gidecek dosyalar").set_input_files([photo(), PLAN])
    attached = agent.locator("#reply-files").get_by_role("link")
    expect(attached).to_have_text(["durak.jpg", "plan.pdf"])
    answer(agent, "Durak ve plan ekte.")
    expect(said).to_contain_text("Durak ve plan ekte.")
    shown = said.get_by_role("img", name="durak.jpg")
    expect(shown).to_have_js_property("naturalWidth", 64)
    address = str(said.get_by_role("link", name="plan.pdf").get_attribute("href"))
    assert citizen.request.get(address).body().startswith(b"%PDF")
    assert agent.request.get(address).status == 404

    # The line is lost: words stay where they were typed, and go when it is back
    lose_line(citizen)
    expect(citizen.get_by_text("Bağlantı koptu.").first).to_be_visible()
    write(citizen, "İzmit için de mi?")
    expect(field(citizen)).to_have_value("İzmit için de mi?")
    go_online(citizen.context)
    citizen.get_by_role("button", name="Gönder", exact=True).click()
    expect(field(citizen)).to_have_value("")
    expect(said).to_contain_text("İzmit için de mi?")
    expect(talk).to_contain_text("İzmit için de mi?")


def test_that_it_was_seen_is_shown_though_the_answer_to_the_press_comes_later(
    opened: Opened,
) -> None:
    citizen = heard(opened.page("/chat/"))
    write(citizen, "Suyumuz ne zaman gelecek?")
    expect(citizen.get_by_role("log")).to_contain_text("Suyumuz ne zaman gelecek?")
    agent = at_desk(opened)
    held: list[tuple[Route, APIResponse]] = []
    catch(agent, "**/reply/", lambda route: held.append((route, route.fetch())))
    answer(agent, "Bugün saat 18.00'de.")
    expect(citizen.get_by_role("log")).to_contain_text("Bugün saat 18.00'de.")
    talk = agent.get_by_label("Mesajlar")
    expect(talk).to_contain_text("gördü")
    # The page is asked so that the browser's news are heard meanwhile
    until(lambda: agent.evaluate("true") and held)
    [(route, response)] = held
    with agent.expect_response("**/reply/"):
        route.fulfill(response=response)
    # What it draws is older than what the agent has seen already
    expect(agent.get_by_label("Yanıtınız")).to_have_value("")
    expect(talk).to_contain_text("gördü")


def test_who_goes_reads_the_answer_by_sms(opened: Opened) -> None:
    citizen = heard(opened.page("/chat/"))
    write(citizen, "Suyumuz ne zaman gelecek?")
    agent = at_desk(opened)
    answer(agent, "Hangi mahalle?")
    citizen.reload()
    expect(citizen.get_by_role("log")).to_contain_text("Hangi mahalle?")
    citizen.get_by_text("Ayrılırsam yanıtı bana gönderin").click()
    citizen.get_by_label("E-posta adresi ya da cep telefonu numarası").fill("0532 000 01 01")
    assert opened.looks.at(citizen, "chat-away") == []
    field(citizen).fill("Kadıköy")  # what is being typed stays
    citizen.get_by_role("button", name="Kaydet").click()
    expect(citizen.get_by_text("Bu sayfayı kapatabilirsiniz.")).to_be_visible()
    expect(field(citizen)).to_have_value("Kadıköy")
    citizen.goto("about:blank")

    answer(agent, "Saat 18.00'de geliyor.")
    expect(agent.get_by_label("Mesajlar")).to_contain_text("Saat 18.00'de geliyor.")
    conversation = Conversation.objects.get()
    forward_unread(conversation_id=conversation.pk, at=now() + UNREAD_FOR)
    sms = conversation.messages.get(channel="sms")
    assert sms.to == "+905320000101"
    assert "Saat 18.00'de geliyor." in sms.body
    assert "Hangi mahalle?" not in sms.body
