"""`./alo153 bench chats`, small: pages wait at our web process, and at the yardstick."""

import asyncio
import os
import threading

import pytest
from pytest_django import Settings
from tests.parts.processes.serving import WebServer

from alo153.contacts.models import Chat
from bench.chats import bare, bench
from bench.chats.pages import Page

DOZENS = 48


def test_chats_wait_and_what_they_cost_is_printed(
    transactional_db: None, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    pages = bench.begin(3)
    server = WebServer()
    url = server.start().replace("localhost", "127.0.0.1")
    try:
        result = bench.run_one(url, pages, {"web": os.getpid()}, seconds=0.5)
    finally:
        server.stop()
    assert (result.open, result.refused) == (3, 0)
    assert Chat.objects.filter(read_at=None).count() == 3
    printed = "\n".join(bench.lines("alo153", result))
    assert "3 pages open" in printed
    assert "% of a core" in printed
    assert "25 % of a core" in bench.verdict(result)


def test_dozens_that_wait_hold_no_threads_and_little_of_a_core(
    transactional_db: None, settings: Settings
) -> None:
    """The client is in the same process, so what the site itself uses is less."""
    settings.ALLOWED_HOSTS = ["localhost"]
    pages, before = bench.begin(DOZENS), threading.active_count()
    server = WebServer()
    url = server.start().replace("localhost", "127.0.0.1")
    held: list[int] = []

    async def measured() -> bench.Result:
        result = await bench.measure(url, pages, {"web": os.getpid()}, seconds=1)
        held.append(threading.active_count() - before)
        return result

    try:
        result = asyncio.run(measured())
    finally:
        server.stop()
    assert (result.open, result.refused) == (DOZENS, 0)
    assert held[0] < DOZENS / 2, "each page that waits holds a thread"
    assert result.uses["web"].share < bench.SHARE_TO_REACH


def test_a_page_that_finds_no_place_is_counted(transactional_db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    server = WebServer()
    url = server.start().replace("localhost", "127.0.0.1")
    stranger = Page(number=0, stream="/stream/?topics=chat:1")
    try:
        result = bench.run_one(url, [stranger], {"web": os.getpid()}, seconds=0.2)
    finally:
        server.stop()
    assert result.open == 0
    assert result.refused


async def _said(path: str) -> list[bytes]:
    """Return what the yardstick says to somebody who goes at once."""
    sent: list[bytes] = []
    heard = iter([{"type": "http.request"}, {"type": "http.disconnect"}])

    async def send(message: bare.Message) -> None:
        sent.append(message.get("body", b""))

    async def receive() -> bare.Message:
        return next(heard)

    await bare.application({"type": "http", "path": path}, receive, send)
    return sent


@pytest.mark.parametrize(
    ("path", "said"), [("/stream", [b"event: beat\ndata:\n\n"]), ("/healthz", [])]
)
def test_the_yardstick_beats_until_its_page_is_gone(path: str, said: list[bytes]) -> None:
    assert asyncio.run(_said(path)) == [b"", *said, b""]
