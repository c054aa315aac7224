"""An answer that comes to a page in the background is not read: it goes where its citizen hears."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests import cast

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import reply
from alo153.contacts.conversations.chat.actions import forward_unread
from alo153.contacts.models import Chat, Conversation, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db
LOG = {"HX-Request": "true", "HX-Target": "chat-log"}
LATER = timedelta(minutes=3)


def forwarded(client: Client, asked: str) -> int:
    """Let an answer come that the page fetches like this; return how many go by SMS."""
    client.get("/chat/")
    client.post("/chat/", {"text": "Su ne zaman gelecek?", "key": str(uuid4())})
    client.post("/chat/address/", {"address": "0532 000 01 01"})
    talk = Conversation.objects.get()
    reply(conversation=talk, text="Saat 18.00'de.", by=cast.staff("elif"), at=clock.now())
    shown = client.get(asked, headers=LOG).content.decode()
    assert "Saat 18.00" in shown
    forward_unread(conversation_id=talk.pk, at=clock.now() + LATER)
    return Message.objects.filter(channel=Channel.SMS).count()


def test_what_a_page_in_the_background_fetched_goes_to_the_address(client: Client) -> None:
    assert forwarded(client, "/chat/?unseen=1") == 1
    assert Chat.objects.get().read_at is None


def test_what_is_looked_at_stays_on_the_page(client: Client) -> None:
    assert forwarded(client, "/chat/") == 0
    assert Chat.objects.get().read_at is not None
