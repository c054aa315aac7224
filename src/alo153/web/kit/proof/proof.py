"""Proof that a visitor is no flood: a little work of the browser, or a question without script.

Forty citizens behind one carrier's address are one address to us. A visitor who did a proof of work
is counted by a signed cookie instead (`admission`). The work is a partial preimage of SHA-256 (A.
Back, "Hashcash", 2002): each challenge is for one address, for minutes, and once. Nobody is refused
because of people at the same address: the more proofs come from one in an hour, the more work the
next one is. A citizen's browser computes it in the background; a collector pays for each.
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

from alo153.core import clock

BITS: Final = 16
"""Leading zero bits that are asked: some 65,000 hashes, about a second of an old telephone."""
MOST_BITS: Final = 22
"""The largest proof that an address is asked for: about a minute of an old telephone."""
PROOFS_A_STEP: Final = 200
"""Proofs of one address in an hour at the first price; each doubling of them doubles the work."""
WORK_HOLDS: Final = timedelta(days=7)
ANSWER_HOLDS: Final = timedelta(hours=1)
"""A question is answered by a program too, so it proves less."""
READING_SECONDS: Final = 4
_CHALLENGE_SECONDS: Final = 10 * 60
_HOUR: Final = 3600
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


def source_of(request: HttpRequest) -> str:
    """Return under which name a visitor waits in a line: of the proof, else the address."""
    return visitor_of(request) or get_ip(request)


@dataclass(frozen=True)
class Challenge:
    """The task of a browser, and the number of zero bits that it must find."""

    token: str
    bits: int


def challenge(request: HttpRequest) -> Challenge:
    """Return the work of a browser at this address now."""
    address = get_ip(request)
    bits = bits_after(_proofs_of(address))
    content = {"n": secrets.token_hex(8), "ip": address, "bits": bits}
    return Challenge(signing.dumps(content, salt=_WORK), bits)


def bits_after(proofs: int) -> int:
    """Return how many zero bits are asked of an address that gave so many proofs this hour."""
    return min(MOST_BITS, BITS + (proofs // PROOFS_A_STEP).bit_length())


def is_work(request: HttpRequest, given: str, nonce: str) -> bool:
    """Say whether a browser did its work on a challenge of ours, which counts once.

    The price may have risen by one step while the browser worked, not by more: nobody collects
    cheap challenges.
    """
    content, address = _opened(given, _WORK, timedelta(seconds=_CHALLENGE_SECONDS)), get_ip(request)
    if content is None or content["ip"] != address:
        return False
    proofs, bits = _proofs_of(address), content["bits"]
    if (
        bits < bits_after(proofs) - 1
        or not _has_zeros(given, nonce, bits)
        or not _spend(content["n"])
    ):
        return False
    cache.set(_counter(address), proofs + 1, _HOUR)
    return True


def _proofs_of(address: str) -> int:
    return int(cache.get(_counter(address), 0))


def _counter(address: str) -> str:
    hour = int(clock.now().timestamp()) // _HOUR
    return f"proofs:{hour}:{hashlib.sha256(address.encode()).hexdigest()[:32]}"


def question() -> Question:
    """Return a sum for browsers without script."""
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
    """Mark the browser that did a proof of work."""
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


def _has_zeros(given: str, nonce: str, bits: int) -> bool:
    digest = hashlib.sha256(f"{given}:{nonce}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def _spend(name: str) -> bool:
    return bool(cache.add(f"proof-spent:{name}", True, _CHALLENGE_SECONDS))


def _opened(token: str, salt: str, holds: timedelta) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(token, salt=salt, max_age=holds)
    except signing.BadSignature:
        return None
    return found
