"""The connection between the nodes: reads shared calls and claims of other nodes, writes claims.

It has its own connection and thread: nothing else waits for it, and it waits for nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections
from psycopg import sql

from alo153.core.database.own_connection import close_own
from alo153.switchboard.acd.sharing.events import ClaimDecided, SharedCallsSeen
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.nodes import records, shared

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""A node says this often that it serves, and looks even if no notice came."""
AWAY = (psycopg.OperationalError, OperationalError, InterfaceError)


class Exchange:
    """Speaks for one node with the other nodes while its switchboard serves."""

    def __init__(self, node: str, parameters: Mapping[str, Any]) -> None:
        self._node = node
        self._parameters = parameters
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="nodes")
        self._seen = SharedCallsSeen(at=0.0)

    async def begin(self) -> None:
        """Take back what a program before us had shared."""
        await self._do(lambda: records.begin(self._node))

    async def run(self, post: Callable[[Event], None], serves: Callable[[], bool]) -> None:
        """Tell the switchboard the shared calls and claims of other nodes, until cancelled.

        Without PostgreSQL nobody shares anything: a node serves its own calls.
        """
        try:
            while True:
                try:
                    await self._listen(post, serves)
                except AWAY as error:
                    log.warning("the other nodes are out of sight: %s", error)
                    self._tell(SharedCallsSeen(at=time.time()), post)
                    await asyncio.sleep(POLL_SECONDS)
        finally:
            await self._leave()

    async def claim(self, command: ClaimCall) -> ClaimDecided:
        """Claim a call; without an answer of PostgreSQL it is not ours."""
        won = False
        try:
            won = await self._do(lambda: records.claim(command, node=self._node))
        except AWAY as error:
            log.warning("a call was not claimed: %s", error)
        return ClaimDecided(at=time.time(), call=command.call.id, agent=command.agent, won=won)

    async def _listen(self, post: Callable[[Event], None], serves: Callable[[], bool]) -> None:
        line = await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True)
        async with line:
            await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(records.NOTIFY_CHANNEL)))
            beaten = 0.0
            while True:
                if serves():
                    if time.monotonic() - beaten >= POLL_SECONDS:
                        beaten = time.monotonic()
                        await self._do(lambda: records.beat(self._node))
                    await self._poll(post)
                async for _ in line.notifies(timeout=POLL_SECONDS, stop_after=1):
                    break

    async def _poll(self, post: Callable[[Event], None]) -> None:
        at = time.time()
        self._tell(await self._do(lambda: shared.of_others(self._node, at)), post)
        for claim in await self._do(lambda: shared.claims_on(self._node, at)):
            post(claim)

    def _tell(self, seen: SharedCallsSeen, post: Callable[[Event], None]) -> None:
        """Tell the calls that other nodes share, and their agents; nothing twice."""
        told = seen.calls or seen.claimed or self._seen.calls or self._seen.claimed
        if told or seen.agents != self._seen.agents:
            post(seen)
        self._seen = seen

    async def _leave(self) -> None:
        with suppress(*AWAY):
            await self._do(lambda: records.leave(self._node))
        await self._do(close_own)
        self._thread.shutdown(wait=False)

    async def _do[T](self, work: Callable[[], T]) -> T:
        def fresh() -> T:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(self._thread, fresh)
