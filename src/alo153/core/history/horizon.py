"""The horizon of complete events: an event gets its number before its transaction ends.

A smaller number may therefore appear after a larger one. Seals and consumers read events in order,
so they must not pass a number while a transaction could still add a smaller one.
"""

from dataclasses import dataclass

from django.db import connection

from alo153.core.models import Event

# An INSERT locks the table, takes its number, and only then a transaction number
_IN_BETWEEN = """
SELECT EXISTS (
  SELECT FROM pg_locks writer WHERE writer.granted AND writer.mode = 'RowExclusiveLock'
  AND writer.relation = 'core_event'::regclass
  AND writer.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND NOT EXISTS (
    SELECT FROM pg_locks own WHERE own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock'
    AND own.virtualtransaction = writer.virtualtransaction
  )
)
"""


@dataclass(frozen=True)
class Mark:
    """The newest event seen, and a transaction number that was given after that.

    A transaction that may still add a smaller event has a smaller number.
    """

    event: int
    transaction: str


def mark() -> Mark:
    """Note how far events have come; not at all while somebody has the one number only.

    Three queries, in this order. The transaction number is our own: the snapshot's `xmax` is not
    behind all that run, only behind ended ones.
    """
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(_IN_BETWEEN)
        (somebody,) = cursor.fetchone()
        cursor.execute("SELECT pg_current_xact_id()::text")
        return Mark(0 if somebody else newest or 0, cursor.fetchone()[0])


def have_ended(transaction: str) -> bool:
    """Say whether every transaction before this number has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [transaction])
        return bool(cursor.fetchone()[0])
