"""The staff at each conversation, by the streams that their pages hold open in this process.

A page that watches `present:17` is at conversation 17. A reloaded page is back before it
counts as closed; a closed one ends within seconds.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Final
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from alo153.contacts.conversations.actions import attending
from alo153.contacts.conversations.presence import Place
from alo153.core import clock
from alo153.core.database.row_key import row_key

KIND: Final = "present"
_BACK_WITHIN: Final = 3.0
_AGAIN_SECONDS: Final = 15.0


class Presences:
    """The pages of a process that have a conversation open."""

    def __init__(self) -> None:
        self._process = uuid4()
        self._streams = Counter[Place]()
        self._changed = set[Place]()
        self._wake = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    @contextmanager
    def at(self, user: int, topics: Collection[str]) -> Iterator[None]:
        """Be at the conversations of these topics for as long as the context lasts."""
        places = {(talk, user) for talk in _talks(topics)}
        for place in places:
            self._count(place, 1)
        try:
            yield
        finally:
            loop = asyncio.get_running_loop()
            for place in places:
                loop.call_later(_BACK_WITHIN, self._count, place, -1)

    def _count(self, place: Place, by: int) -> None:
        before = self._streams[place]
        self._streams[place] += by
        # A counter forgets none by itself
        self._streams += Counter()
        if bool(before) == bool(self._streams[place]):
            return
        self._changed.add(place)
        self._wake.set()
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        """Write what changes at once, and all of it again every while, as long as anybody is here.

        One after the other: a person who left and returned must not be recorded as away at the end.
        """
        loop = asyncio.get_running_loop()
        again = loop.time() + _AGAIN_SECONDS
        while self._streams or self._changed:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(again):
                    await self._wake.wait()
            self._wake.clear()
            changed, self._changed = self._changed, set()
            here = set(self._streams)
            if loop.time() >= again:
                again, noted = loop.time() + _AGAIN_SECONDS, here
            else:
                noted = here & changed
            # Without a database nobody reads it, and what is written again is whole
            with suppress(DatabaseError):
                write = sync_to_async(_write, thread_sensitive=False)
                await write(self._process, noted, changed - here, changed)


def _talks(topics: Collection[str]) -> Iterator[int]:
    for topic in topics:
        kind, _, key = topic.partition(":")
        number = row_key(key)
        if kind == KIND and number is not None:
            yield number


def _write(process: UUID, here: set[Place], gone: set[Place], changed: set[Place]) -> None:
    try:
        attending.note_present(process=process, here=here, gone=gone, at=clock.now())
        if changed:
            attending.tell_present({talk for talk, _ in changed})
    finally:
        connection.close()


_presences: WeakKeyDictionary[asyncio.AbstractEventLoop, Presences] = WeakKeyDictionary()


def presences() -> Presences:
    """Return the presences of the running loop: one a process."""
    return _presences.setdefault(asyncio.get_running_loop(), Presences())
