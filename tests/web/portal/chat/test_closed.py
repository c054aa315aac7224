"""Outside its hours the chat says when it opens, and takes a message that is answered elsewhere."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings
from tests import cast

from alo153.city.queries import chat_opens_at
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Chat, Conversation, Message
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
WORKDAY = [["08:30", "17:30"]]
HOURS = [*(WORKDAY for _ in range(5)), [], []]
EVENING = cast.AT + timedelta(hours=12)


@pytest.fixture(autouse=True)
def by_day() -> None:
    """Let Kocaeli answer chats on working days."""
    city = cast.city()
    city.chat_hours = HOURS
    city.save(update_fields=["chat_hours"])
    forget_cached()


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def say(client: Client, **typed: str) -> Any:
    return client.post("/chat/", {"text": "Su ne zaman gelecek?", "key": str(uuid4()), **typed})


def test_the_hours_are_those_of_the_city_and_holidays_close_them() -> None:
    assert chat_opens_at(cast.AT) is None
    assert chat_opens_at(EVENING) == datetime.fromisoformat("2026-11-25T08:30+03:00")
    friday = datetime.fromisoformat("2026-11-27T18:00+03:00")
    assert chat_opens_at(friday) == datetime.fromisoformat("2026-11-30T08:30+03:00")
    holiday = datetime.fromisoformat("2026-10-29T10:00+03:00")
    assert chat_opens_at(holiday) == datetime.fromisoformat("2026-10-30T08:30+03:00")


def test_by_day_nobody_is_asked_for_an_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(cast.AT, monkeypatch)
    page = client.get("/chat/").content.decode()
    assert "Şu anda yanıt verecek kimse yok." not in page
    assert say(client).status_code == 302
    assert Chat.objects.get().away_address == ""


def test_in_the_evening_a_message_is_answered_where_its_citizen_says(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(EVENING, monkeypatch)
    page = client.get("/chat/").content.decode()
    assert "Şu anda yanıt verecek kimse yok. Yeniden buradayız: Çarşamba 08:30." in page
    refused = say(client)
    assert refused.status_code == 422
    assert "Su ne zaman gelecek?</textarea>" in refused.content.decode()
    assert not Conversation.objects.exists()
    assert say(client, address="Ayse@example.org").status_code == 302
    shown = client.get("/chat/").content.decode()
    assert "Çalışmaya başlayınca size yanıt yazarız." in shown
    # The page is closed overnight
    morning = EVENING + timedelta(days=1, hours=1)
    at(morning, monkeypatch)
    answer = reply(
        conversation=Conversation.objects.get(),
        text="Bugün 18.00'de.",
        by=cast.staff("elif"),
        at=morning,
    )
    assert (answer.channel, answer.to) == ("email", "ayse@example.org")


def test_who_is_in_a_chat_reads_that_nobody_answers_any_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(cast.AT, monkeypatch)
    say(client)
    at(cast.AT + timedelta(hours=9), monkeypatch)
    assert "Şu anda yanıt verecek kimse yok." in client.get("/chat/").content.decode()
    assert say(client, text="Bir de").status_code == 302
    assert Message.objects.count() == 2


def test_a_wrong_address_takes_nothing_in(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    at(EVENING, monkeypatch)
    wrong = say(client, address="0262 153")
    assert wrong.status_code == 422
    assert not Message.objects.exists()
