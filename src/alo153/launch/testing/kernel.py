"""Who belongs to a process, as the kernel knows it."""

from __future__ import annotations

import os
from contextlib import suppress


def family() -> list[int]:
    """Return the numbers of this process and all its descendants."""
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            with open(f"/proc/{name}/stat", "rb") as file:
                parent = file.read().rpartition(b")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(name))
    members = [os.getpid()]
    for member in members:
        members += children.get(member, [])
    return members
