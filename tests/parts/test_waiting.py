"""A stopwatch counts what we wait for ourselves, not what others keep us waiting."""

import os
import subprocess
import sys
import threading
import time

import pytest
from tests.parts.waiting import Stopwatch, until

COMPUTES = (
    "import os, sys; os.sched_setaffinity(0, {int(sys.argv[1])}); print(flush=True)\nwhile 1: 1"
)


def test_who_waits_in_vain_says_for_what_and_what_was_seen_last() -> None:
    came: list[str] = []
    with pytest.raises(AssertionError, match=r"nobody comes \(test_waiting.py:\d+, at last \[\]\)"):
        until(lambda: came, seconds=0, what="nobody comes")


def test_what_is_waited_for_counts() -> None:
    began = time.monotonic()
    stopwatch = Stopwatch()
    threading.Event().wait(0.3)
    # On a full machine this program's own threads waited for a core meanwhile
    counted, delayed = stopwatch.seconds, stopwatch.delayed
    assert counted + delayed > 0.2
    assert counted <= time.monotonic() - began


def test_waiting_for_a_core_does_not_count() -> None:
    before = os.sched_getaffinity(0)
    core = min(before)
    command = [sys.executable, "-c", COMPUTES, str(core)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as rival:
        try:
            assert rival.stdout is not None
            rival.stdout.readline()
            os.sched_setaffinity(0, {core})
            stopwatch, began, computed = Stopwatch(), time.monotonic(), time.thread_time()
            while time.thread_time() - computed < 0.1:
                pass
            assert stopwatch.delayed > 0.03
            assert stopwatch.seconds < time.monotonic() - began
        finally:
            os.sched_setaffinity(0, before)
            rival.kill()
