"""A conversation begins below a post on Instagram, goes on privately, and ends by SMS.

Meta is a stand-in that checks what we send; what it tells us comes signed, over HTTP.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.channels.contract.stand_ins import instagram as stand_in
from tests.channels.contract.stand_ins.instagram import Instagram
from tests.channels.social.opened import opened as open_at
from tests.channels.social.shapes import instagram_comment, meta_message, raw
from tests.contacts.outside import Outside
from tests.journeys.opened import Opened

from alo153.channels.contract import Letter
from alo153.channels.models import Arrival
from alo153.channels.social.meta.signing import signature
from alo153.citizens.channel import Channel
from alo153.contacts.actions import sending
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.conversations.actions.publishing import sentence
from alo153.contacts.models import Conversation, Message
from alo153.core.clock import now

pytestmark = pytest.mark.journey
WHERE = "Hangi sokakta? Size nasıl ulaşalım?"
DONE = "Çukur kapatıldı. İyi günler."


@pytest.fixture(autouse=True)
def meta(transactional_db: None) -> Iterator[Instagram]:
    cast.staff("elif")
    with open_at(Channel.INSTAGRAM) as other:
        assert isinstance(other, Instagram)
        yield other


def tells(page: Page, told: dict[str, Any]) -> None:
    """Let Meta tell what was written, and read it as the worker does."""
    body = raw(told)
    headers = {
        "Content-Type": "application/json",
        "X-Hub-Signature-256": signature(body, stand_in.SECRET),
    }
    answer = page.request.post("/hooks/social/instagram/", data=body, headers=headers)
    assert answer.status == 200
    for arrival in Arrival.objects.filter(state=Arrival.State.NEW):
        read_arrival(arrival_id=arrival.pk, now=now)


def after_the_wait() -> datetime:
    return now() + timedelta(seconds=11)


def leaves() -> Message:
    """Let the answer leave whose ten seconds are over."""
    message = Message.objects.filter(state=Message.State.QUEUED).latest("created_at")
    sending.send(message_id=message.pk, now=after_the_wait)
    message.refresh_from_db()
    return message


def leaves_by_sms() -> Letter:
    outside = Outside(None)
    with patch.object(sending, "adapter_for", return_value=outside):
        leaves()
    [letter] = outside.letters
    return letter


def answer(page: Page, text: str) -> None:
    page.get_by_label("Yanıtınız").fill(text)
    page.get_by_role("button", name=re.compile("^Gönder")).press("Enter")
    expect(page.locator("#talk-leaving")).to_be_visible()


def test_it_begins_on_instagram_and_ends_by_sms(opened: Opened, meta: Instagram) -> None:
    page = opened.page("/center/conversations/", "elif")
    tells(page, instagram_comment())
    page.goto("/center/conversations/")
    row = page.locator("[data-row]").first
    expect(row).to_contain_text("herkese açık")
    row.focus()
    page.keyboard.press("Enter")
    thread = page.get_by_label("Mesajlar")
    expect(thread).to_contain_text("Sokağımızda çukur var!")
    wrong = opened.looks.at(page, "instagram")

    answer(page, WHERE)
    assert leaves().state == Message.State.SENT
    assert leaves().body == sentence()
    assert meta.said() == [("17870", WHERE), ("below 17870", sentence())]
    expect(thread).to_contain_text(sentence())
    expect(page.locator("#talk-leaving")).to_have_count(0)

    written = meta_message("instagram", text="Çınar Sokak. 0532 000 01 01")
    written["entry"][0]["messaging"][0]["timestamp"] = int(now().timestamp() * 1000)
    tells(page, written)
    expect(thread).to_contain_text("Çınar Sokak. 0532 000 01 01")
    page.get_by_text("Vatandaş başka bir yol bildirdi").click()
    page.locator("#id_to").fill("0532 000 01 01")
    page.get_by_role("button", name="Kaydet").click()
    # The ways are live: they are named before the answer to the press draws them anew
    expect(page.get_by_text("Kaydedildi: ")).to_be_visible()
    page.get_by_label("SMS: 0532 000 01 01").check()
    wrong += opened.looks.at(page, "instagram-by-sms")
    answer(page, DONE)
    expect(page.locator("#talk-leaving")).to_contain_text("0532 000 01 01")
    letter = leaves_by_sms()
    assert (letter.to, letter.body) == ("+905320000101", DONE)
    expect(thread).to_contain_text(DONE)
    page.get_by_role("button", name="Yapılacak bir şey kalmadı").click()
    expect(page.get_by_role("button", name="Yeniden aç")).to_be_visible()
    assert Conversation.objects.get().state == Conversation.State.CLOSED
    assert not wrong, "\n".join(wrong)
