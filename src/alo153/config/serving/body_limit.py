"""Refuse what is larger than any form of ours, and say so when the disk takes no more.

Django writes a whole request to a temporary file before a view may say no, and sets no limit to
files in it. What is not taken reaches Django without its body, and `guards` answers it with a page.
"""

from asyncio import Event
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from alo153.core.files.uploads import is_full

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]

# Above the 10 MB of a file, so that a photo a little too large still gets its page with the reason
MOST_BYTES: Final = 32 * 1024 * 1024
UNREAD: Final = "alo153.unread"
"""In the scope of a request whose body was not taken: the status that says why."""
# A browser shows no answer before it has sent all: so much is thrown away for its sake, and no
# browser sends more
_MOST_DROPPED: Final = 16 * MOST_BYTES
# Python reads no number of thousands of digits; the first of them say that it is too large
_DIGITS: Final = 20
_OF_BODY: Final = frozenset({b"content-length", b"content-type", b"transfer-encoding"})


def limited(app: App, *, most: int = MOST_BYTES) -> App:
    """Wrap an ASGI application: what cannot be taken is marked with 413 or 507 and has no body.

    A request that hides its length ends where it exceeds the limit.
    """

    async def serve(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif (announced := _announced(scope)) > most:
            if announced <= _MOST_DROPPED:
                await _drop(receive)
            await app(_without_body(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE), _nothing(), send)
        else:
            await _take(app, scope, _counted(receive, most), send)

    return serve


async def _take(app: App, scope: Any, receive: Receive, send: Send) -> None:
    """Let the application answer, and once more without the body if the disk takes none."""
    began = False

    async def noted(message: Message) -> None:
        nonlocal began
        began = True
        await send(message)

    try:
        await app(scope, receive, noted)
    except OSError as error:
        if began or not is_full(error):
            raise
        await _drop(receive)
        await app(_without_body(scope, HTTPStatus.INSUFFICIENT_STORAGE), _nothing(), send)


def _announced(scope: Any) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length[:_DIGITS]) if length.isdigit() else 0


def _without_body(scope: Any, why: HTTPStatus) -> Any:
    headers = [(name, value) for name, value in scope["headers"] if name not in _OF_BODY]
    return {**scope, "headers": headers, UNREAD: why}


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        # A length that was not announced: for Django the visitor hung up
        return message if seen <= most else {"type": "http.disconnect"}

    return counted


async def _drop(receive: Receive) -> None:
    dropped = 0
    while dropped <= _MOST_DROPPED:
        message = await receive()
        dropped += len(message.get("body", b""))
        if not message.get("more_body"):
            return


def _nothing() -> Receive:
    """Return an empty body, and then the silence of somebody who waits for the answer."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            await Event().wait()
        given = True
        return {"type": "http.request", "more_body": False}

    return receive
