"""Asks the rest of the house for a caller in the menu, in threads of its own and not for long."""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from alo153.switchboard.acd.commands import AskOutside
from alo153.switchboard.acd.events import OutsideAnswered

log = logging.getLogger(__name__)

ASK_SECONDS = 1.5
"""Longer no caller waits in silence: then the menu goes on without the answer."""
THREADS = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found: a word for the menu, and sounds to play."""

    word: str = ""
    sounds: tuple[str, ...] = ()


class Answers(Protocol):
    """The one who knows; called in a thread, may block and raise."""

    def answer(self, question: AskOutside) -> Reply:
        """Answer a question of the menu."""
        ...


class Outside:
    """Gives every question a thread, and every caller an answer in time, if only an empty one."""

    def __init__(self, answers: Answers, *, seconds: float = ASK_SECONDS) -> None:
        self._answers = answers
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="outside")

    async def ask(self, question: AskOutside) -> OutsideAnswered:
        """Return the answer, or an empty one when it fails or takes too long."""
        until = time.monotonic() + self._seconds
        work = asyncio.get_running_loop().run_in_executor(
            self._threads, self._answer, question, until
        )
        try:
            reply = await asyncio.wait_for(work, self._seconds)
        except TimeoutError:
            log.warning("nobody answered %s in time", question.question)
            reply = Reply()
        return OutsideAnswered(
            at=time.time(),
            call=question.call,
            ask=question.ask,
            word=reply.word,
            sounds=reply.sounds,
        )

    def close(self) -> None:
        """Begin no question any more; one that hangs is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _answer(self, question: AskOutside, until: float) -> Reply:
        """Answer in a thread; what waited too long for its thread is not begun."""
        if time.monotonic() > until:
            return Reply()
        try:
            return self._answers.answer(question)
        except Exception:
            log.exception("%s could not be answered", question.question)
            return Reply()
