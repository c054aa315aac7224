"""A browser that somebody signed in with before: strangers who try its account do not lock it.

The cookie is signed, says which accounts signed in there, and gives no access by itself.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

DAYS: Final = 180
_MOST_USERS: Final = 10
_SALT: Final = "staff.device"
_ATTRIBUTE: Final = "_device_to_remember"


def known_to(request: HttpRequest, user_id: int) -> str | None:
    """Return the name of the device if this account signed in on it before."""
    device = _read(request)
    return str(device["id"]) if device and user_id in device["users"] else None


def remember(request: HttpRequest, user_id: int) -> None:
    """Have the answer to this request mark the browser as known to the account."""
    device = _read(request) or {}
    users = [user_id, *(each for each in device.get("users", []) if each != user_id)]
    name = device.get("id") or secrets.token_hex(16)
    setattr(request, _ATTRIBUTE, {"id": name, "users": users[:_MOST_USERS]})


def answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set the cookie if there is something to remember."""
    device = getattr(request, _ATTRIBUTE, None)
    if device is None:
        return
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(device, salt=_SALT),
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any] | None:
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        found: dict[str, Any] = signing.loads(cookie, salt=_SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    return found
