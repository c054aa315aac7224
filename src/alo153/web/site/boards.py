"""Draws what many screens show alike: once for all screens that change together.

A thousand screens of one process cost as many queries as one. Changes that follow each other
closely are drawn together.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connections

from alo153.accounts.backend import Backend
from alo153.web.kit.drawn_parts import Reading, drawn

logger = logging.getLogger(__name__)
GATHER_SECONDS: Final = 0.03
"""So long a drawing waits for all screens that heard of the same change."""
PAUSE_SECONDS: Final = 0.25
"""From one drawing's begin to the next one's."""
OLD_SECONDS: Final = 30.0
"""Parts that depend on the clock (in time today, the curve) are drawn again without a change."""


class Board:
    """One part as readers of the same grants and language see it."""

    def __init__(self, reading: Reading) -> None:
        self.readers: dict[int, int] = {}
        self._reading = reading
        self._latest, self._drawn_at = b"", float("-inf")
        self._began_at = float("-inf")
        self._next: asyncio.Task[bytes] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def latest(self) -> bytes:
        """Return the last drawing, made anew if it is old."""
        return await self.if_old() or self._latest

    async def if_old(self) -> bytes:
        """Return a fresh drawing if the last one is old; else nothing."""
        is_old = asyncio.get_running_loop().time() - self._drawn_at > OLD_SECONDS
        return await self.fresh() if is_old else b""

    async def fresh(self) -> bytes:
        """Return a drawing that begins after this call; empty where the database is away."""
        if self._next is None:
            self._next = asyncio.create_task(self._draw())
        return await asyncio.shield(self._next)

    async def _draw(self) -> bytes:
        loop = asyncio.get_running_loop()
        wait = self._began_at + PAUSE_SECONDS - loop.time()
        await asyncio.sleep(max(GATHER_SECONDS, wait))
        async with self._one_at_a_time:
            # A screen that asks from here on needs the next drawing
            self._next, self._began_at = None, loop.time()
            reader = next(iter(self.readers), None)
            if reader is None:
                return b""  # the last screen was closed meanwhile
            made = await asyncio.to_thread(_event, self._reading, reader)
            self._latest, self._drawn_at = made, loop.time()
        return made


def _event(reading: Reading, reader: int) -> bytes:
    """Return a drawing as a server-sent event; empty where it cannot be drawn now."""
    try:
        user = Backend().get_user(reader)
        # Their grants changed just now: their stream ends, and the next reader is asked
        if user is None or user.grants != reading.grants:
            return b""
        lines = [reading.part, *drawn(reading, user).splitlines()]
    except DatabaseError as error:
        logger.warning("%s is not drawn: %s", reading.part, type(error).__name__)
        return b""
    except Exception:
        # Once in the log, and not for each of a thousand screens
        logger.exception("%s is not drawn", reading.part)
        return b""
    finally:
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:
                connection.close()
    said = "".join(f"data: {line}\n" for line in lines if line.strip())
    return f"event: drawn\n{said}\n".encode()


class Boards:
    """The boards that somebody watches, in one process."""

    def __init__(self) -> None:
        self._boards: dict[Reading, Board] = {}

    @contextmanager
    def read(self, reading: Reading, reader: int) -> Iterator[Board]:
        """Give the board of a reading, for as long as the context lasts."""
        board = self._boards.setdefault(reading, Board(reading))
        board.readers[reader] = board.readers.get(reader, 0) + 1
        try:
            yield board
        finally:
            board.readers[reader] -= 1
            if not board.readers[reader]:
                del board.readers[reader]
            if not board.readers:
                self._boards.pop(reading, None)


_of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, Boards] = WeakKeyDictionary()


def boards() -> Boards:
    """Return the boards of the running loop, one set a process."""
    return _of_loops.setdefault(asyncio.get_running_loop(), Boards())
