"""Positions of consumers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from alo153.core.history.consumers.declaring import installed

MOST_COUNTED: Final = 100_000
# Numbers jump where a month begins: what waits is counted
_ALL: Final = """
    SELECT consumer, failing, error, failures, extract(epoch FROM now() - moved_at),
           (SELECT count(*) FROM (SELECT FROM core_event WHERE id > after LIMIT %s) waiting)
      FROM core_eventcursor
"""


@dataclass(frozen=True)
class Standing:
    """A consumer: when it was last at the end of the events, and at which event it fails."""

    consumer: str
    # Since it was last run without failing; None: never
    seconds: float | None = None
    # How many there are behind its cursor, at most `MOST_COUNTED`
    events: int = 0
    failing: int | None = None
    error: str = ""
    failures: int = 0


def standings() -> list[Standing]:
    """Return every installed consumer; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [MOST_COUNTED])
        found = {
            key: Standing(key, None if seconds is None else float(seconds), behind, *failure)
            for key, *failure, seconds, behind in cursor.fetchall()
        }
    return [found.get(each.key, Standing(each.key)) for each in installed()]
