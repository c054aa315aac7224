"""Limits for tries of a password.

A known device has its own count. Unknown devices count by account *and* address, so that a stranger
locks nobody out elsewhere; one address and one account have wider limits against many tries.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.core.cache import cache
from django.http import HttpRequest

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.web.sign_in import devices

_APP = "allauth.account"
_LOCKED_SECONDS = 5 * 60


@dataclass(frozen=True)
class Try:
    """One try to sign in: the name as typed, and whose it is."""

    login: str
    user: User | None

    @classmethod
    def of(cls, login: str) -> Try:
        """Look up whose name it is."""
        name = login.strip().lower()
        return cls(name, accounts.active(name))


def consume(request: HttpRequest, tried: Try) -> RateLimitUsage | None:
    """Count a try; returns nothing if it is one too many."""
    device = devices.known_to(request, tried.user.pk) if tried.user else None
    if device:
        return _count(request, "login_failed_device", f"{tried.login}|{device}")
    here = _count(request, "login_failed", f"{tried.login}|{ratelimit.get_ip(request)}")
    anywhere = here and _count(request, "login_failed_anywhere", tried.login)
    if here and anywhere:
        return RateLimitUsage([*here.usage, *anywhere.usage])
    return None


def is_first_refusal(request: HttpRequest, tried: Try) -> bool:
    """Say whether a lock is new: it is recorded once, even if the tries continue."""
    key = f"sign-in-locked:{ratelimit.get_ip(request)}:{tried.user.pk if tried.user else 0}"
    return bool(cache.add(key, True, _LOCKED_SECONDS))


def _count(request: HttpRequest, action: str, key: str) -> RateLimitUsage | None:
    return ratelimit.consume(request, app=_APP, action=action, key=key)
