"""Values as GTFS writes them."""

import re
from datetime import date
from math import isfinite
from typing import Final

_TIME: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
LATEST: Final = 72 * 3600
"""Seconds: no trip takes three days."""


def seconds(text: str) -> int | None:
    """Return a time as seconds after midnight of its day of service, beyond 24:00 too."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    value = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])
    return value if value < LATEST else None


def day(text: str) -> date | None:
    """Return a date written as YYYYMMDD."""
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def whole(text: str) -> int | None:
    """Return a whole number that is not negative."""
    return int(text) if _WHOLE.fullmatch(text) else None


def degrees(text: str, most: int) -> float | None:
    """Return a latitude or longitude between -most and most."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= most else None
