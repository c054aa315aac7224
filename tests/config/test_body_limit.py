"""A request larger than any form of ours is refused before it is written to the disk."""

import asyncio
from errno import ENOSPC
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers import asgi
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse

from alo153.config.serving import body_limit
from alo153.config.serving.body_limit import UNREAD, limited

MOST = 100


def post(
    app: Any, chunks: list[bytes], *, announced: int | None = None
) -> tuple[list[int], list[str]]:
    """Return the statuses sent, and the kinds of messages that were asked for."""
    waiting = [{"type": "http.request", "body": body, "more_body": True} for body in chunks]
    waiting[-1]["more_body"] = False
    statuses: list[int] = []
    heard: list[str] = []

    async def receive() -> dict[str, Any]:
        heard.append("asked")
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    length = [] if announced is None else [(b"content-length", str(announced).encode())]
    scope = {"type": "http", "method": "POST", "path": "/track/", "headers": length}
    asyncio.run(app(scope, receive, send))
    return statuses, heard


async def reader(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive())["type"] == "http.request":
        if not message["more_body"]:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            return


def test_an_ordinary_request_passes() -> None:
    statuses, _ = post(limited(reader, most=MOST), [b"x" * 60, b"x" * 40], announced=100)
    assert statuses == [200]


async def page_of_guards(scope: Any, receive: Any, send: Any) -> None:
    """Take an empty body, as Django does, and answer what the mark says."""
    assert await receive() == {"type": "http.request", "more_body": False}
    assert b"content-length" not in dict(scope["headers"])
    await send({"type": "http.response.start", "status": scope[UNREAD], "headers": []})


def test_a_large_one_is_thrown_away_and_gets_its_page() -> None:
    statuses, heard = post(limited(page_of_guards, most=MOST), [b"x", b"x"], announced=101)
    # A browser shows no answer before it has sent all
    assert (statuses, len(heard)) == ([413], 2)


def test_one_that_sends_more_than_it_said_is_not_read_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(body_limit, "_MOST_DROPPED", 1_000)
    statuses, heard = post(limited(page_of_guards, most=MOST), [b"x" * 100] * 50, announced=1_000)
    assert statuses == [413]
    assert len(heard) == 11


def test_a_length_that_no_browser_sends_is_answered_unread() -> None:
    statuses, heard = post(limited(page_of_guards), [b"x"], announced=10**18)
    assert (statuses, heard) == ([413], [])


def test_where_the_disk_takes_no_body_a_page_says_so() -> None:
    async def spooling(scope: Any, receive: Any, send: Any) -> None:
        if UNREAD in scope:
            await page_of_guards(scope, receive, send)
            return
        await receive()
        raise OSError(ENOSPC, "No space left on device")

    statuses, heard = post(limited(spooling), [b"x"] * 3)
    assert (statuses, len(heard)) == ([507], 3)


def test_another_fault_stays_a_fault() -> None:
    async def failing(scope: Any, receive: Any, send: Any) -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        post(limited(failing), [b"x"])


def test_django_itself_spools_to_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(SpooledTemporaryFile[bytes]):
        def write(self, *_given: Any) -> int:
            raise OSError(ENOSPC, "No space left on device")

    seen = list[int]()

    async def answered(self: ASGIHandler, request: HttpRequest) -> HttpResponse:
        seen.append(request.scope[UNREAD])  # type: ignore[attr-defined]
        return HttpResponse(status=507)

    monkeypatch.setattr(asgi, "tempfile", SimpleNamespace(SpooledTemporaryFile=Full))
    monkeypatch.setattr(ASGIHandler, "get_response_async", answered)
    # The empty body of the second try is written nowhere
    statuses, _ = post(limited(ASGIHandler()), [b"x"] * 2)
    assert (statuses, seen) == ([507], [507])


def test_one_that_hides_its_length_ends_at_the_limit() -> None:
    statuses, heard = post(limited(reader, most=MOST), [b"x" * 60] * 50)
    assert statuses == []
    assert len(heard) == 2
