"""Values as GTFS writes them."""

import re
from datetime import date
from math import isfinite
from typing import Final

_TIME: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_LATEST: Final = 72 * 3600
"""Seconds: no trip takes three days."""


def seconds(text: str) -> int | None:
    """Return a time as seconds after midnight of its day of service, beyond 24:00 too."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, rest = map(int, found.groups())
    value = hours * 3600 + minutes * 60 + rest
    return value if value < _LATEST else None


def day(text: str) -> date | None:
    """Return a date written as YYYYMMDD."""
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def degrees(text: str, most: int) -> float | None:
    """Return a latitude or longitude between -most and most."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= most else None
