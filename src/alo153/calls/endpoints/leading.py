"""The leading switchboard program of a node: it holds the node's lock in PostgreSQL."""

from __future__ import annotations

import zlib
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import connection

from alo153.calls.endpoints.node_names import MAIN

LOCK: Final = 153_000
"""The advisory lock of the leading switchboard of the node that is called main."""
TOPIC: Final = "leading"
"""The hint that a switchboard program went away or came back."""
KEPT_SECONDS = 1.0
"""A process asks no more often which locks are held: every page of every agent wants to know."""
HELD: Final = (
    "FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
    " AND (classid::bigint << 32 | objid::bigint) = ANY(%s)"
)
"""The held locks among some; its parameter is a list of them."""
PIDS: Final = f"SELECT pid {HELD} ORDER BY pid"
"""The holders of these locks: another answer than before is news."""
# When the locks were asked for last, and the answer
_seen: list[tuple[float, frozenset[int]]] = []


def lock_of(node: str) -> int:
    """Choose the advisory lock of a node's leading switchboard."""
    return LOCK if node == MAIN else LOCK << 32 | zlib.crc32(node.encode())


def locks() -> list[int]:
    """Return the locks of all nodes; no query."""
    return [lock_of(node) for node in settings.NODES or [settings.NODE]]


def is_led(node: str) -> bool:
    """Say whether a switchboard program leads a node, or did a moment ago; one query at most.

    A program that dies lets go of its lock at once. One that hangs keeps it until another takes it.
    """
    return lock_of(node) in _held()


def is_any_led() -> bool:
    """Say whether a switchboard program leads any node, or did a moment ago; one query at most."""
    return bool(_held())


def _held() -> frozenset[int]:
    now = monotonic()
    if not _seen or now >= _seen[0][0] + KEPT_SECONDS:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT classid::bigint << 32 | objid::bigint {HELD}", [locks()])
            _seen[:] = [(now, frozenset(lock for (lock,) in cursor.fetchall()))]
    return _seen[0][1]
