"""The connection to PostgreSQL: the lock of the leader, and the commands of the web."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import sql

from alo153.calls.endpoints.leading import HELD, LOCK

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
POLL_SECONDS = 5.0
"""Commands are looked for this often even if no notice came."""
GIVE_WAY_SECONDS = 3.0
"""After a break of PostgreSQL the leader has so long to lead again: it knows the calls, and its
record is still being written."""
FORMER_SECONDS = 5.0
"""A new leader waits no longer for what the former one has told and is not written yet."""
POLL_AGAIN_SECONDS = 0.02
ANSWER_SECONDS = 3.0
"""Calls wait during the question which program leads: after this time the answer is unknown."""


class LeadershipLost(Exception):
    """PostgreSQL came back and another switchboard leads."""


class Inbox:
    """One connection that holds the node's lock and hears of commands."""

    def __init__(self, parameters: Mapping[str, Any], channel: str, *, lock: int = LOCK) -> None:
        self._lock = lock
        self._parameters = parameters
        self._channel = channel
        self._connection: psycopg.AsyncConnection[Any] | None = None

    async def lead(self, is_dead: Callable[[], Awaitable[bool]]) -> None:
        """Wait until this program leads; PostgreSQL may come later.

        A leader of which `is_dead` says so loses its connection, and with it the lock: a program
        that hangs would keep it for ever.
        """
        waiting = False
        while not await self._leads_now(waiting):
            if not waiting:
                log.info("another switchboard leads, or PostgreSQL is away; standing by")
            waiting = True
            if await is_dead():
                await self._depose()
            await asyncio.sleep(RETRY_SECONDS)

    async def former_has_written(self, writer: str) -> None:
        """Wait until the record's only writer is `writer`: that of a leader who died may still be.

        It ends by itself with the batch it has, and the connection with it. What it writes after
        we have read, we would not know.
        """
        prefix, _, _ = writer.rpartition(":")
        others = (
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            " AND starts_with(application_name, %s) AND application_name <> %s LIMIT 1"
        )
        deadline = time.monotonic() + FORMER_SECONDS
        while self._connection is not None and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError):
                found = await self._connection.execute(others, [f"{prefix}:", writer])
                if await found.fetchone() is None:
                    return
            await asyncio.sleep(POLL_AGAIN_SECONDS)
        log.warning("the former switchboard still writes; what it tells now is not known here")

    async def serve(self, look: Callable[[], Awaitable[None]]) -> None:
        """Call `look` at the start, on each notice and every few seconds.

        Survives breaks of PostgreSQL. Raises LeadershipLost if another took the lock.
        """
        while True:
            try:
                await look()
                await self._wait_for_notice()
            except psycopg.OperationalError as error:
                log.warning("PostgreSQL is away, calls go on: %s", error)
                await self._lead_again()

    async def still_leads(self) -> bool:
        """Say whether the lock is this program's, by a line of its own: the first one listens.

        False without an answer of PostgreSQL.
        """
        if self._connection is None:
            return False
        ours = [[self._lock], self._connection.info.backend_pid]
        try:
            async with asyncio.timeout(ANSWER_SECONDS), await self._connect() as line:
                found = await line.execute(f"SELECT 1 {HELD} AND pid = %s", ours)
                return await found.fetchone() is not None
        except (psycopg.OperationalError, TimeoutError):
            return False

    async def close(self) -> None:
        """Give the lock back."""
        if self._connection is not None:
            await self._connection.close()
        self._connection = None

    async def _depose(self) -> None:
        if self._connection is None:
            return
        log.warning("the leading switchboard hangs; its lock is taken from it")
        with suppress(psycopg.OperationalError):
            await self._connection.execute(
                f"SELECT pg_terminate_backend(pid) {HELD}", [[self._lock]]
            )

    async def _wait_for_notice(self) -> None:
        if self._connection is None:
            raise psycopg.OperationalError("not connected")
        async for _ in self._connection.notifies(timeout=POLL_SECONDS, stop_after=1):
            return

    async def _leads_now(self, stands_by: bool) -> bool:
        """Try the lock once; after a break of PostgreSQL a standby lets the leader try first."""
        try:
            if self._connection is None:
                self._connection = await self._connect()
                await asyncio.sleep(GIVE_WAY_SECONDS if stands_by else 0)
            return await self._take_lock(self._connection)
        except psycopg.OperationalError:
            await self.close()
            return False

    async def _lead_again(self) -> None:
        while True:
            await asyncio.sleep(RETRY_SECONDS)
            await self.close()
            try:
                self._connection = await self._connect()
                if await self._take_lock(self._connection):
                    return
            except psycopg.OperationalError:
                continue
            raise LeadershipLost

    async def _take_lock(self, connection: psycopg.AsyncConnection[Any]) -> bool:
        """Try the lock, and listen with it: what nobody reads while standing by would pile up."""
        lock = await connection.execute("SELECT pg_try_advisory_lock(%s)", [self._lock])
        row = await lock.fetchone()
        if not row or not row[0]:
            return False
        await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
        return True

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True)
