"""Numbered lines of progress that a person can follow: what is done, and how long it took."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_COUNTER = "ALO153_STEP"  # carried in the environment from the bootstrap to what it starts
_open: list[Step] = []


class Step:
    """One line of progress while it lasts."""

    def __init__(self) -> None:
        self.note = "done"
        self._broken = False

    def say(self, words: str) -> None:
        """Print a word in between, on a line of its own."""
        print(("" if self._broken else "\n") + f"      {words}", flush=True)
        self._broken = True

    def close(self, note: str, seconds: float) -> None:
        """End the line with its result."""
        took = f" ({seconds:.1f} s)" if seconds >= 1 else ""
        print(("      " if self._broken else " ") + f"{note}{took}", flush=True)


@contextmanager
def step(what: str) -> Iterator[Step]:
    """Print `what` with its number, and at the end `note` and the seconds."""
    number = int(os.environ.get(_COUNTER, "0")) + 1
    os.environ[_COUNTER] = str(number)
    print(f"  {number:2}. {what} ...", end="", flush=True)
    line, began = Step(), time.monotonic()
    _open.append(line)
    try:
        yield line
    except BaseException:
        line.close("stopped", time.monotonic() - began)
        raise
    finally:
        _open.remove(line)
    line.close(line.note, time.monotonic() - began)


def say(words: str) -> None:
    """Print what happened next to the steps, without spoiling the line of an open one."""
    if _open:
        _open[-1].say(words)
    else:
        print(f"      {words}", flush=True)


def fail(words: str) -> int:
    """Print why it cannot continue and return the exit code for it."""
    print(f"\nalo153: {words}", file=sys.stderr, flush=True)
    return 1
