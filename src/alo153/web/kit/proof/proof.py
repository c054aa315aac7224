"""Proof that a visitor is no flood: a little work of the browser, or a question without script.

Forty citizens behind one carrier's address are one address to us. A visitor who did a proof of work
is counted by a signed cookie instead (`admission`). The work is ALTCHA's: a browser derives keys
with PBKDF2 until one begins as the challenge says. Each challenge is for one address, for minutes,
and once. Nobody is refused because of people at the same address: the more proofs come from one in
an hour, the more work the next one is. A citizen's browser computes it in the background; a
collector pays for each.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import altcha
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from alo153.core import clock

KEYS: Final = 500
"""Keys that the first proof derives on average, and never more than half as many again."""
MOST_STEPS: Final = 6
"""Doublings of the work at the most: some minutes of an old telephone."""
PROOFS_A_STEP: Final = 200
"""Proofs of one address in an hour at the first price; each doubling of them doubles the work."""
WORK_HOLDS: Final = timedelta(days=7)
ANSWER_HOLDS: Final = timedelta(hours=1)
"""A question is answered by a program too, so it proves less."""
READING_SECONDS: Final = 4
_ROUNDS: Final = 2_000
"""Of PBKDF2 in a key: native code in a browser too, so a program computes hardly faster."""
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


def challenge(request: HttpRequest) -> dict[str, Any]:
    """Return the work of a browser at this address now, as ALTCHA's solvers read it."""
    address = get_ip(request)
    step = step_after(_proofs_of(address))
    least = (KEYS << step) // 2
    asked = altcha.create_challenge(
        "PBKDF2/SHA-256",
        _ROUNDS,
        counter=least + secrets.randbelow(2 * least),
        expires_at=int(time.time()) + _CHALLENGE_SECONDS,
        data={"ip": address, "step": step},
        hmac_secret=_secret(),
    )
    found: dict[str, Any] = asked.to_dict()
    return found


def step_after(proofs: int) -> int:
    """Return how often the work has doubled for an address that gave so many proofs this hour."""
    return min(MOST_STEPS, (proofs // PROOFS_A_STEP).bit_length())


def is_work(request: HttpRequest, payload: str) -> bool:
    """Say whether a browser did its work on a challenge of ours, which counts once.

    The price may have risen by one step while the browser worked, not by more: nobody collects
    cheap challenges.
    """
    if not altcha.verify_solution(payload, _secret()).verified:
        return False
    content, address = altcha.Payload.from_base64(payload).challenge.parameters, get_ip(request)
    if content.data is None or content.data["ip"] != address:
        return False
    proofs = _proofs_of(address)
    if content.data["step"] < step_after(proofs) - 1 or not _spend(content.nonce):
        return False
    cache.set(_counter(address), proofs + 1, _HOUR)
    return True


def _secret() -> str:
    return salted_hmac(_WORK, "", algorithm="sha256").hexdigest()


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


def _spend(name: str) -> bool:
    return bool(cache.add(f"proof-spent:{name}", True, _CHALLENGE_SECONDS))


def _opened(token: str, salt: str, holds: timedelta) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(token, salt=salt, max_age=holds)
    except signing.BadSignature:
        return None
    return found
