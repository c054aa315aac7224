"""A pytest plugin: of a test that hangs it writes once what everything in it waits for.

`faulthandler` shows threads alone: of a journey that is Playwright's loop, whatever the test waits
for in a greenlet next to it, and of an asyncio test the loop that waits for its tasks.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
import traceback
from collections.abc import Generator, Iterator
from types import FrameType
from typing import Any, NamedTuple

import pytest

_STDERR = 2
_LOOKS = 10
"""So many times a test is looked at before it counts as standing still."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--stacks-after`."""
    parser.addoption(
        "--stacks-after",
        metavar="SECONDS",
        type=float,
        help="write once what a test waits for that takes longer",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watch, and keep the way to the log: while a test runs, all that is said is its own."""
    seconds = config.getoption("--stacks-after")
    if seconds:
        config.pluginmanager.register(_Watch(seconds, os.dup(_STDERR)), "alo153-stacks")


class _Begun(NamedTuple):
    test: str
    at: float


class _Watch:
    """Looks at the clock from a thread of its own, which begins with the first test."""

    def __init__(self, seconds: float, log: int) -> None:
        self._seconds, self._log = seconds, log
        self._begun: _Begun | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="stacks", daemon=True)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Know which test runs, and since when."""
        if not self._thread.ident:
            self._thread.start()
        self._begun = _Begun(item.nodeid, time.monotonic())
        try:
            return (yield)
        finally:
            self._begun = None

    def pytest_unconfigure(self) -> None:
        """End the thread."""
        self._over.set()
        if self._thread.ident:
            self._thread.join()
        os.close(self._log)

    def _look(self) -> None:
        told: _Begun | None = None
        while not self._over.wait(self._seconds / _LOOKS):
            begun = self._begun
            if begun and begun is not told and time.monotonic() - begun.at > self._seconds:
                told = begun
                words = f"\n{begun.test} takes longer than {self._seconds:g} s\n{_everything()}\n"
                os.write(self._log, words.encode(errors="replace"))


def _everything() -> str:
    """Return the stacks of all threads, and of all greenlets and tasks that wait."""
    found = [*_threads(), *_greenlets(), *_tasks()]
    return "".join(f"--- {name}\n{''.join(stack)}" for name, stack in found)


def _threads() -> Iterator[tuple[str, list[str]]]:
    names = {each.ident: each.name for each in threading.enumerate()}
    for ident, frame in sys._current_frames().items():
        if ident != threading.get_ident():
            yield f"thread {names.get(ident, ident)}", traceback.format_stack(frame)


def _greenlets() -> Iterator[tuple[str, list[str]]]:
    if "greenlet" not in sys.modules:  # nobody has made one
        return
    kind = sys.modules["greenlet"].greenlet
    for each in gc.get_objects():
        # By its own type: `isinstance` asks a weak proxy for what it led to, which may be away
        if issubclass(type(each), kind) and each.gr_frame:
            yield f"{each}", traceback.format_stack(each.gr_frame)


def _tasks() -> Iterator[tuple[str, list[str]]]:
    for each in gc.get_objects():
        if issubclass(type(each), asyncio.Task) and not each.done():
            yield f"task {each.get_name()}", list(_awaited(each.get_coro()))


def _awaited(coroutine: Any) -> Iterator[str]:
    """Follow a coroutine to what it waits for in the end, through all that it awaits."""
    while coroutine is not None:
        frame: FrameType | None = getattr(coroutine, "cr_frame", None)
        if frame:
            yield from traceback.format_stack(frame, limit=1)
        coroutine = getattr(coroutine, "cr_await", None)
