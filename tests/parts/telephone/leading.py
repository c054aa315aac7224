"""A switchboard program that leads, as far as a page can see."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from tests.parts.postgresql.addresses import database_url

from alo153.calls.endpoints.leading import lock_of
from alo153.calls.endpoints.node_names import MAIN


@contextmanager
def a_switchboard_leads(node: str = MAIN) -> Iterator[None]:
    """Hold the lock of a node's switchboard in the database of the tests."""
    with psycopg.connect(database_url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [lock_of(node)])
        yield
        # A connection that closes lets go of it only when its server process ends
        connection.execute("SELECT pg_advisory_unlock(%s)", [lock_of(node)])
