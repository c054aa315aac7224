"""Bounded HTTP requests to providers, and the meaning of a lost connection."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic, time
from typing import Any, Final

import httpx

from alo153.channels.contract import (
    LetterFile,
    NotFetched,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)

_TIMEOUT: Final = httpx.Timeout(20, connect=5)
# For the whole of an answer, however slowly it drips
_SECONDS: Final = 25
# A file is larger, and nobody waits for it
_SECONDS_OF_FILE: Final = 60
_MOST_BYTES: Final = 64 * 1024
# Of who asks, not of what is asked: no name or password, no right, closed or elsewhere
_OF_ACCOUNT: Final = frozenset({401, 402, 403, 404, 410})
# Digits
_LONGEST_WAIT: Final = 6
_LONGEST_MOMENT: Final = 10


@dataclass(frozen=True)
class Answer:
    """A provider's answer."""

    status: int
    body: bytes
    # As it asks us to wait before the next one; 0 if it does not
    wait_seconds: int = 0


class _Endless(Exception):
    """An answer is larger or slower than any that is meant."""


def post(
    url: str,
    *,
    of: str,
    order: dict[str, Any],
    auth: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    most: int = _MOST_BYTES,
) -> Answer:
    """Post an order as JSON.

    Args:
        of: begins the codes of what goes wrong.
        most: bytes of the answer.

    Raises:
        NotSent: not reachable, or no whole answer came back.
    """
    return _said("POST", url, of=of, most=most, json=order, auth=auth, headers=headers)


def ask(url: str, *, of: str, auth: tuple[str, str], most: int) -> Answer:
    """Ask for the content of an address.

    Args:
        most: bytes of its answer.

    Raises:
        NotSent: see `post`.
    """
    return _said("GET", url, of=of, most=most, auth=auth)


def post_bytes(url: str, *, of: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """Post bytes.

    Raises:
        NotSent: see `post`.
    """
    return _said("POST", url, of=of, content=content, headers=headers)


def post_file(
    url: str,
    *,
    of: str,
    fields: Mapping[str, str],
    part: str,
    file: LetterFile,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Post a form with a file (RFC 7578).

    Args:
        part: what the provider calls the file's part of the form.

    Raises:
        NotSent: see `post`.
    """
    files = {part: (file.name, file.content, file.content_type)}
    return _said("POST", url, of=of, data=fields, files=files, headers=headers)


def delete(url: str, *, of: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask a provider to delete the content of an address.

    Raises:
        NotSent: see `post`.
    """
    return _said("DELETE", url, of=of, headers=headers)


def _said(method: str, url: str, *, of: str, most: int = _MOST_BYTES, **given: Any) -> Answer:
    try:
        with httpx.stream(method, url, timeout=_TIMEOUT, **given) as answer:
            # From here on: what was handed over slowly is not an answer that came slowly
            body = _read(answer, monotonic() + _SECONDS, most)
            return Answer(answer.status_code, body, _wait(answer.headers))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise TemporaryFailure(f"{of} not reachable") from error
    except httpx.InvalidURL as error:
        raise PermanentFailure(f"{of} no address") from error
    except httpx.HTTPError as error:
        raise Unclear(f"{of} no answer") from error
    except _Endless as error:
        raise Unclear(f"{of} answer without end") from error


def get(url: str, *, headers: Mapping[str, str] | None = None, most: int = _MOST_BYTES) -> bytes:
    """Return the content of an address; no redirection is followed.

    Raises:
        NotFetched: it is not there, larger than `most` bytes, or no whole answer came back.
    """
    end = monotonic() + _SECONDS_OF_FILE
    try:
        with httpx.stream("GET", url, headers=headers, timeout=_TIMEOUT) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise _not_there(answer.status_code)
            return _read(answer, end, most)
    except (httpx.HTTPError, httpx.InvalidURL):
        # The error holds the address, in which some providers want their secret
        raise NotFetched("no answer", temporary=True) from None
    except _Endless:
        raise NotFetched(NotFetched.TOO_LARGE) from None


def _not_there(status: int) -> NotFetched:
    busy = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return NotFetched(f"http {status}", temporary=busy)


def _wait(headers: Mapping[str, str]) -> int:
    """Return the seconds of a `Retry-After` (RFC 9110, 10.2.3), a date counts as none.

    Else those until the moment that X names.
    """
    if seconds := _number(headers.get("Retry-After", ""), most=_LONGEST_WAIT):
        return seconds
    reset = _number(headers.get("x-rate-limit-reset", ""), most=_LONGEST_MOMENT)
    return max(0, reset - int(time())) if reset else 0


def _number(text: str, *, most: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else 0


def _read(answer: httpx.Response, end: float, most: int) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > most or monotonic() > end:
            raise _Endless
    return bytes(body)


def by_status(status: int, *, of: str) -> NotSent:
    """Return what an answer without a code of the provider means."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TemporaryFailure(f"{of} http {status}")
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return PermanentFailure(f"{of} http {status}", of_account=status in _OF_ACCOUNT)
    return Unclear(f"{of} http {status}")
