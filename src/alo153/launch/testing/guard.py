"""Sees to it that a run of the tests leaves nothing behind, however it ends.

The run is a child of the guard. Whatever loses its parent below it becomes a child of the guard
too, which ends all of it when the run is over or killed, and when SIGTERM or SIGINT comes. What a
guard left that was killed itself is found at the next start (`leftovers`).
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from alo153.launch.steps import fail
from alo153.launch.testing import kernel, leftovers

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_GRACE_SECONDS, _KILL_SECONDS = 25.0, 15.0
"""Together with what removes the folders they are less than a minute."""
_POLL_SECONDS = 0.1
_SIGNALLED = 128
_ASKED = (signal.SIGTERM, signal.SIGINT)


class _Asked(BaseException):
    def __init__(self, number: int) -> None:
        self.number = number


def guarded(work: Callable[[Path], int]) -> int:
    """Let a child do `work` in a folder of its own; return its exit code when all of it is over.

    A signal that ended it counts as 128 and its number.
    """
    leftovers.remove()
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with leftovers.folder() as folder:
        try:
            return _watched(work, folder)
        finally:
            _end_all(grace=0)
            leftovers.remove()


def _watched(work: Callable[[Path], int], folder: Path) -> int:
    before = {each: signal.signal(each, _ask) for each in _ASKED}
    child = _fork(work, folder)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
        return _wait(child)
    except _Asked as asked:
        for each in _ASKED:
            signal.signal(each, signal.SIG_IGN)
        _stop(child)
        fail(f"{signal.Signals(asked.number).name} came: all that was begun is ended")
        return _SIGNALLED + asked.number
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _fork(work: Callable[[Path], int], folder: Path) -> int:
    """Return the number of a child that does the work; signals wait until both are ready."""
    guard = os.getpid()
    sys.stdout.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
    return os.fork() or _work(work, folder, guard)


def _ask(number: int, _: FrameType | None) -> NoReturn:
    raise _Asked(number)


def _work(work: Callable[[Path], int], folder: Path, guard: int) -> NoReturn:
    """Be the child: it leaves signals to its guard, and dies with it."""
    code = 1
    try:
        for each in _ASKED:
            signal.signal(each, lambda *_: None)  # not ignored: what it starts would ignore it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        code = work(folder) if os.getppid() == guard else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _wait(child: int) -> int:
    """Wait for the child's end, and reap processes that have become our children."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else _SIGNALLED - code


def _stop(child: int) -> None:
    """End the child, so that it begins nothing more, and let its pytests end as by Ctrl+C.

    They hear of its death (`running`); what else it runs in our own group is told.
    """
    near = [pid for pid in kernel.children(child) if _group(pid) == os.getpgrp()]
    _signal(child, signal.SIGKILL)
    for pid in near:
        _signal(pid, signal.SIGTERM)
    _end_all(grace=_GRACE_SECONDS)


def _end_all(grace: float) -> None:
    """Wait so long for all below us to end, then kill what is left."""
    patience = time.monotonic() + grace
    give_up = patience + _KILL_SECONDS
    while (left := _living()) and time.monotonic() < give_up:
        for pid in left if time.monotonic() >= patience else ():
            _signal(pid, signal.SIGKILL)
        time.sleep(_POLL_SECONDS)


def _living() -> list[int]:
    """Bury our dead, and return who is left below us."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return kernel.family(os.getpid())[1:]


def _group(pid: int) -> int:
    with suppress(ProcessLookupError):
        return os.getpgid(pid)
    return 0


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
