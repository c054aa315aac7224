"""Commands of one call run one after the other, commands of different calls in parallel.

The commands of one ordering key run in sequence. A recorder has its own key, so that a recorder
that hangs never keeps a call waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from alo153.switchboard.acd.turn.commands import CallCommand

log = logging.getLogger(__name__)


class CommandQueue:
    """Keeps the order of each call without letting one call wait for another."""

    def __init__(self, run: Callable[[CallCommand], Awaitable[None]]) -> None:
        self._run = run
        self._last: dict[str, asyncio.Task[None]] = {}

    def put(self, command: CallCommand) -> None:
        """Run a command as soon as the earlier ones with its ordering key are through."""
        before = self._last.get(command.ordering_key)
        task = asyncio.create_task(self._after(before, command))
        self._last[command.ordering_key] = task
        task.add_done_callback(lambda done: self._forget(command.ordering_key, done))

    async def drain(self) -> None:
        """Wait until every command that was put is through."""
        while self._last:
            await asyncio.wait(list(self._last.values()))

    async def _after(self, before: asyncio.Task[None] | None, command: CallCommand) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._run(command)
        except Exception:
            log.exception("a command failed: %s", command)

    def _forget(self, key: str, done: asyncio.Task[None]) -> None:
        if self._last.get(key) is done:
            del self._last[key]
