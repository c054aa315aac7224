"""Seals in tests: a PostgreSQL has one list of transactions, also for the test running beside."""

import time
from typing import Final

from alo153.core.history.horizon import Mark, have_ended

_MOST_SECONDS: Final = 120
_LOOK_EVERY: Final = 0.02


def ended(mark: Mark) -> Mark:
    """Wait until every transaction that wrote when the mark was made has ended."""
    give_up = time.monotonic() + _MOST_SECONDS
    while not have_ended(mark.transaction):
        assert time.monotonic() < give_up, "somebody writes for minutes"
        time.sleep(_LOOK_EVERY)
    return mark
