"""How many messages one telephone or mailbox gets, whatever writes them. Pure.

Anybody can type anybody's number on the web: without a limit the city's own sender floods a victim.
What somebody unverified can cause is not sent beyond its limit (the page or the voice says the same
words); what the municipality has to say waits until there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True)
class Limit:
    """At most so many within a time."""

    most: int
    within: timedelta


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A head of a neighborhood who reports the whole of it gets a receipt of the first ones
UNVERIFIED: Final = (Limit(5, HOUR), Limit(12, DAY))
UNVERIFIED_PURPOSES: Final = frozenset({"receipt", "status", "invite"})
EVERY: Final = (Limit(10, HOUR), Limit(30, DAY))
LONGEST: Final = max(limit.within for limit in (*UNVERIFIED, *EVERY))


def of(purpose: str) -> Sequence[Limit]:
    """Return the limits of a message by what it is for."""
    return UNVERIFIED if purpose in UNVERIFIED_PURPOSES else EVERY


def next_free(sent: Sequence[datetime], limits: Sequence[Limit], *, at: datetime) -> datetime:
    """Return when another message may leave: `at` itself, or later.

    Args:
        sent: when each message to the same recipient left, in any order.
    """
    newest = sorted(sent, reverse=True)
    free = [newest[limit.most - 1] + limit.within for limit in limits if len(newest) >= limit.most]
    return max([at, *free])
