"""Refuse what is larger than any form of ours before it fills the disk.

Django writes a whole request to a temporary file before a view may say no, and sets no limit to
files in it.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]

# Above the 10 MB of a file, so that a photo a little too large still gets its page with the reason
MOST_BYTES: Final = 32 * 1024 * 1024
_TOO_LARGE: Final = 413
# Python reads no number of thousands of digits; the first of them say that it is too large
_DIGITS: Final = 20
_WORDS: Final = "Dosya çok büyük. / The file is too large.\n"


def limited(app: App, *, most: int = MOST_BYTES) -> App:
    """Wrap an ASGI application: longer requests get 413, or end where they exceed the limit."""

    async def serve(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _announced(scope) > most:
            await _refuse(send)
        else:
            await app(scope, _counted(receive, most), send)

    return serve


def _announced(scope: Any) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length[:_DIGITS]) if length.isdigit() else 0


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        # A length that was not announced: for Django the visitor hung up
        return message if seen <= most else {"type": "http.disconnect"}

    return counted


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": _TOO_LARGE, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS.encode()})
