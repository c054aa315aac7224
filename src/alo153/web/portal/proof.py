"""Proof that a visitor is no flood: a little work of the browser, or a question without script.

Forty citizens behind one carrier's address are one address to us. Whoever has proved something is
counted by a signed cookie of their own instead (`admission`). The work is a partial preimage of
SHA-256 (A. Back, "Hashcash", 2002): each challenge is for one address, for minutes, and once.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

BITS: Final = 16
"""Leading zero bits that are asked: some 65,000 hashes, about a second of an old telephone."""
WORK_HOLDS: Final = timedelta(days=7)
ANSWER_HOLDS: Final = timedelta(hours=1)
"""A question is answered by a program too, so it proves less."""
READING_SECONDS: Final = 4
_CHALLENGE_SECONDS: Final = 10 * 60
_WORK, _QUESTION, _VISITOR = "portal.work", "portal.question", "portal.visitor"


@dataclass(frozen=True)
class Question:
    """A sum, and the token that knows it."""

    first: int
    second: int
    token: str


def visitor_of(request: HttpRequest) -> str | None:
    """Return the name of a visitor who proved something, as long as that holds."""
    found = _opened(request.COOKIES.get(settings.VISITOR_COOKIE_NAME, ""), _VISITOR, WORK_HOLDS)
    if found is None or (found["how"] != "work" and not _is_fresh_answer(request)):
        return None
    return str(found["id"])


def challenge(request: HttpRequest) -> str:
    """Return what a browser works on."""
    return signing.dumps({"n": secrets.token_hex(8), "ip": get_ip(request)}, salt=_WORK)


def is_work(request: HttpRequest, given: str, nonce: str) -> bool:
    """Say whether a browser did its work on a challenge of ours, which counts once."""
    content = _opened(given, _WORK, timedelta(seconds=_CHALLENGE_SECONDS))
    if content is None or content["ip"] != get_ip(request) or not _has_zeros(given, nonce):
        return False
    return _spend(content["n"])


def question() -> Question:
    """Return a sum for whoever has no script."""
    first, second = 2 + secrets.randbelow(8), 2 + secrets.randbelow(8)
    content = {"n": secrets.token_hex(8), "sum": first + second}
    return Question(first, second, signing.dumps(content, salt=_QUESTION))


def is_answer(token: str, typed: str) -> bool:
    """Say whether a sum is right, after the time a person needs to read it; it counts once."""
    content = _opened(token, _QUESTION, timedelta(seconds=_CHALLENGE_SECONDS))
    early = _opened(token, _QUESTION, timedelta(seconds=READING_SECONDS))
    if content is None or early is not None or typed.strip() != str(content["sum"]):
        return False
    return _spend(content["n"])


def remember(response: HttpResponseBase, *, by_work: bool) -> None:
    """Mark the browser of who proved something."""
    content = {"id": secrets.token_hex(16), "how": "work" if by_work else "answer"}
    response.set_cookie(
        settings.VISITOR_COOKIE_NAME,
        signing.dumps(content, salt=_VISITOR),
        max_age=int((WORK_HOLDS if by_work else ANSWER_HOLDS).total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_fresh_answer(request: HttpRequest) -> bool:
    cookie = request.COOKIES[settings.VISITOR_COOKIE_NAME]
    return _opened(cookie, _VISITOR, ANSWER_HOLDS) is not None


def _has_zeros(given: str, nonce: str) -> bool:
    digest = hashlib.sha256(f"{given}:{nonce}".encode()).digest()
    return int.from_bytes(digest) >> (256 - BITS) == 0


def _spend(name: str) -> bool:
    return bool(cache.add(f"proof-spent:{name}", True, _CHALLENGE_SECONDS))


def _opened(token: str, salt: str, holds: timedelta) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(token, salt=salt, max_age=holds)
    except signing.BadSignature:
        return None
    return found
