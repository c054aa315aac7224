"""Check from outside, once, that Asterisk answers and a switchboard leads it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings

from alo153.calls.endpoints.beat import BEAT_SECONDS, VARIABLE

if TYPE_CHECKING:
    import httpx

_ANSWERS_WITHIN_SECONDS: Final = 2.0
# A leader beats every second: one beat is heard within this, however the two begin
_LISTENS_SECONDS: Final = 2.5 * BEAT_SECONDS
_PAUSE_SECONDS: Final = BEAT_SECONDS / 5


@dataclass(frozen=True)
class Telephone:
    """The result of a check of the telephone."""

    asterisk: bool
    switchboard: bool


def listen() -> Telephone:
    """Return whether Asterisk answers, and whether a switchboard beats in it; up to 2.5 s."""
    import httpx  # noqa: PLC0415 - takes every start a tenth of a second

    login = (settings.ARI_USER, settings.ARI_PASSWORD)
    address = f"{settings.ARI_URL.rstrip('/')}/ari"
    try:
        with httpx.Client(
            base_url=address, auth=login, timeout=_ANSWERS_WITHIN_SECONDS, trust_env=False
        ) as asterisk:
            return Telephone(asterisk=True, switchboard=_beats(asterisk))
    except httpx.HTTPError:
        return Telephone(asterisk=False, switchboard=False)


def _beats(asterisk: httpx.Client) -> bool:
    before = _beat(asterisk)
    until = time.monotonic() + _LISTENS_SECONDS
    while before and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
        if _beat(asterisk) != before:
            return True
    return False


def _beat(asterisk: httpx.Client) -> str:
    """Return the word that a leader changes; empty where none ever was."""
    answer = asterisk.get("/asterisk/variable", params={"variable": VARIABLE})
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return ""
    answer.raise_for_status()
    return str(answer.json()["value"])
