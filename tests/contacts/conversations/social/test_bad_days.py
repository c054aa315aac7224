"""A provider of a social channel fails or hangs: what surely stayed here is tried again by itself.

What may have left is not: none of them drops repeats, so that a person decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import Any

import httpx
import pytest
from tests import cast
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.whatsapp import TO as WHATSAPP_USER
from tests.channels.social.opened import opened
from tests.channels.social.shapes import meta_message, telegram, whatsapp_message, x_message
from tests.contacts.conversations.social.talks import leaves, posted, talk_of

from alo153.channels.providers import http
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Message

pytestmark = pytest.mark.django_db

AT = cast.AT
WRITTEN: dict[Channel, Any] = {
    Channel.TELEGRAM: telegram,
    Channel.WHATSAPP: lambda: whatsapp_message(
        user=WHATSAPP_USER, timestamp=str(int(AT.timestamp()))
    ),
    Channel.MESSENGER: lambda: meta_message("page"),
    Channel.INSTAGRAM: lambda: meta_message("instagram"),
    Channel.X: x_message,
}
each_channel = pytest.mark.parametrize("channel", WRITTEN)


@contextmanager
def answered(channel: Channel) -> Iterator[tuple[Any, Message]]:
    """Let a citizen write, and an answer wait; gives the provider and the answer."""
    with opened(channel) as other:
        talk = talk_of(posted(channel, WRITTEN[channel]()))
        yield other, reply(conversation=talk, text="Ekip yolda.", by=cast.staff("elif"), at=AT)


@each_channel
def test_who_has_no_time_now_gets_it_later_and_once(channel: Channel) -> None:
    with answered(channel) as (other, message):
        other.be(Mood.LATER)
        leaves(message)
        assert (message.state, message.attempts) == ("queued", 1)
        assert message.due_at > AT
        assert list(other.taken()) == []
        leaves(message, at=message.due_at)
        assert (message.state, message.attempts) == ("sent", 2)
        assert [each.body for each in other.taken()] == ["Ekip yolda."]


@each_channel
@pytest.mark.parametrize("status", [500, 503])
def test_after_an_error_of_theirs_a_person_decides(channel: Channel, status: int) -> None:
    with answered(channel) as (other, message):
        other.moods.append((status, b"Internal Server Error"))
        leaves(message)
        assert (message.state, message.last_error) == ("unclear", f"{channel} http {status}")
        actions.recover(at=AT + timedelta(hours=1))
        leaves(message, at=AT + timedelta(hours=1))
        assert message.state == "unclear"
        assert list(other.taken()) == [], "nothing goes a second time by itself"


@each_channel
def test_who_hangs_is_left_after_a_while(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def hang(_: Request) -> tuple[int, bytes]:
        over.wait(30)
        return 500, b""

    monkeypatch.setattr(http, "_TIMEOUT", httpx.Timeout(0.2))
    with answered(channel) as (other, message):
        monkeypatch.setattr(other, "verdict", hang)
        leaves(message)
        over.set()
    assert (message.state, message.last_error) == ("unclear", f"{channel} no answer")


@each_channel
def test_who_cannot_be_reached_is_tried_again(channel: Channel) -> None:
    with answered(channel) as (other, message):
        other.be(Mood.ABSENT)
        leaves(message)
    assert (message.state, message.last_error) == ("queued", f"{channel} not reachable")
    assert message.due_at > AT
