"""The descendants of a process, as the kernel knows them."""

from __future__ import annotations

import os
from contextlib import suppress


def family(pid: int) -> list[int]:
    """Return the numbers of a process and all its descendants."""
    known = _children()
    members = [pid]
    for member in members:
        members += known.get(member, [])
    return members


def children(pid: int) -> list[int]:
    """Return the numbers of a process's children."""
    return _children().get(pid, [])


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            with open(f"/proc/{name}/stat", "rb") as file:
                parent = file.read().rpartition(b")")[2].split()[1]
            found.setdefault(int(parent), []).append(int(name))
    return found
