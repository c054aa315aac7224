"""Whatever letters somebody writes in, the chat shows them to both sides as they were written."""

from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from tests import cast
from tests.channels.contract.words import ANY_WORDS, LONGEST

from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Conversation
from alo153.core import clock

pytestmark = pytest.mark.django_db


def shown(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


@pytest.mark.parametrize("words", ANY_WORDS.values(), ids=ANY_WORDS)
def test_both_sides_read_what_was_written(client: Client, words: str) -> None:
    client.post("/chat/", {"text": f"{words} Yanıt verir misiniz?", "key": str(uuid4())})
    talk, elif_ = Conversation.objects.get(), Client()
    elif_.force_login(cast.staff("elif"))
    assert f"{words} Yanıt verir misiniz?" in shown(elif_, f"/center/conversations/{talk.pk}/")
    assert f"{words} Yanıt verir misiniz?" in shown(elif_, "/center/conversations/")
    reply(conversation=talk, text=f"{words} Evet.", by=cast.staff("elif"), at=clock.now())
    page = shown(client, "/chat/")
    assert f"{words} Yanıt verir misiniz?" in page
    assert f"{words} Evet." in page


def test_ten_thousand_letters_are_refused_in_words_and_stay_typed(client: Client) -> None:
    refused = client.post("/chat/", {"text": LONGEST, "key": str(uuid4())})
    assert refused.status_code == 422
    assert LONGEST in unescape(refused.content.decode())
    assert not Conversation.objects.exists()
