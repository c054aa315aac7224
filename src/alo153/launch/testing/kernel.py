"""What a process and its descendants have cost, as the kernel counts it; one reading is a moment.

What a child has cost is its parent's once it has ended, so the sum of a family never falls while
it ends well. A process that nobody waited for, or that left the family, is lost to it.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import NamedTuple

_TICK = os.sysconf("SC_CLK_TCK")
_NANOSECOND = 1e-9
_STAT_AT_MOST = 1024


class Reading(NamedTuple):
    """Seconds since some beginning: on the clock, on cores, and waiting for a core."""

    clock: float
    cpu: float
    delayed: float

    def minus(self, earlier: Reading) -> Reading:
        """Return what lies between two readings."""
        return Reading(*(now - then for now, then in zip(self, earlier, strict=True)))

    def plus(self, other: Reading) -> Reading:
        """Add up two spans."""
        return Reading(*(one + another for one, another in zip(self, other, strict=True)))


NOTHING = Reading(0, 0, 0)


def read() -> Reading:
    """Read this process and all its descendants: less than a millisecond.

    Waiting for a core is that of main threads alone: those of others are too many to ask.
    """
    ticks = _ticks()
    return Reading(
        clock=time.monotonic(),
        cpu=sum(ticks.values()) / _TICK,
        delayed=sum(map(_delay, ticks)),
    )


def family() -> list[int]:
    """Return the numbers of this process and all its descendants."""
    return list(_ticks())


def of_others(ours: int) -> float:
    """Return the CPU seconds that the machine has given to others than a process and its family."""
    with open("/proc/stat", encoding="ascii") as machine:
        user, nice, system, _, _, *interrupts = map(int, machine.readline().split()[1:8])
    listed = set(filter(str.isdigit, os.listdir("/proc")))
    mine = sum(_family_of(ours, listed).values())
    return (user + nice + system + sum(interrupts) - mine) / _TICK


_strangers: set[str] = set()
"""Of the processes that were listed last time, those of other families: they stay so while they are
listed, and to read all of a busy machine twice a test cost a tenth of the test run."""


def _ticks() -> dict[int, int]:
    """Return ticks by member, those of its ended children with it."""
    listed = set(filter(str.isdigit, os.listdir("/proc")))
    ticks = _family_of(os.getpid(), listed - _strangers)
    _strangers.clear()
    _strangers.update(listed.difference(map(str, ticks)))
    return ticks


def _family_of(root: int, listed: set[str]) -> dict[int, int]:
    children: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for name in listed:
        with suppress(OSError):
            fields = _content(f"/proc/{name}/stat").rpartition(b")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(name))
            ticks[int(name)] = sum(map(int, fields[11:15]))
    members = [root]
    for member in members:
        members += children.get(member, [])
    return {member: ticks[member] for member in members}


def _delay(pid: int) -> float:
    with suppress(OSError, IndexError):
        return int(_content(f"/proc/{pid}/schedstat").split()[1]) * _NANOSECOND
    return 0.0


def _content(path: str) -> bytes:
    # Read bare: a test costs one reading, and pathlib makes it five times as dear
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, _STAT_AT_MOST)
    finally:
        os.close(handle)
