"""One connection to PostgreSQL listens for the whole process and wakes who watches a topic."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections

from alo153.calls.endpoints import leading
from alo153.core.live import CHANNEL

logger = logging.getLogger(__name__)
RETRY_MILLISECONDS = 2_000
# A line that broke without a word is noticed after both, and told to be read again; so soon a page
# reads that the switchboard program went away
PROBE_SECONDS = 3.0
ANSWER_SECONDS = 5.0


class Watcher:
    """One open page: the topics that changed since it was last told.

    Args:
        end: the topic that ends it.
    """

    def __init__(self, end: str = "") -> None:
        self.is_over = False
        self._end = end
        self._changed: dict[str, None] = {}
        self._refresh = False
        self._wake = asyncio.Event()

    def tell(self, topic: str) -> None:
        """Note that a topic changed; several times before the page is told count once."""
        if topic == self._end:
            self.is_over = self._refresh = True
        self._changed[topic] = None
        self._wake.set()

    def tell_all(self) -> None:
        """Note that anything may have changed."""
        self._refresh = True
        self._wake.set()

    async def next(self, seconds: float) -> tuple[bool, list[str]]:
        """Return whether anything may have changed, and what did; nothing after so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return False, []
        self._wake.clear()
        refresh, changed = self._refresh, list(self._changed)
        self._refresh, self._changed = False, {}
        return refresh, changed


class Hub:
    """The process's one listener, alive while somebody watches."""

    def __init__(self) -> None:
        self._watchers: defaultdict[str, set[Watcher]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()
        self._lost = False
        self._leaders: list[int] = []

    @contextmanager
    def watch(self, topics: set[str], end: str = "") -> Iterator[Watcher]:
        """Register a watcher of these topics, and of its end, for as long as the context lasts."""
        watcher, topics = Watcher(end), topics | ({end} if end else set())
        for topic in topics:
            self._watchers[topic].add(watcher)
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen_forever())
        try:
            yield watcher
        finally:
            self._forget(watcher, topics)

    async def ready(self) -> None:
        """Wait until the listener hears: what commits from now on is not missed."""
        await self._listening.wait()

    def _forget(self, watcher: Watcher, topics: set[str]) -> None:
        for topic in topics:
            self._watchers[topic].discard(watcher)
            if not self._watchers[topic]:
                del self._watchers[topic]
        if not self._watchers and self._listener:
            self._listener.cancel()
            self._listener = None
            self._listening.clear()

    async def _listen_forever(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                if not self._lost:
                    logger.warning("no hints come from PostgreSQL: %s", error)
            # Hints may be missed from here until the line to the database stands again.
            self._lost = True
            await asyncio.sleep(RETRY_MILLISECONDS / 1000)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            **_connection_parameters(), autocommit=True
        ) as connection:
            self._leaders = await _leaders(connection)
            self._listening.set()
            if self._lost:
                self._tell_all()
            self._lost = False
            while True:
                async for note in connection.notifies(timeout=PROBE_SECONDS):
                    self._tell(note.payload)
                before, self._leaders = self._leaders, await _leaders(connection)
                if before != self._leaders:
                    # The pages ask at once: by then no process keeps the former answer
                    later = asyncio.get_running_loop().call_later
                    later(leading.KEPT_SECONDS, self._tell, leading.TOPIC)

    def _tell(self, topic: str) -> None:
        for watcher in self._watchers.get(topic, ()):
            watcher.tell(topic)

    def _tell_all(self) -> None:
        for watchers in self._watchers.values():
            for watcher in watchers:
                watcher.tell_all()


async def _leaders(connection: psycopg.AsyncConnection[Any]) -> list[int]:
    """Listen, and name the connections of the leading switchboards.

    Raises OperationalError unless PostgreSQL answers: a broken line says nothing by itself.
    """
    asked = asyncio.create_task(_listen_and_look(connection))
    try:
        await asyncio.wait([asked], timeout=ANSWER_SECONDS)
        if not asked.done():
            raise psycopg.OperationalError("it does not answer any more")
        return asked.result()
    finally:
        if not asked.done():
            await connection.close()  # to leave it open would wait for the answer
            asked.cancel()


async def _listen_and_look(connection: psycopg.AsyncConnection[Any]) -> list[int]:
    found = await connection.execute(leading.PIDS, [leading.locks()])
    pids = [pid for (pid,) in await found.fetchall()]
    await connection.execute(f"LISTEN {CHANNEL}")
    return pids


# What Django's database is told beside what libpq knows
_OF_DJANGO: Final = {"pool", "server_side_binding", "prepare_threshold"}
_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """Return the hub of the running loop: one a process."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


def _connection_parameters() -> dict[str, Any]:
    settings = connections["default"].settings_dict
    named = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        "connect_timeout": round(ANSWER_SECONDS),
        **{key: value for key, value in settings["OPTIONS"].items() if key not in _OF_DJANGO},
    }
    return {key: value for key, value in named.items() if value}
