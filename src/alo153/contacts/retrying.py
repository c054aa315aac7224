"""When a message is tried again that failed for a while. Pure.

Waits grow, since a provider that is down for long is not up again in a minute, and each is longer
by up to a quarter: after an outage not all messages come back in the same second.
"""

from datetime import timedelta
from typing import Final

WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
"""Before the second try, the third and so on."""
SPREAD: Final = 0.25


def wait_after(tries: int, *, worth: timedelta, share: float) -> timedelta | None:
    """Return how long to wait after so many failed tries; None once it is given up.

    Args:
        worth: within which time from the first try another one still serves.
        share: of the spread, from 0 to 1; each message has its own.
    """
    waits = WAITS[:tries]
    if len(waits) < tries or sum(waits, timedelta()) > worth:
        return None
    return waits[-1] * (1 + SPREAD * share)
