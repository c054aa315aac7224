"""Chats at the desk: what the list says of them, two tabs of one citizen, two agents at one."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun, said

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import reply
from alo153.contacts.conversations.chat import queries
from alo153.contacts.models import Conversation, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db


def agent(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def tab() -> Client:
    client = Client()
    client.cookies[configured.CHAT_COOKIE_NAME] = TOKEN
    return client


def test_a_row_says_the_last_words_and_since_when_somebody_waits() -> None:
    begun("Su ne zaman gelecek?", at=clock.now())
    said("Mahallem Yahyakaptan.", at=clock.now())
    listed = agent("elif").get("/center/conversations/").content.decode()
    assert "Mahallem Yahyakaptan." in listed
    assert "Su ne zaman gelecek?" not in listed
    assert "beklemeye başladı:" in listed


def test_what_is_said_in_one_tab_stands_in_the_other_and_a_repeat_is_one() -> None:
    conversation = begun(at=clock.now())
    first, second = tab(), tab()
    key = str(uuid4())
    for each in (first, second):
        each.post("/chat/", {"text": "Hâlâ yok.", "key": key})
    reply(conversation=conversation, text="18.00'de.", by=cast.staff("elif"), at=clock.now())
    for each in (first, second):
        page = each.get("/chat/").content.decode()
        assert page.count("Hâlâ yok.") == 1
        assert "18.00" in page
    first.post("/chat/leave/")
    late = second.post("/chat/", {"text": "Teşekkürler", "key": str(uuid4())})
    assert late.status_code == 302
    # The tab that was left open begins a new chat and reads nothing of the old one
    assert "Hâlâ yok." not in second.get("/chat/").content.decode()
    assert Conversation.objects.count() == 2


def test_two_agents_at_one_chat_and_only_one_answers_unseen() -> None:
    conversation = begun(at=clock.now())
    address = f"/center/conversations/{conversation.pk}/"
    elif_, murat = agent("elif"), agent("murat")
    typed: dict[str, Any] = {"seen": ""}
    elif_.post(f"{address}reply/", typed | {"text": "Merhaba."})
    second = murat.post(f"{address}reply/", typed | {"text": "Buyurun."})
    assert second.status_code == 409
    assert "Buyurun.</textarea>" in second.content.decode()
    murat.post(f"{address}take/", {"from": cast.staff("elif").pk})
    again = murat.post(f"{address}reply/", typed | {"text": "Buyurun."})
    assert again.status_code == 409
    seen = str(Message.objects.get(purpose="reply").pk)
    assert murat.post(f"{address}reply/", {"seen": seen, "text": "Buyurun."}).status_code == 302
    # Their own answers are no surprise: a chat is many short ones
    assert murat.post(f"{address}reply/", {"seen": seen, "text": "Efendim?"}).status_code == 302
    assert Message.objects.filter(purpose="reply").count() == 3


def test_chats_that_are_over_are_not_read_to_find_those_that_go_on() -> None:
    at = clock.now()
    begun(at=at)
    over = Conversation.State.CLOSED
    Conversation.objects.bulk_create(
        Conversation(channel=Channel.CHAT, state=over, began_at=at, last_at=at, closed_at=at)
        for _ in range(2_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_conversation")
    assert "chat_that_goes_on" in queries.gone(at=at).explain()
