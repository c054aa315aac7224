"""The yardstick: an application that says nothing but a beat, by the same web server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

BEAT_SECONDS = 15
_BEAT = b"event: beat\ndata:\n\n"

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Beat as our streams do for requests of ``/stream``; answer other requests at once."""
    if scope["type"] != "http":
        return
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if scope["path"].startswith("/stream"):
        await _beat_on(receive, send)
    await send({"type": "http.response.body", "body": b""})


async def _beat_on(receive: Receive, send: Send) -> None:
    while True:
        await send({"type": "http.response.body", "body": _BEAT, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(BEAT_SECONDS):
                while (await receive())["type"] != "http.disconnect":
                    pass
                return
