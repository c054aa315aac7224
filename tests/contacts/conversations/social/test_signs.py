"""A citizen sees that somebody types where their channel shows that; nobody is hurt if it fails."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import Any

import httpx
import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.whatsapp import TO as WHATSAPP_USER
from tests.channels.social.opened import opened
from tests.channels.social.shapes import (
    AYSE_META,
    AYSE_TELEGRAM,
    instagram_comment,
    meta_message,
    telegram,
    whatsapp_message,
    x_message,
)
from tests.contacts.conversations.letters import taken_in
from tests.contacts.conversations.social.talks import DAY, MINUTE, posted, talk_of

from alo153.channels import registry
from alo153.channels.providers import http
from alo153.channels.social.opening.actions import close_channel
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import take
from alo153.contacts.conversations.chat import signs
from alo153.contacts.models import Conversation
from alo153.core import clock
from alo153.core.jobs import Queue

pytestmark = pytest.mark.django_db
AT = cast.AT
WRITTEN: dict[Channel, Any] = {
    Channel.TELEGRAM: telegram,
    Channel.WHATSAPP: lambda: whatsapp_message(
        user=WHATSAPP_USER, timestamp=str(int(AT.timestamp()))
    ),
    Channel.MESSENGER: lambda: meta_message("page"),
    Channel.INSTAGRAM: lambda: meta_message("instagram"),
}
SHOWN = {
    Channel.TELEGRAM: str(AYSE_TELEGRAM),
    Channel.WHATSAPP: "wamid.AAA",
    Channel.MESSENGER: AYSE_META,
    Channel.INSTAGRAM: AYSE_META,
}
each_channel = pytest.mark.parametrize("channel", WRITTEN)


@contextmanager
def talking(channel: Channel) -> Iterator[tuple[Any, Conversation]]:
    """Let a citizen write on a channel that is open."""
    with opened(channel) as other:
        yield other, talk_of(posted(channel, WRITTEN[channel]()))


def types(talk: Conversation, *, by: str = "elif", after: float = 0) -> None:
    fresh = Conversation.objects.get(pk=talk.pk)
    at = AT + timedelta(seconds=after)
    signs.agent_types(fresh, by=cast.staff(by), at=at)


def waits() -> list[dict[str, Any]]:
    jobs = ProcrastinateJob.objects.filter(task_name=signs.TYPING_JOB).order_by("id")
    assert {job.queue_name for job in jobs} <= {Queue.WEBHOOKS.value}
    return list(jobs.values_list("args", flat=True))


def told(talk: Conversation, *, late: float = 0) -> None:
    """Let the worker tell it, so many seconds after it was typed."""
    at = AT + timedelta(seconds=late)
    signs.tell_typing(conversation_id=talk.pk, typed_at=AT, at=at)


@each_channel
def test_the_citizen_is_shown_that_somebody_types(channel: Channel) -> None:
    with talking(channel) as (other, talk):
        types(talk)
        assert waits() == [{"conversation_id": talk.pk, "at": AT.isoformat()}]
        told(talk)
        assert other.signs == [SHOWN[channel]]
        assert list(other.taken()) == []


@each_channel
def test_it_is_told_no_more_often_than_the_sign_lasts(channel: Channel) -> None:
    typing = registry.typing_of(channel)
    assert typing
    lasts = typing.lasts.total_seconds()
    with talking(channel) as (_, talk):
        for after in (0, 0, 1, lasts - 0.1, lasts, lasts + 1):
            types(talk, after=after)
        assert len(waits()) == 2


@each_channel
@pytest.mark.parametrize("mood", [Mood.LATER, Mood.REFUSES, Mood.CUT, Mood.ABSENT, Mood.STRANGER])
def test_what_goes_wrong_hurts_nobody_and_is_not_tried_again(
    channel: Channel, mood: Mood, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with talking(channel) as (other, talk):
        types(talk)
        other.be(mood)
        told(talk)
        assert other.signs == [] or mood is Mood.CUT
    assert len(waits()) == 1
    assert f"{channel}: nobody was told of typing: " in caplog.text
    assert SHOWN[channel] not in caplog.text.replace(str(talk.pk), "")


def test_a_provider_that_hangs_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def hang(_: Request) -> tuple[int, bytes]:
        over.wait(30)
        return 500, b""

    monkeypatch.setattr(http, "_TIMEOUT", httpx.Timeout(0.2))
    with talking(Channel.TELEGRAM) as (other, talk):
        monkeypatch.setattr(other, "verdict", hang)
        told(talk)
        over.set()


def test_what_comes_late_is_left_out() -> None:
    with talking(Channel.TELEGRAM) as (other, talk):
        told(talk, late=11)
        assert other.signs == []
        told(talk, late=9)
        assert other.signs == [str(AYSE_TELEGRAM)]


def test_a_channel_that_was_turned_off_is_told_nothing() -> None:
    with talking(Channel.TELEGRAM) as (other, talk):
        close_channel(channel=Channel.TELEGRAM, by=cast.staff("yasin"), at=AT)
        told(talk)
        assert other.signs == []
        assert other.orders == []


def test_x_and_letters_have_no_sign() -> None:
    with opened(Channel.X):
        types(talk_of(posted(Channel.X, x_message())))
    _, letter = taken_in()
    types(letter)
    assert waits() == []


def test_where_no_words_of_ours_may_go_no_sign_goes_either() -> None:
    with talking(Channel.WHATSAPP) as (_, talk):
        types(talk, after=DAY.total_seconds())
        assert waits() == []
    with opened(Channel.INSTAGRAM):
        types(talk_of(posted(Channel.INSTAGRAM, instagram_comment(), at=AT + MINUTE)))
        assert waits() == [], "what was said in public opens nothing"


def test_while_a_colleague_has_it_nobody_else_is_shown_to_type() -> None:
    with talking(Channel.TELEGRAM) as (_, talk):
        take(conversation=talk, by=cast.staff("hakan"), at=AT)
        types(talk, by="elif")
        assert waits() == []
        types(talk, by="hakan")
        assert len(waits()) == 1


def test_what_is_typed_at_the_desk_reaches_the_citizen(client: Client) -> None:
    with opened(Channel.TELEGRAM) as other:
        talk = talk_of(posted(Channel.TELEGRAM, telegram(), at=clock.now()))
        client.force_login(cast.staff("elif"))
        for _ in range(3):
            answer = client.post(f"/center/conversations/{talk.pk}/typing/")
            assert answer.status_code == 204
        [job] = waits()
        other.server.stop()
        assert client.post(f"/center/conversations/{talk.pk}/typing/").status_code == 204
        assert job["conversation_id"] == talk.pk
