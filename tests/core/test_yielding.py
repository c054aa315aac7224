"""Heavy computing runs only when nobody else wants the core, in all its threads."""

import os
import subprocess
import sys

import pytest

from alo153.core.yielding import FIRST, go_first

SCRIPT = """
import os, threading
done = threading.Event()
thread = threading.Thread(target=done.wait)
thread.start()
from alo153.core.yielding import yield_cores
yield_cores()
for task in (0, thread.native_id):
    print(os.getpriority(os.PRIO_PROCESS, task), os.sched_getscheduler(task) == os.SCHED_IDLE)
print(os.getsid(0) == os.getpid())
try:
    print(open("/proc/self/autogroup").read().split()[-1])
except FileNotFoundError:
    print("19")
done.set()
"""


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="idle scheduling is Linux's")
def test_every_thread_yields() -> None:
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.splitlines() == ["19 True", "19 True", "True", "19"]


def test_what_hurries_goes_first_where_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "setpriority", lambda _, process, nice: asked.append((process, nice)))
    go_first(7)
    assert asked == [(7, FIRST)]


def test_where_it_may_not_it_goes_as_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refused)
    go_first()
