"""A program that returns and a rescue that begins in the same moment: one of them has the callers.

Every reading and writing of Asterisk's words may take longer than any other: whatever the order,
never are both at work.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alo153.calls.endpoints.beat import VARIABLE
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.runtime import heartbeat
from alo153.switchboard.runtime.heartbeat import JOINS, RESCUE, Heart, Pulse
from alo153.switchboard.runtime.watchdog import claimed, is_dark

DELAYS = st.lists(st.integers(min_value=0, max_value=6), max_size=12)


class Words:
    """Asterisk's variables; every answer takes as many steps of the loop as it is told."""

    def __init__(self, delays: list[int]) -> None:
        self.kept: dict[str, str] = {VARIABLE: "old-7-serves"}
        self._delays = iter(delays)

    async def get(self, name: str) -> str:
        await self._wait()
        value = self.kept.get(name, "")
        await self._wait()
        return value

    async def set(self, name: str, value: str) -> None:
        await self._wait()
        self.kept[name] = value
        await self._wait()

    async def _wait(self) -> None:
        for _ in range(next(self._delays, 1)):
            await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return a clock that the test moves."""
    now = [100.0]
    monkeypatch.setattr(heartbeat, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(heartbeat, "POLL_SECONDS", 0)
    return now


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(heartbeat, "POLL_SECONDS", 0)
    yield
    patch.undo()


@given(delays=DELAYS, first=st.integers(min_value=0, max_value=20), work=st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_never_both(delays: list[int], first: int, work: int) -> None:
    at_work: set[str] = set()
    done: list[str] = []

    async def works(who: str) -> None:
        at_work.add(who)
        for _ in range(work):
            assert at_work == {who}
            await asyncio.sleep(0)
        at_work.remove(who)
        done.append(who)

    async def rescue(variables: Variables, pulse: Pulse) -> None:
        async with claimed(variables, pulse) as ours:
            if ours:
                await works("watchdog")

    async def program(variables: Variables) -> None:
        for _ in range(first):
            await asyncio.sleep(0)
        async with Heart(variables, lambda: False, print).joining():
            await works("program")

    async def both() -> None:
        variables = cast("Variables", Words(delays))
        pulse = Pulse(variables)
        await pulse.feel()
        pulse._beaten = pulse._served = 0.0  # nobody has beaten for long
        await asyncio.gather(rescue(variables, pulse), program(variables))

    asyncio.run(both())
    assert "program" in done, "a program is never kept away"


def test_a_claim_of_a_watchdog_that_died_keeps_nobody_away_for_ever(clock: list[float]) -> None:
    words = Words([])
    words.kept[RESCUE] = "claimed"

    async def join() -> None:
        async def time_passes() -> None:
            for _ in range(40):
                await asyncio.sleep(0)
                clock[0] += 0.5

        passing = asyncio.create_task(time_passes())
        async with Heart(cast("Variables", words), lambda: False, print).joining():
            assert clock[0] >= 108
            assert words.kept[VARIABLE].endswith(JOINS)
        await passing

    asyncio.run(join())


def test_a_program_that_dies_while_it_joins_is_rescued_from(clock: list[float]) -> None:
    words = Words([])
    pulse = Pulse(cast("Variables", words))

    def dark_after(seconds: float, word: str) -> bool:
        clock[0] += seconds
        words.kept[VARIABLE] = word
        return is_dark(asyncio.run(pulse.feel()))

    assert not dark_after(0, "old-7-serves")
    assert not dark_after(8, "new-1-joins")
    assert not dark_after(6, "new-1-joins"), "it may only be slow"
    assert dark_after(1, "new-1-joins")
