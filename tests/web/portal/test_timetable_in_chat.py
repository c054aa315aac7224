"""In a chat a line or a way is answered before a person is called."""

from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from tests.transport.published import MONDAY, keep_files_in, publish_town

from alo153.contacts.models import Chat, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published(settings: Settings, tmp_path: Path) -> None:
    cache.clear()
    keep_files_in(tmp_path, settings)
    publish_town()


def say(client: Client, text: str, **more: str) -> str:
    sent = {"text": text, "key": str(uuid4()), **more}
    with patch.object(clock, "now", return_value=MONDAY):
        return str(client.post("/chat/", sent).content.decode())


@pytest.mark.parametrize("text", ["500 ne zaman", "umuttepe'den gebze'ye nasıl giderim?"])
def test_a_line_or_a_way_is_answered_before_a_person_is_called(client: Client, text: str) -> None:
    shown = say(client, text)
    assert "08:00" in shown
    assert "Mesajınız henüz gönderilmedi." in shown
    assert not Chat.objects.exists()
    say(client, text, asked="yes")
    assert Message.objects.get().body == text


@pytest.mark.parametrize("text", ["500 numaralı otobüs gelmedi", "gar", "Merhaba"])
def test_other_words_call_a_person(client: Client, text: str) -> None:
    say(client, text)
    assert Message.objects.get().body == text
