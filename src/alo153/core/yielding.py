"""Heavy computing yields: a roster or a model may take longer, a caller may not wait for it.

Called at the beginning of a process that computes for minutes. Measured with
`./alo153 bench calls --solver`.
"""

import os
from contextlib import suppress
from pathlib import Path

LOWEST_PRIORITY = 19


def yield_cores() -> None:
    """Let this process and what it starts run only when nobody else wants the core.

    Linux keeps priority and scheduling by thread, and libraries start theirs when imported: all
    that are there are asked. Elsewhere the lowest priority must do.
    """
    idle = getattr(os, "SCHED_IDLE", None)
    for thread in _threads():
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, LOWEST_PRIORITY)
            if idle is not None:
                os.sched_setscheduler(thread, idle, os.sched_param(0))


def _threads() -> list[int]:
    folder = Path("/proc/self/task")
    return [int(thread.name) for thread in folder.iterdir()] if folder.is_dir() else [0]
