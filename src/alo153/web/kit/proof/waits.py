"""The wait of a person who reached a limit of the settings."""

from __future__ import annotations

import math
import time
from typing import Final

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import Rate
from django.core.cache import cache
from django.http import HttpRequest

_APP: Final = "allauth.account"


def minutes_until(request: HttpRequest, action: str, key: str | None = None) -> int:
    """Return after how many minutes enough tries of an action are forgotten, at least one."""
    rates = ratelimit.get_rates(app=_APP, action=action)
    seconds = max((_seconds(request, action, rate, key) for rate in rates), default=0.0)
    return max(1, math.ceil(seconds / 60))


def _seconds(request: HttpRequest, action: str, rate: Rate, key: str | None) -> float:
    counted = ratelimit.get_cache_key(request, app=_APP, action=action, rate=rate, key=key)
    tries: list[float] = cache.get(counted, [])  # the newest first
    if len(tries) < rate.amount:
        return 0.0
    return float(tries[rate.amount - 1] + rate.duration - time.time())
