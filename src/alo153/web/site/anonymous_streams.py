"""Limits of streams without a sign-in: for one chat or screen, for one address, for all.

The counts are this process's own. It also says each minute which chats are open, with one
query for all of them.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, Literal
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from alo153.contacts.conversations.chat import actions
from alo153.core import clock

MOST_OF_ONE: Final = 4
"""Of one chat, or of one screen of a hall."""
MOST_OF_ADDRESS: Final = 60
"""Forty citizens may share the address of their carrier."""
MOST: Final = 1_000
_NOTE_SECONDS: Final = 60

type Holder = tuple[Literal["chat", "screen"], int]
"""The owner of a stream, and its key."""


class Places:
    """The places of a process, and which chats are watched from them."""

    def __init__(self) -> None:
        self._of_one = Counter[Holder]()
        self._of_address = Counter[str]()
        self._noting: asyncio.Task[None] | None = None

    @property
    def chats(self) -> set[int]:
        """Return the chats that are open."""
        return {key for kind, key in self._of_one if kind == "chat"}

    @contextmanager
    def taken(self, one: Holder, address: str) -> Iterator[bool]:
        """Take a place for as long as the context lasts; says whether there was one."""
        if not self._is_free(one, address):
            yield False
            return
        self._of_one[one] += 1
        self._of_address[address] += 1
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_forever())
        try:
            yield True
        finally:
            self._give_back(one, address)

    def _is_free(self, one: Holder, address: str) -> bool:
        return (
            self._of_one[one] < MOST_OF_ONE
            and self._of_address[address] < MOST_OF_ADDRESS
            and self._of_one.total() < MOST
        )

    def _give_back(self, one: Holder, address: str) -> None:
        # A counter forgets none by itself, and addresses are many
        self._of_one -= Counter([one])
        self._of_address -= Counter([address])
        if not self._of_one and self._noting:
            self._noting.cancel()
            self._noting = None

    async def _note_forever(self) -> None:
        while True:
            await asyncio.sleep(_NOTE_SECONDS)
            # Without a database nobody reads it, and in a minute there is another try
            with suppress(DatabaseError):
                await sync_to_async(_note, thread_sensitive=False)(self.chats)


def _note(keys: set[int]) -> None:
    try:
        actions.note_open(keys=keys, at=clock.now())
    finally:
        connection.close()


_places: WeakKeyDictionary[asyncio.AbstractEventLoop, Places] = WeakKeyDictionary()


def places() -> Places:
    """Return the places of the running loop: one a process."""
    return _places.setdefault(asyncio.get_running_loop(), Places())
