"""How far the events are complete: numbers are given before their transactions end.

A smaller number may therefore appear later than a larger one. Whoever goes through the events in
their order, as seals and consumers do, must not pass a number before nobody can add a smaller one.
"""

from dataclasses import dataclass

from django.db import connection

from alo153.core.models import Event


@dataclass(frozen=True)
class Mark:
    """The newest event seen, and a transaction number that was given after that."""

    event: int
    transaction: str


def mark() -> Mark:
    """Note how far events have come. Two queries.

    The number is our own transaction's: the snapshot's `xmax` is not behind all that run, only
    behind those that have ended.
    """
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return Mark(newest or 0, cursor.fetchone()[0])


def have_ended(transaction: str) -> bool:
    """Say whether every transaction before this number has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [transaction])
        return bool(cursor.fetchone()[0])
