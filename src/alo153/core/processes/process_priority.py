"""Priorities of processes on a machine with few cores: callers never wait for a computation.

Each process calls this when it starts. Measured with `./alo153 bench calls --solver`.
"""

import os
from contextlib import suppress
from pathlib import Path

LOWEST_PRIORITY = 19
FIRST = -5
"""Before the threads of Asterisk, which are hundreds, each for a moment (`man 7 sched`)."""


def lower_priority(nice: int = LOWEST_PRIORITY) -> None:
    """Lower the priority of this process and its children, by `nice` (0, normal, to 19).

    Linux keeps priority by thread, and libraries start theirs when imported: all that are there
    are asked. Not SCHED_IDLE: on a full machine it gets no time at all, and work that somebody
    waits for never ends.
    """
    if not nice:
        return
    _leave_the_session(nice)
    for thread in _threads():
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, nice)


def keep_to_last_core() -> None:
    """Let this process and what it starts compute on the last of its cores alone.

    So the other cores are left to calls in any case; `CPUAffinity=` of the switchboard's unit
    keeps that one out. Where there is one core, or no such call (macOS), nothing changes.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    last = {max(os.sched_getaffinity(0))}
    for thread in _threads():
        with suppress(OSError):
            os.sched_setaffinity(thread, last)


def raise_priority(process: int = 0) -> None:
    """Raise the priority of this process, or of another of ours, if that is allowed.

    It is as root, or by `Nice=-5` of its unit. What it starts from then on goes first too.
    """
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, process, FIRST)


def _leave_the_session(nice: int) -> None:
    """Have a small share as a session, too: Linux gives every session the same (autogroup).

    In another program's session this process would use up its share, and a program in a different
    session, such as our PostgreSQL, would wait for its slice after each of its answers. Services of
    systemd have groups of their own instead: `CPUWeight=10`.
    """
    with suppress(OSError):
        os.setsid()
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(nice))


def _threads() -> list[int]:
    folder = Path("/proc/self/task")
    return [int(thread.name) for thread in folder.iterdir()] if folder.is_dir() else [0]
