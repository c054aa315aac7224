"""Tells the engine what the shifts in force advise; calls continue without it if it fails.

It has a line to PostgreSQL and a thread of its own, and looks twice a minute.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections

from alo153.core import clock
from alo153.core.database.own_connection import close_own
from alo153.switchboard.acd.agents.shifts import ShiftsSeen
from alo153.switchboard.acd.state.state import ShiftLimit
from alo153.switchboard.acd.turn.events import Event
from alo153.workforce import advice

log = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
ANSWER_SECONDS = 10.0
AWAY = (psycopg.OperationalError, OperationalError, InterfaceError, TimeoutError)
Limits = Mapping[int, ShiftLimit]


class ShiftAdvice:
    """Speaks between the published shifts and the engine."""

    def __init__(self, *, post: Callable[[Event], None]) -> None:
        self._post = post
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shifts")
        self._told: Limits = {}

    async def run(self) -> None:
        """Look until cancelled. Nothing that fails here ends the switchboard."""
        try:
            while True:
                self._tell(await self._looked())
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._thread.submit(close_own)
            self._thread.shutdown(wait=False)

    async def _looked(self) -> Limits:
        """Return what the shifts advise now; nothing if nobody can say."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await asyncio.get_running_loop().run_in_executor(self._thread, limits)
        except AWAY as error:
            log.warning("shifts give no advice, calls go on: %r", error)
        except Exception:
            log.exception("shifts give no advice, calls go on")
        return {}

    def _tell(self, found: Limits) -> None:
        """Tell the engine all limits: an agent who signed in after the last time has none yet."""
        if found or self._told:
            self._told = found
            self._post(ShiftsSeen(at=time.time(), limits=found))


def limits() -> Limits:
    """Read what the shifts in force say, as the engine takes it; two queries."""
    close_old_connections()
    return {
        agent: ShiftLimit(at=each.at.timestamp(), hard=each.hard)
        for agent, each in advice.limits(clock.now()).items()
    }
