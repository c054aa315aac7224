"""Server-sent events: tell an open page that something changed, never what.

One connection to PostgreSQL listens for the whole process and wakes the streams that watch a
topic. Nothing is replayed: after every (re)connection a page is told to read all again.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import HttpRequest, StreamingHttpResponse

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL
from alo153.cases import queries as case_queries
from alo153.cases.permissions import APPROVE_ANSWER, WORK_ON_UNIT_CASES
from alo153.city.queries import unit_keys
from alo153.core.database.row_key import row_key
from alo153.core.live import CHANNEL

HEARTBEAT_SECONDS = 15
# A stream ends by itself and is opened again: rights that were taken away end with it.
LIFETIME_SECONDS = 600
RETRY_MILLISECONDS = 2_000
MAX_TOPICS = 20
BEAT = "event: beat\ndata:\n\n"
REFRESH = "event: refresh\ndata:\n\n"


async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Stream hints about ``?topics=agent:7,center``; 403 for a topic the reader may not watch."""
    topics = {topic for topic in request.GET.get("topics", "").split(",") if topic}
    if not await sync_to_async(_may_watch)(request, topics):
        raise PermissionDenied
    return StreamingHttpResponse(
        _lines(topics),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _may_watch(request: HttpRequest, topics: set[str]) -> bool:
    user = request.user
    try:
        return (
            user.is_authenticated
            and 0 < len(topics) <= MAX_TOPICS
            and all(_may_watch_one(user, topic) for topic in topics)
        )
    finally:
        _let_go_of_the_database()


def _may_watch_one(user: User, topic: str) -> bool:
    kind, _, key = topic.partition(":")
    if not key:
        needed = _SHARED.get(kind, ())
        return any(user.may(permission) for permission in needed)
    number = row_key(key)
    return number is not None and kind in _OWNED and _OWNED[kind](user, number)


_SHARED = {
    "center": (APPROVE_ANSWER, SEE_WALL),
    "incidents": (ANSWER_CALLS, SEE_WALL),
    "switchboard": (ANSWER_CALLS, SEE_WALL),
    "announcements": (ANSWER_CALLS,),
    "queue": (ANSWER_CALLS, SEE_WALL),
}
_OWNED: dict[str, Callable[[User, int], bool]] = {
    "agent": lambda user, key: user.pk == key,
    "notices": lambda user, key: user.pk == key,
    "unit": lambda user, key: key in unit_keys(user, WORK_ON_UNIT_CASES),
    "case": lambda user, key: case_queries.visible_to(user).filter(pk=key).exists(),
}


def _let_go_of_the_database() -> None:
    # An open page would keep one of the pool's connections for as long as it is looked at.
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


async def _lines(topics: set[str]) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    until = loop.time() + LIFETIME_SECONDS
    with hub().watch(topics) as watcher:
        await hub().ready()
        yield f"retry: {RETRY_MILLISECONDS}\n{REFRESH}"
        while loop.time() < until:
            yield await watcher.next_words(HEARTBEAT_SECONDS)


class Watcher:
    """One open page: the topics that changed since it was last told."""

    def __init__(self) -> None:
        self._changed: dict[str, None] = {}
        self._refresh = False
        self._wake = asyncio.Event()

    def tell(self, topic: str) -> None:
        """Note that a topic changed; several times before the page is told count once."""
        self._changed[topic] = None
        self._wake.set()

    def tell_all(self) -> None:
        """Note that anything may have changed."""
        self._refresh = True
        self._wake.set()

    async def next_words(self, seconds: float) -> str:
        """Return what to send next: hints, or a beat when nothing changed for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return BEAT
        self._wake.clear()
        refresh, changed = self._refresh, list(self._changed)
        self._refresh, self._changed = False, {}
        if refresh:
            return REFRESH
        return "".join(f"event: changed\ndata: {topic}\n\n" for topic in changed)


class Hub:
    """The process's one listener, alive while somebody watches."""

    def __init__(self) -> None:
        self._watchers: defaultdict[str, set[Watcher]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()
        self._lost = False

    @contextmanager
    def watch(self, topics: set[str]) -> Iterator[Watcher]:
        """Register a watcher of these topics for as long as the context lasts."""
        watcher = Watcher()
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
            with suppress(psycopg.OperationalError):
                await self._listen()
            # Hints may be missed from here until the line to the database stands again.
            self._lost = True
            await asyncio.sleep(RETRY_MILLISECONDS / 1000)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            **_connection_parameters(), autocommit=True
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._listening.set()
            if self._lost:
                self._tell_all()
            self._lost = False
            async for note in connection.notifies():
                for watcher in self._watchers.get(note.payload, ()):
                    watcher.tell(note.payload)

    def _tell_all(self) -> None:
        for watchers in self._watchers.values():
            for watcher in watchers:
                watcher.tell_all()


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
        **{key: value for key, value in settings["OPTIONS"].items() if key not in _OF_DJANGO},
    }
    return {key: value for key, value in named.items() if value}
