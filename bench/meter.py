"""CPU and memory of programs with all their children, as the kernel counts them."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from alo153.launch.testing.kernel import family
from bench.figures import Use

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Meter:
    """Reads programs by name; `uses` says what they took since the meter was made."""

    def __init__(self, programs: Mapping[str, int]) -> None:
        self._programs = programs
        self._began = time.monotonic()
        self._first = {name: cpu_seconds(pid) for name, pid in programs.items()}

    def uses(self) -> dict[str, Use]:
        """Return what each program used so far; memory is that of now."""
        seconds = time.monotonic() - self._began
        return {
            name: Use(
                cpu=cpu_seconds(pid) - self._first[name],
                megabytes=megabytes(pid),
                seconds=seconds,
            )
            for name, pid in self._programs.items()
        }


def cpu_seconds(pid: int) -> float:
    """Add up user and system time of a process, its ended children, and its living ones."""
    ticks = 0
    for member in family(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def megabytes(pid: int) -> float:
    """Add up what a process and its children hold of their own; shared pages count once."""
    pages = 0
    for member in family(pid):
        with suppress(OSError):
            _, resident, shared, *_ = Path(f"/proc/{member}/statm").read_text().split()
            pages += int(resident) - (int(shared) if member != pid else 0)
    return pages * PAGE / 1_000_000
