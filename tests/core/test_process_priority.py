"""Heavy computing comes after all others, in all its threads, and is never starved."""

import os
import subprocess
import sys

import pytest

from alo153.core.processes.process_priority import FIRST, lower_priority, raise_priority

SCRIPT = """
import os, threading
done = threading.Event()
thread = threading.Thread(target=done.wait, daemon=True)
thread.start()
from alo153.core.processes.process_priority import lower_priority
lower_priority(%s)
for task in (0, thread.native_id):
    print(os.getpriority(os.PRIO_PROCESS, task), os.sched_getscheduler(task) == os.SCHED_OTHER)
print(os.getsid(0) == os.getpid())
try:
    words = open("/proc/self/autogroup").read().split()  # none: it is in the group of the kernel
except FileNotFoundError:
    words = []
print(words[-1] if words else os.getpriority(os.PRIO_PROCESS, 0))
done.set()
"""


@pytest.mark.parametrize(("words", "nice"), [("", 19), ("10", 10)])
def test_every_thread_yields_and_none_waits_for_an_idle_machine(words: str, nice: int) -> None:
    assert said(words) == [f"{nice} True", f"{nice} True", "True", str(nice)]


def test_who_yields_nothing_stays_as_it_is() -> None:
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert said("0")[:3] == [f"{here} True", f"{here} True", "False"]


def test_a_process_that_runs_tests_keeps_its_share() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0), os.getsid(0)
    lower_priority()
    assert (os.getpriority(os.PRIO_PROCESS, 0), os.getsid(0)) == before


def said(words: str) -> list[str]:
    """Return what a process tells of its threads and session after `lower_priority(words)`."""
    return said_by(SCRIPT % words)


def said_by(script: str) -> list[str]:
    """Return the lines that a process of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


def test_what_hurries_goes_first_where_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "setpriority", lambda _, process, nice: asked.append((process, nice)))
    raise_priority(7)
    assert asked == [(7, FIRST)]


def test_where_it_may_not_it_goes_as_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refused)
    raise_priority()


AFFINITY = """
import os, threading
done = threading.Event()
thread = threading.Thread(target=done.wait, daemon=True)
thread.start()
from alo153.core.processes.process_priority import keep_to_last_core
before = os.sched_getaffinity(0)
keep_to_last_core()
print(os.sched_getaffinity(0) == os.sched_getaffinity(thread.native_id) == {max(before)})
done.set()
"""


def test_what_computes_long_keeps_to_one_core_in_all_its_threads() -> None:
    assert said_by(AFFINITY) == ["True"]
