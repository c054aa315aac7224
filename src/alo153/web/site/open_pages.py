"""The sign-ins of staff with a page open, by the streams in this process; noted each minute.

An agent without a telephone who waits at a page for a citizen's next message is there
(`accounts.queries.at_a_page`), and presses nothing. All are noted with one query. Their sessions
still end when nobody uses a page for too long.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from alo153.accounts.actions import note_pages_open
from alo153.core import clock

_NOTE_SECONDS: Final = 60


class OpenPages:
    """The sign-ins whose pages have a stream in a process."""

    def __init__(self) -> None:
        self._streams = Counter[int]()
        self._noting: asyncio.Task[None] | None = None

    @contextmanager
    def of(self, sign_in: int | None) -> Iterator[None]:
        """Count a page of a sign-in as open for as long as the context lasts."""
        if sign_in is None:
            yield
            return
        self._streams[sign_in] += 1
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_forever())
        try:
            yield
        finally:
            self._close(sign_in)

    def _close(self, sign_in: int) -> None:
        # A counter forgets none by itself
        self._streams -= Counter([sign_in])
        if not self._streams and self._noting:
            self._noting.cancel()
            self._noting = None

    async def _note_forever(self) -> None:
        while True:
            await asyncio.sleep(_NOTE_SECONDS)
            # Without a database nobody reads it, and in a minute there is another try
            with suppress(DatabaseError):
                await sync_to_async(_note, thread_sensitive=False)(set(self._streams))


def _note(sign_ins: set[int]) -> None:
    try:
        note_pages_open(sign_in_ids=sign_ins, at=clock.now())
    finally:
        connection.close()


_open_pages: WeakKeyDictionary[asyncio.AbstractEventLoop, OpenPages] = WeakKeyDictionary()


def open_pages() -> OpenPages:
    """Return the open pages of the running loop: one a process."""
    return _open_pages.setdefault(asyncio.get_running_loop(), OpenPages())
