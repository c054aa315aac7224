"""Hints that something changed; never what. The page re-reads what its reader may see."""

from collections.abc import Iterable

from django.db import connection

from alo153.core.batch import Gathered, under_way

CHANNEL = "live"


class _Hints(Gathered):
    """Topics of a unit of work, each told once with one query."""

    rank = 2

    def __init__(self) -> None:
        self.topics: dict[str, None] = {}

    def write(self) -> None:
        if self.topics:
            _notify(self.topics)


def publish(*topics: str) -> None:
    """Tell every open page that watches one of these topics, when the transaction commits.

    Topics look like ``agent:7``, ``case:123``, ``unit:5``, ``center``, ``queue``.
    """
    work = under_way()
    hints = work.gather(_Hints) if work else None
    if hints is None:
        _notify(topics)
    else:
        hints.topics |= dict.fromkeys(topics)


def _notify(topics: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) topic", [CHANNEL, list(topics)]
        )
