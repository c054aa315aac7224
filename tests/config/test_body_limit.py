"""A request larger than any form of ours is refused before it is written to the disk."""

import asyncio
from typing import Any

import pytest

from alo153.config.asgi import application
from alo153.config.body_limit import MOST_BYTES, limited

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


def test_a_large_one_is_refused_unread() -> None:
    statuses, heard = post(limited(reader, most=MOST), [b"x"], announced=101)
    assert (statuses, heard) == ([413], [])


def test_one_that_hides_its_length_ends_at_the_limit() -> None:
    statuses, heard = post(limited(reader, most=MOST), [b"x" * 60] * 50)
    assert statuses == []
    assert len(heard) == 2


@pytest.mark.parametrize("length", [MOST_BYTES + 1, 10**12])
def test_the_site_itself_is_guarded(length: int) -> None:
    assert post(application, [b"x"], announced=length) == ([413], [])
