"""The page of a conversation shows its queue, and lets an agent move it to another one."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import taken_in

from alo153.contacts.conversations.actions import take
from alo153.contacts.models import Conversation

pytestmark = pytest.mark.django_db


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def words(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def move(client: Client, conversation: Conversation, queue: str) -> str:
    path = f"/center/conversations/{conversation.pk}/move/"
    return words(client.post(path, {"queue": queue}, follow=True))


def test_an_agent_moves_a_conversation_to_a_queue_for_what_is_written(elif_: Client) -> None:
    _, letter = taken_in()
    page = words(elif_.get(f"/center/conversations/{letter.pk}/"))
    assert "kuyruğundan taşıdı" not in page
    assert "<dd> Genel </dd>" in page
    assert '<option value="water">Su ve kanal</option>' in page
    assert 'value="general"' not in page, "it is there"
    assert 'value="sign_language"' not in page
    there = move(elif_, letter, "water")
    assert "Yazışma “Su ve kanal” kuyruğunda bekliyor." in there
    assert "Elif Yıldız “Genel” kuyruğundan taşıdı, bugün" in there
    letter.refresh_from_db()
    assert letter.queue == "water"
    assert "Şehrin böyle bir kuyruğu artık yok." in move(elif_, letter, "nowhere")


def test_what_a_colleague_has_is_not_moved(elif_: Client) -> None:
    _, letter = taken_in()
    take(conversation=letter, by=cast.staff("murat"), at=cast.AT)
    assert "/move/" not in elif_.get(f"/center/conversations/{letter.pk}/").content.decode()
    assert "Bu yazışma bir çalışma arkadaşınızda." in move(elif_, letter, "water")
    letter.refresh_from_db()
    assert letter.queue == "general"
