"""When an address is slowed, and for how long. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

ALLOWED = 5
"""Wrong tries before an address is slowed: a person mistypes, a scanner continues."""
MEMORY = timedelta(hours=1)
"""Tries further apart than this have nothing to do with each other."""
FIRST = timedelta(minutes=1)
LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The wrong tries of an address."""

    tries: int = 0
    """Wrong tries since it was slowed last, or since an hour of quiet."""
    slowed: int = 0
    """The number of slowings so far."""
    until: datetime | None = None
    last_at: datetime | None = None


def after(standing: Standing, tries: int, at: datetime) -> Standing:
    """Return an address's standing after more wrong tries; each slowing lasts twice as long."""
    quiet = standing.last_at is None or at - standing.last_at > MEMORY
    known = replace(standing, tries=tries + (0 if quiet else standing.tries), last_at=at)
    if known.tries < ALLOWED:
        return known
    pause = min(FIRST * 2 ** min(known.slowed, 20), LONGEST)
    return replace(known, tries=0, slowed=known.slowed + 1, until=at + pause)
