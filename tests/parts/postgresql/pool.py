"""The connections of this process."""

import asyncio
from collections.abc import Callable

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper


def borrowed() -> int:
    """Count the connections that somebody has taken from the pool and not given back."""
    pool = DatabaseWrapper._connection_pools.get(connection.alias)  # asking `pool` would make one
    state = pool.get_stats() if pool else {}
    return int(state.get("pool_size", 0) - state.get("pool_available", 0))


def borrowed_by_others() -> int:
    """Count those that other threads than this one have."""
    pooled = connection.settings_dict["OPTIONS"].get("pool")  # a test may be the owner, without one
    return borrowed() - bool(pooled and connection.connection is not None)


async def elsewhere[T](work: Callable[[], T]) -> T:
    """Do what a page does, in a thread that gives its connection back."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    return await asyncio.to_thread(done)
