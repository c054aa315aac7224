"""Hints that something changed; never what. The page re-reads what its reader may see."""

from django.db import connection

CHANNEL = "live"


def publish(*topics: str) -> None:
    """Tell every open page that watches one of these topics, when the transaction commits.

    Topics look like ``agent:7``, ``case:123``, ``unit:5``, ``center``, ``queue``.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) topic", [CHANNEL, list(topics)]
        )
