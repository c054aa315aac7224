"""Questions to a provider: few at once, bounded in time and size, and no redirect followed."""

import json
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Final

import httpx

from alo153.citizens.vouching.contract import Unreachable, Untrue

_TIMEOUT: Final = httpx.Timeout(6, connect=3)
SECONDS: Final = 8
"""For the whole of an answer, however slowly it drips: a citizen waits for it."""
_MOST_BYTES: Final = 64 * 1024
MOST_AT_ONCE: Final = 4
"""A provider that hangs holds that many of a process' pages, and no more."""
CITIZENS: Final = BoundedSemaphore(MOST_AT_ONCE)
STAFF: Final = BoundedSemaphore(MOST_AT_ONCE)
"""Places of their own: strangers who crowd the portal's sign-in keep no member of staff out."""


def ask(
    method: str, url: str, *, room: BoundedSemaphore = CITIZENS, **options: Any
) -> dict[str, Any]:
    """Ask and return the JSON object that came.

    Args:
        room: the semaphore that limits questions at once.
        options: of httpx: ``data``, ``auth``, ``headers``.

    Raises:
        Unreachable: no whole answer, or the provider is broken or busy.
        Untrue: it refused, or this is no answer of such a provider.
    """
    if not room.acquire(blocking=False):
        raise Unreachable("too many wait")
    try:
        status, body = _exchange(method, url, options)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreachable(type(error).__name__) from None  # its words name the address asked
    finally:
        room.release()
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS:
        raise Unreachable(f"http {status}")
    if status != httpx.codes.OK:
        raise Untrue(f"http {status}")
    return _object(body)


def _exchange(method: str, url: str, options: dict[str, Any]) -> tuple[int, bytes]:
    end, body = monotonic() + SECONDS, bytearray()
    with httpx.stream(method, url, timeout=_TIMEOUT, **options) as answer:
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > _MOST_BYTES:
                raise Untrue("answer too long")
            if monotonic() > end:
                raise Unreachable("answer without end")
        return answer.status_code, bytes(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Untrue("no json") from None
    if not isinstance(found, dict):
        raise Untrue("no object")
    return found
