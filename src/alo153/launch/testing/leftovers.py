"""Leftovers of a killed run: its folders, and programs that may still hold ports.

A run holds a lock in its folder as long as it lives, and all that it starts carries the folder's
name as TMPDIR. A folder below `var/test` bears the number of the process that made it. Nothing is
looked for by the name of a program: other runs on this machine are alive.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alo153.launch import paths
from alo153.launch.programs import processes

_PREFIX = "alo153-"
_LOCK = "lock"
_MADE_BY = re.compile(r"[a-z]+-(\d+)(-[0-9a-f]+)?")
_SECONDS = 5.0
_POLL_SECONDS = 0.1


@contextmanager
def folder() -> Iterator[Path]:
    """Have a folder for a run, locked as long as the block lasts, and removed afterwards."""
    # Short, for the sockets below it, and open: as root PostgreSQL is another user
    made = Path(tempfile.mkdtemp(prefix=_PREFIX))
    made.chmod(0o755)
    beside = made / "new"
    with beside.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        beside.rename(made / _LOCK)  # nobody sees it unlocked
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def temporary(run: Path) -> dict[str, str]:
    """Return what everything in a run's folder carries: where its temporary files lie."""
    place = run / "t"
    place.mkdir(exist_ok=True)
    place.chmod(0o1777)  # as /tmp: programs run as other users
    return {"TMPDIR": str(place)}


def remove() -> None:
    """End what runs that are over left running, and remove their folders."""
    runs, tests = set(_runs_that_are_over()), list(_tests_that_are_over())
    if runs:
        _end(lambda: [pid for pid in _numbers() if not runs.isdisjoint(_runs_of(pid))])
    if tests:
        _end(lambda: [pid for home in tests for pid in _postgres_of(home)])
    for each in (*runs, *tests):
        shutil.rmtree(each, ignore_errors=True)


def _runs_that_are_over() -> Iterator[Path]:
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError), lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield lock.parent


def _tests_that_are_over() -> Iterator[Path]:
    for home in (paths.var() / "test").glob("*"):
        made_by = _MADE_BY.fullmatch(home.name)
        if made_by and home.is_dir() and not _is_of(home, int(made_by[1])):
            yield home


def _is_of(home: Path, pid: int) -> bool:
    """Say whether a process lives that can have made a folder: numbers are used again.

    A zombie has ended, however long its new parent takes to reap it.
    """
    birth = processes.born(pid)
    if birth is None:
        return False
    up = float(Path("/proc/uptime").read_text().split()[0])
    age = up - int(birth.split()[1]) / os.sysconf("SC_CLK_TCK")
    return age > time.time() - home.stat().st_mtime - 1


def _numbers() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _runs_of(pid: int) -> Iterator[Path]:
    """Return the folders above the temporary one that a process carries, if we may see it."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        found = [word for word in words if word.startswith(b"TMPDIR=") and pid != os.getpid()]
        yield from Path(os.fsdecode(found[0]).partition("=")[2]).parents if found else ()


def _postgres_of(home: Path) -> Iterator[int]:
    """Return the servers whose data are in a folder: they write their number, not TMPDIR."""
    for note in home.rglob("postmaster.pid"):
        with suppress(OSError, ValueError):
            pid = int(note.read_text().split()[0])
            if Path(f"/proc/{pid}/cwd").readlink() == note.parent:
                yield pid


def _end(found: Callable[[], list[int]]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        give_up = time.monotonic() + _SECONDS
        while (left := found()) and time.monotonic() < give_up:
            for pid in left:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, number)
            time.sleep(_POLL_SECONDS)
