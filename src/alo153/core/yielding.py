"""Who waits for whom when the cores are few: a model may take longer, a caller may not wait.

Called at the beginning of a process. Measured with `./alo153 bench calls --solver`.
"""

import os
from contextlib import suppress
from pathlib import Path

LOWEST_PRIORITY = 19
FIRST = -5
"""Before the threads of Asterisk, which are hundreds, each for a moment (`man 7 sched`)."""


def yield_cores() -> None:
    """Let this process and what it starts run only when nobody else wants the core.

    Linux keeps priority and scheduling by thread, and libraries start theirs when imported: all
    that are there are asked. Elsewhere the lowest priority must do.
    """
    _leave_the_session()
    idle = getattr(os, "SCHED_IDLE", None)
    for thread in _threads():
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, LOWEST_PRIORITY)
            if idle is not None:
                os.sched_setscheduler(thread, idle, os.sched_param(0))


def go_first(process: int = 0) -> None:
    """Let this process, or another of ours, run before others, where that is allowed.

    It is as root, or by `Nice=-5` of its unit. What it starts from then on goes first too.
    """
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, process, FIRST)


def _leave_the_session() -> None:
    """Have a small share as a session, too: Linux gives every session the same (autogroup).

    In the session of others this process would keep their share busy, and whoever is in another
    one, as our PostgreSQL is, waits for its slice after each of its answers. Services of systemd
    have groups of their own instead: `CPUWeight=10`.
    """
    with suppress(OSError):
        os.setsid()
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(LOWEST_PRIORITY))


def _threads() -> list[int]:
    folder = Path("/proc/self/task")
    return [int(thread.name) for thread in folder.iterdir()] if folder.is_dir() else [0]
