"""Who has not signed in watches their own chat alone, and holds so many streams."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest
from django.conf import settings
from django.test import Client
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, said
from tests.parts import waiting
from tests.parts.processes.serving import WebServer

from alo153.contacts.conversations.chat import typing
from alo153.contacts.models import Chat, Conversation
from alo153.core import clock, live
from alo153.web.site import anonymous_streams, stream
from alo153.web.site.anonymous_streams import Places

Lines = Iterator[str]


@pytest.fixture(name="chat")
def _chat(transactional_db: None) -> Conversation:
    conversation = said(at=clock.now()).conversation
    assert conversation
    return conversation


def status(token: str, topics: str) -> int:
    client = Client()
    client.cookies[settings.CHAT_COOKIE_NAME] = token
    return client.get("/stream/", {"topics": topics}).status_code


def test_a_browser_watches_the_chat_whose_token_it_holds(chat: Conversation) -> None:
    own, other = chat, said(token="another", at=clock.now()).conversation
    assert other
    assert status(TOKEN, f"chat:{own.pk},agent_types:{own.pk}") == 200
    for token, topics in (
        (TOKEN, f"chat:{other.pk}"),
        (TOKEN, f"chat:{own.pk},chat:{other.pk}"),
        (TOKEN, f"chat:{own.pk},center"),
        (TOKEN, f"conversation:{own.pk}"),
        (TOKEN, f"citizen_types:{own.pk}"),
        ("a-guess", f"chat:{own.pk}"),
        ("", f"chat:{own.pk}"),
        (TOKEN, "chat:"),
    ):
        assert status(token, topics) == 403, topics


def test_only_those_who_answer_see_a_citizen_type(chat: Conversation, client: Client) -> None:
    for name, expected in (("elif", 200), ("selin", 403)):
        client.force_login(cast.staff(name))
        answer = client.get("/stream/", {"topics": f"citizen_types:{chat.pk}"})
        assert answer.status_code == expected
        typed = client.post(f"/center/conversations/{chat.pk}/typing/")
        assert typed.status_code == (204 if expected == 200 else 403)


def test_a_token_that_is_over_watches_nothing(chat: Conversation) -> None:
    Chat.objects.update(token_hash=None)
    assert status(TOKEN, f"chat:{chat.pk}") == 403


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    """Forget who has just typed: keys of chats begin anew in each test."""
    typing._told.clear()


@pytest.fixture(name="watch")
def _watch(chat: Conversation) -> Iterator[Callable[[], Lines]]:
    """Return a way for the citizen to open streams on a running server; gives their lines."""
    server = WebServer()
    cookies = {settings.CHAT_COOKIE_NAME: TOKEN}
    with (
        ExitStack() as opened,
        httpx.Client(base_url=server.start(), cookies=cookies, timeout=waiting.SECONDS) as http,
    ):

        def open_one() -> Lines:
            topics = f"chat:{chat.pk},agent_types:{chat.pk}"
            asked = http.stream("GET", "/stream/", params={"topics": topics})
            return opened.enter_context(asked).iter_lines()

        yield open_one
    server.stop()


def until(lines: Lines, wanted: str) -> None:
    assert any(line == wanted for line in lines)


def test_a_page_hears_of_answers_and_of_typing_and_nothing_more(
    chat: Conversation, watch: Callable[[], Lines]
) -> None:
    page = watch()
    until(page, "event: refresh")
    live.publish("center", f"conversation:{chat.pk}")
    typing.agent_types(chat.pk)
    next(page)  # the end of what came before
    assert [next(page) for _ in range(3)][1:] == [
        "event: changed",
        f"data: agent_types:{chat.pk}",
    ]


def test_no_stream_holds_a_thread(watch: Callable[[], Lines]) -> None:
    before = set(threading.enumerate())
    pages = [watch() for _ in range(anonymous_streams.MOST_OF_ONE)]
    for page in pages:
        until(page, "event: refresh")
    waiting.until(lambda: not set(threading.enumerate()) - before)


def test_who_finds_no_place_is_told_when_to_come_back(
    watch: Callable[[], Lines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymous_streams, "MOST_OF_ONE", 1)
    held = watch()
    until(held, "event: refresh")
    assert list(watch()) == ["event: later", "data: 30000", ""]


def test_open_pages_are_noted(
    chat: Conversation, watch: Callable[[], Lines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymous_streams, "_NOTE_SECONDS", 0.02)
    before = Chat.objects.get().seen_at
    page = watch()
    until(page, "event: refresh")
    waiting.until(lambda: Chat.objects.get().seen_at > before)


def test_a_stream_of_a_stranger_ends_soon_and_is_opened_again(
    watch: Callable[[], Lines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHAT_SECONDS", 0)
    assert "event: refresh" in list(watch())


async def _taken(*places: tuple[int, str]) -> list[bool]:
    room = Places()
    with ExitStack() as held:
        return [held.enter_context(room.taken(("chat", chat), address)) for chat, address in places]


@pytest.mark.parametrize(
    ("limit", "places"),
    [
        ("MOST_OF_ONE", [(1, "a"), (1, "b"), (2, "a")]),
        ("MOST_OF_ADDRESS", [(1, "a"), (2, "a"), (3, "b")]),
    ],
)
def test_one_chat_and_one_address_hold_so_many(
    monkeypatch: pytest.MonkeyPatch, limit: str, places: list[tuple[int, str]]
) -> None:
    monkeypatch.setattr(anonymous_streams, limit, 1)
    assert asyncio.run(_taken(*places)) == [True, False, True]


def test_all_together_hold_so_many_and_who_goes_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(anonymous_streams, "MOST", 1)

    async def one_after_the_other() -> list[bool]:
        room, found = Places(), []
        with room.taken(("chat", 1), "a") as first, room.taken(("chat", 2), "b") as second:
            found += [first, second]
        with room.taken(("chat", 2), "b") as third:
            return [*found, third]

    assert asyncio.run(one_after_the_other()) == [True, False, True]


def test_a_screen_of_a_hall_is_no_chat_that_is_open() -> None:
    async def open_chats() -> set[int]:
        room = Places()
        with room.taken(("screen", 1), "a"), room.taken(("chat", 2), "a"):
            return room.chats

    assert asyncio.run(open_chats()) == {2}
