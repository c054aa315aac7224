"""Of a test that stands still one can read what it waits for."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]
# It stands still until the stacks are written where whoever started pytest reads them
STANDING = """
import asyncio
import threading
import time
from pathlib import Path

from greenlet import getcurrent, greenlet

def is_told():
    return "takes longer" in Path("stderr").read_text()

def waits_in_a_greenlet(back):
    back.switch()

def waits_in_a_thread(over):
    over.wait()

async def waits_in_a_task():
    await asyncio.Event().wait()

async def stands_still():
    waiting = asyncio.create_task(waits_in_a_task())
    while not is_told():
        await asyncio.sleep(0.01)
    time.sleep(0.5)  # it would be told again
    waiting.cancel()

def test_stands():
    over = threading.Event()
    thread = threading.Thread(target=waits_in_a_thread, args=[over])
    thread.start()
    beside = greenlet(waits_in_a_greenlet)
    beside.switch(getcurrent())
    asyncio.run(stands_still())
    over.set()
    thread.join()

def test_is_over_at_once():
    pass
"""


def test_all_that_waits_is_written_once(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(STANDING)
    plugin = ("-p", "alo153.launch.testing.plugins.stacks")
    result = pytester.runpytest_subprocess(*plugin, "--stacks-after", "0.1")
    result.assert_outcomes(passed=2)
    told = result.stderr.str()
    assert told.count("takes longer than 0.1 s") == 1
    assert "::test_stands takes longer" in told
    for waiting in ("waits_in_a_greenlet", "waits_in_a_thread", "waits_in_a_task", "test_stands"):
        assert f"in {waiting}\n" in told
    assert "test_is_over_at_once" not in told


def test_who_does_not_ask_is_told_nothing(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile("def test_runs():\n    pass\n")
    result = pytester.runpytest_subprocess("-p", "alo153.launch.testing.plugins.stacks")
    result.assert_outcomes(passed=1)
    assert result.stderr.str() == ""
