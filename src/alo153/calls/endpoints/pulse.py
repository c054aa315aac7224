"""Check once whether Asterisk answers and which of our programs are alive.

Each program changes a variable in Asterisk regularly (`beat`). A variable that changes while this
module reads it belongs to a living program.
"""

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
# A leader beats every second, so at least one beat falls into this time
_LISTENS_SECONDS: Final = 2.5 * BEAT_SECONDS
_PAUSE_SECONDS: Final = BEAT_SECONDS / 5


@dataclass(frozen=True)
class Telephone:
    """The programs that are alive.

    Args:
        watchdog: None if it was never started.
        standby: None if no switchboard waits.
    """

    asterisk: bool
    switchboard: bool
    watchdog: bool | None = None
    standby: bool | None = None


def listen() -> Telephone:
    """Return whether Asterisk answers and which programs are alive; takes up to 2.5 s."""
    import httpx  # noqa: PLC0415 - would delay every start by 0.1 s

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
    """Return for each variable whether it changes; None if it is empty."""
    before = {name: _beat(asterisk, name) for name in (VARIABLE, WATCHDOG, STANDBY)}
    unchanged = {name: value for name, value in before.items() if value}
    until = time.monotonic() + _LISTENS_SECONDS
    while unchanged and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
        unchanged = {
            name: value for name, value in unchanged.items() if _beat(asterisk, name) == value
        }
    return {name: name not in unchanged if value else None for name, value in before.items()}


def _beat(asterisk: httpx.Client, name: str) -> str:
    """Return the value of a variable; empty if no program has ever set it."""
    answer = asterisk.get("/asterisk/variable", params={"variable": name})
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return ""
    answer.raise_for_status()
    return str(answer.json()["value"])
