"""Typed text that no address may contain, in the session under a token.

A name or a number in an address would be in the history of a browser and in logs of proxies.
"""

import secrets
from collections.abc import Mapping
from typing import Final

from alo153.web.kit.access import StaffRequest

MOST_KEPT: Final = 12
"""Of one session and kind; an older one is forgotten."""


def keep(request: StaffRequest, kind: str, typed: Mapping[str, str]) -> str:
    """Keep what was typed and return its token."""
    kept: dict[str, dict[str, str]] = request.session.get(kind, {})
    token = secrets.token_urlsafe(8)
    request.session[kind] = dict(list({**kept, token: dict(typed)}.items())[-MOST_KEPT:])
    return token


def read(request: StaffRequest, kind: str, token: str) -> dict[str, str] | None:
    """Return what was typed; None if this session keeps nothing under the token, or no more."""
    found: dict[str, str] | None = request.session.get(kind, {}).get(token)
    return found
