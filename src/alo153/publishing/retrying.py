"""When a post is tried again that a channel did not take for a while. Pure."""

from datetime import timedelta
from typing import Final

WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=40),
)
"""Before the second try, the third and so on: after an hour a person decides whether it is news."""


def wait_after(tries: int, *, at_least: timedelta) -> timedelta | None:
    """Return how long to wait after so many tries that failed; None once it is given up.

    Args:
        at_least: what the other side asks for; longer than all waits together, it is given up.
    """
    if tries > len(WAITS) or at_least > sum(WAITS, timedelta()):
        return None
    return max(WAITS[tries - 1], at_least)
