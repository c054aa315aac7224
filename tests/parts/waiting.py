"""Wait on conditions: no test sleeps for a guessed time, and none is late because of others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

SECONDS = 60.0
"""Whoever waits so long waits in vain: no measure of what is promised, since others take cores."""
COLD_SECONDS = 180.0
"""The same for programs that start cold: they compute for five seconds before they say a word."""
_SHORTEST, _LONGEST = 0.02, 0.2
_NANOSECOND = 1e-9


def until[T](
    question: Callable[[], T], seconds: float = SECONDS, what: str | Callable[[], str] = ""
) -> T:
    """Ask until the answer is true and return it; AssertionError that tells it if it stays false.

    Asked ever more seldom: a question costs both who asks and who is asked, and is late by a
    twentieth of the waiting at most.
    """
    began = time.monotonic()
    while not (answer := question()):
        waited = time.monotonic() - began
        assert waited < seconds, _in_vain(question, answer, what() if callable(what) else what)
        time.sleep(min(max(_SHORTEST, waited / 20), _LONGEST))
    return answer


def _in_vain(question: Callable[[], object], answer: object, what: str) -> str:
    """Say what was waited for, where that is asked, and what was answered last."""
    code = getattr(question, "__code__", None)
    place = f"{Path(code.co_filename).name}:{code.co_firstlineno}" if code else f"{question}"
    return f"{what or 'in vain'} ({place}, at last {answer!r})"


class Stopwatch:
    """Counts seconds in which nothing but ourselves kept us waiting.

    Seconds in which a thread of this test, or of what it started, wanted a core and got none are
    not counted (`/proc/<pid>/task/<tid>/schedstat`): a promise about seconds is one about what the
    programs do, and somebody else's computing does not break it.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._delays = {
            thread: waited for found in _delays_by_program() for thread, waited in found.items()
        }

    @property
    def seconds(self) -> float:
        """Return the seconds so far."""
        return time.monotonic() - self._began - self.delayed

    @property
    def delayed(self) -> float:
        """Return the seconds that programs have waited for a core, one after the other.

        Of each program counts the thread that waited longest: what is promised goes through it.
        """
        before = self._delays
        waited = [
            max((now - before.get(thread, 0) for thread, now in threads.items()), default=0)
            for threads in _delays_by_program()
        ]
        return sum(waited) * _NANOSECOND


def _delays_by_program() -> Iterator[dict[str, int]]:
    """Give the nanoseconds that each thread has waited for a core, program by program."""
    for pid in _family():
        found: dict[str, int] = {}
        with suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                with suppress(OSError, IndexError):
                    found[thread.name] = int((thread / "schedstat").read_text().split()[1])
        yield found


def _family() -> Iterator[int]:
    """Give the numbers of this process and its descendants.

    The kernel's own lists cost a hundredth of a look at all processes; one whose sister ends at
    this moment may be missed, and then counts as one that did not wait.
    """
    members = [os.getpid()]
    for member in members:
        yield member
        for listed in Path(f"/proc/{member}/task").glob("*/children"):
            with suppress(OSError):
                members += map(int, listed.read_text().split())
