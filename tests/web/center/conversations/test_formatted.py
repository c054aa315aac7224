"""An e-mail is shown as it was formatted: apart, without what runs or loads from outside."""

import base64
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import LETTER, photo, taken_in
from tests.parts.processes.clamd import EICAR, Clamd

from alo153.cases.actions import link_conversation
from alo153.cases.models import CaseConversation
from alo153.channels.email.reading.safe_html import MOST_LETTERS
from alo153.channels.inbound import Inbound, InboundFile
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation, Message, MessageFile
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
PAGE = '<p>Su <b>yok</b></p><img src="cid:harita@posta"><img src="https://spy.example/1.png">'
WRITTEN = replace(LETTER, html=PAGE)


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def address(message: Message) -> str:
    return f"/center/conversations/{message.conversation_id}/formatted/{message.pk}/"


def talk(client: Client, conversation: Conversation | None) -> str:
    assert conversation
    return client.get(f"/center/conversations/{conversation.pk}/").content.decode()


def test_it_stands_in_a_frame_that_may_do_nothing(elif_: Client) -> None:
    message, conversation = taken_in(WRITTEN)
    [frame] = re.findall(r"<iframe[^>]*>", talk(elif_, conversation))
    assert f'src="{address(message)}"' in frame
    assert re.search(r"\ssandbox(\s|>)", frame)  # with no permission at all
    shown: Any = elif_.get(address(message))
    policy = dict(part.partition(" ")[::2] for part in shown["Content-Security-Policy"].split("; "))
    assert policy["sandbox"] == ""
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    assert policy["frame-ancestors"] == "'self'"
    assert "script-src" not in policy
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def test_it_holds_the_words_and_no_foreign_address(elif_: Client) -> None:
    message, _ = taken_in(WRITTEN)
    shown = elif_.get(address(message)).content.decode()
    assert "<p>Su <b>yok</b></p>" in shown
    assert "spy.example" not in shown


def test_a_picture_that_came_with_it_is_in_it(elif_: Client) -> None:
    picture = replace(photo("harita.png"), content_id="harita@posta")
    message, _ = taken_in(replace(WRITTEN, files=(picture,)))
    shown = elif_.get(address(message)).content.decode()
    [coded] = re.findall(r'src="data:image/jpeg;base64,([^"]*)"', shown)
    assert base64.b64decode(coded).startswith(b"\xff\xd8")


@pytest.mark.parametrize("html", ["", "<p>" + "a" * MOST_LETTERS])
def test_of_one_without_a_page_or_with_one_too_long_the_words_are_all(
    elif_: Client, html: str
) -> None:
    message, conversation = taken_in(replace(LETTER, html=html))
    assert "<iframe" not in talk(elif_, conversation)
    assert elif_.get(address(message)).status_code == 404


def test_of_one_with_a_virus_the_words_are_all(elif_: Client, clamd: Clamd) -> None:
    virus = InboundFile(name="fatura.exe", content_type="image/png", content=EICAR)
    message, conversation = taken_in(replace(WRITTEN, files=(virus,)))
    assert "<iframe" not in talk(elif_, conversation)
    assert elif_.get(address(message)).status_code == 404


def confidentially(letter: Inbound) -> Message:
    message, conversation = taken_in(letter)
    link_conversation(case=confidential.opened(), conversation=conversation, by=SYSTEM, at=cast.AT)
    return message


def test_of_what_is_confidential_those_few_see_it(elif_: Client) -> None:
    picture = replace(photo("harita.png"), content_id="harita@posta")
    message = confidentially(replace(WRITTEN, files=(picture,)))
    assert elif_.get(address(message)).status_code == 404
    kept = MessageFile.objects.values_list("content_id", flat=True).get()
    assert "harita" not in str(kept)
    meral = Client()
    meral.force_login(cast.staff("meral"))
    assert meral.get(address(message)).status_code == 302, "why is asked first"
    case = CaseConversation.objects.get().case
    confidential.explained(case, "meral")
    shown = meral.get(address(message)).content.decode()
    assert "<p>Su <b>yok</b></p>" in shown
    assert "data:image/jpeg;base64," in shown


def test_the_name_of_a_picture_that_stands_in_the_open_is_found_within_the_hour() -> None:
    picture = replace(photo("harita.png"), content_id="harita@posta")
    message = confidentially(replace(WRITTEN, files=(picture,)))
    MessageFile.objects.update(sealed=True)
    Message.objects.filter(pk=message.pk).values("arrival__sealed")
    MessageFile.objects.filter(message=message).update(content_id="harita@posta")
    assert queries.not_all_sealed() == [message.conversation_id]
