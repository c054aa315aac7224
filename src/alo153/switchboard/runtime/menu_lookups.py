"""Looks up what a caller asks the menu, in its own threads and with a time limit."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from alo153.calls.menu.lookup_contract import LookupSource, Reply
from alo153.switchboard.acd.turn.commands import LookUp
from alo153.switchboard.acd.turn.events import LookupAnswered

log = logging.getLogger(__name__)

THREADS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way to a thread; nobody waits any more after `until`."""

    question: LookUp
    until: float
    loop: asyncio.AbstractEventLoop
    reply: asyncio.Future[Reply]

    def settle(self, reply: Reply) -> None:
        """Hand the reply over to the loop that waits for it, if it still does."""
        with suppress(RuntimeError):  # the program ends and its loop is closed
            self.loop.call_soon_threadsafe(self._set, reply)

    def _set(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)


class MenuLookups:
    """Gives every question a thread, and every caller an answer in time, if only an empty one.

    After `seconds` without an answer the menu continues.
    The threads are daemons: a database that hangs does not keep the program from ending.
    """

    def __init__(self, source: LookupSource, *, seconds: float) -> None:
        self._source = source
        self._seconds = seconds
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        for number in range(THREADS):
            threading.Thread(target=self._work, name=f"menu-lookup-{number}", daemon=True).start()

    async def ask(self, question: LookUp) -> LookupAnswered:
        """Return the answer, or an empty one when it fails or takes too long."""
        loop = asyncio.get_running_loop()
        until = time.monotonic() + self._seconds
        asked = _Asked(question, until, loop, loop.create_future())
        self._asked.put(asked)
        try:
            reply = await asyncio.wait_for(asked.reply, self._seconds)
        except TimeoutError:
            log.warning("nobody answered %s in time", question.question)
            reply = Reply()
        return LookupAnswered(
            at=time.time(),
            call=question.call,
            ask=question.ask,
            word=reply.word,
            sounds=reply.sounds,
            about=reply.about,
        )

    def close(self) -> None:
        """Begin no question any more; one that hangs is not waited for."""
        for _ in range(THREADS):
            self._asked.put(None)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            if time.monotonic() < asked.until:  # one that waited too long is not begun
                asked.settle(self._answer(asked.question))

    def _answer(self, question: LookUp) -> Reply:
        try:
            return self._source.answer(question)
        except Exception:
            log.exception("%s could not be answered", question.question)
            return Reply()
