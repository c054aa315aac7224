"""Check from outside, once, that Asterisk answers and which of our programs live."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings

from alo153.calls.endpoints.beat import BEAT_SECONDS, STANDBY, VARIABLE, WATCHDOG

if TYPE_CHECKING:
    import httpx

_ANSWERS_WITHIN_SECONDS: Final = 2.0
# A leader beats every second: one beat is heard within this, however the two begin
_LISTENS_SECONDS: Final = 2.5 * BEAT_SECONDS
_PAUSE_SECONDS: Final = BEAT_SECONDS / 5


@dataclass(frozen=True)
class Telephone:
    """The result of a check of the telephone; None: this program has never shown itself."""

    asterisk: bool
    switchboard: bool
    watchdog: bool | None = None
    standby: bool | None = None


def listen() -> Telephone:
    """Return whether Asterisk answers, and which of our programs beat in it; up to 2.5 s."""
    import httpx  # noqa: PLC0415 - takes every start a tenth of a second

    login = (settings.ARI_USER, settings.ARI_PASSWORD)
    address = f"{settings.ARI_URL.rstrip('/')}/ari"
    try:
        with httpx.Client(
            base_url=address, auth=login, timeout=_ANSWERS_WITHIN_SECONDS, trust_env=False
        ) as asterisk:
            found = _beats(asterisk)
    except httpx.HTTPError:
        return Telephone(asterisk=False, switchboard=False)
    return Telephone(
        asterisk=True,
        switchboard=bool(found[VARIABLE]),
        watchdog=found[WATCHDOG],
        standby=found[STANDBY],
    )


def _beats(asterisk: httpx.Client) -> dict[str, bool | None]:
    """Return for each variable whether it changes; None where it is empty."""
    before = {name: _beat(asterisk, name) for name in (VARIABLE, WATCHDOG, STANDBY)}
    still = {name: word for name, word in before.items() if word}
    until = time.monotonic() + _LISTENS_SECONDS
    while still and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
        still = {name: word for name, word in still.items() if _beat(asterisk, name) == word}
    return {name: name not in still if word else None for name, word in before.items()}


def _beat(asterisk: httpx.Client, name: str) -> str:
    """Return the word that a program changes; empty where none ever was."""
    answer = asterisk.get("/asterisk/variable", params={"variable": name})
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return ""
    answer.raise_for_status()
    return str(answer.json()["value"])
