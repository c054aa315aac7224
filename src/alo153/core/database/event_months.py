"""Months of events: partitions of the table by number, and from which number on an event can be.

The number of an event begins with the month in which it was recorded, by the database's clock and
in UTC: 202612000000017. PostgreSQL leaves months out by numbers alone (ADR 30).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from alo153.core.models import EventMonth
from alo153.core.ttl_cache import TtlCache

_CLOCKS_DIFFER: Final = timedelta(days=7)
"""At most, between a machine that says when and the database that numbers."""
# For an hour a process may look into one month more than it must
_KEEP_SECONDS: Final = 3_600.0
_STANDING: Final = """
SELECT coalesce((SELECT max(first) FROM core_eventmonth), 0) / 1000000000,
       to_char(now() - interval '1 day', 'YYYYMM')::bigint,
       to_regclass(to_char(now() + interval '1 month', '"core_event_"YYYY_MM')) IS NOT NULL
"""


@dataclass(frozen=True)
class Standing:
    """The month that numbers say (202612), and what is not as it should be."""

    month: int
    # The month has turned for a day, and numbers do not say so
    is_late: bool
    # There is a partition for the next month
    is_next_there: bool


def first_since(at: datetime | None) -> int:
    """Return a number before which there is no event recorded at this instant or later.

    None, and what is older than months are, is 0. A month counts from when it truly began, not
    from the first of the month: a worker that was down begins it later.
    """
    if at is None:
        return 0
    begun = (first for first, began_at in _begun() if began_at <= at - _CLOCKS_DIFFER)
    return next(begun, 0)


def _read() -> list[tuple[int, datetime]]:
    return list(EventMonth.objects.order_by("-first").values_list("first", "began_at"))


_begun = TtlCache(_read, seconds=_KEEP_SECONDS)


def keep() -> None:
    """Begin the month if it has turned, and make the next one, each once; may be run at any time.

    The owner's function does it: the program may not make tables (ADR 26). Until it runs, numbers
    continue in the month before, and nothing fails.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_event_keep_months()")


def analyze() -> None:
    """Let PostgreSQL count what all months hold together; reads a sample, writes no row.

    Autovacuum analyzes each month and never the table above them (PostgreSQL, "Routine
    Vacuuming"), so that joins over all months would be planned by guesses.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_event_analyze()")


def standing() -> Standing:
    """Return the state of the months; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        month, yesterday_s, is_next_there = cursor.fetchone()
    return Standing(month, month < yesterday_s, is_next_there)
