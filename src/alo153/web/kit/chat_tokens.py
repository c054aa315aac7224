"""The token by which a citizen's browser opens their chat again: a cookie, never an address."""

import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from alo153.contacts.conversations.queries import TOKEN_HOLDS

_LONGEST: Final = 64


def token_of(request: HttpRequest) -> str:
    """Return the token of this browser; empty if it has none."""
    return request.COOKIES.get(settings.CHAT_COOKIE_NAME, "")[:_LONGEST]


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)


def remember(response: HttpResponseBase, token: str) -> None:
    """Give the browser its token, or let it keep that longer."""
    response.set_cookie(
        settings.CHAT_COOKIE_NAME,
        token,
        max_age=int(TOKEN_HOLDS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """Take the token from the browser, for the next who sits there."""
    response.delete_cookie(settings.CHAT_COOKIE_NAME, samesite="Lax")
