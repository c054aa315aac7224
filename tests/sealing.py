"""Seals in tests: a PostgreSQL has one list of transactions, also for the test running beside."""

import time
from typing import Final

from django.db import connection

from alo153.core.sealing import actions

_MOST_SECONDS: Final = 120
_LOOK_EVERY: Final = 0.02


def ended(mark: actions.Mark) -> actions.Mark:
    """Wait until every transaction that wrote when the mark was made has ended."""
    give_up = time.monotonic() + _MOST_SECONDS
    while not _has_ended(mark):
        assert time.monotonic() < give_up, "somebody writes for minutes"
        time.sleep(_LOOK_EVERY)
    return mark


def _has_ended(mark: actions.Mark) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [mark.transaction]
        )
        return bool(cursor.fetchone()[0])
