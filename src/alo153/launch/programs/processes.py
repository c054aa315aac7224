"""The kernel's data about processes: alive, or holding a port."""

from __future__ import annotations

import errno
import os
import random
import socket
from contextlib import suppress
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LISTEN = "0A"
FREE_PORTS = range(22_000, 32_760)
_BLOCK = 8
_RESERVED_AT_MOST = 100
_reserved: dict[int, socket.socket] = {}


def born(pid: int) -> str | None:
    """Return when a living process began (boot and ticks since), or None if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else f"{_BOOT.read_text().strip()} {fields[19]}"


def holder(port: int) -> str:
    """Say who listens on a TCP port, as far as we may see it."""
    inodes = {f"socket:[{inode}]" for inode in _listening(port)}
    for folder in Path("/proc").glob("[0-9]*/fd"):
        with suppress(OSError):
            if any(os.readlink(link) in inodes for link in folder.iterdir()):
                words = (folder.parent / "cmdline").read_bytes().decode(errors="replace")
                return (
                    f"process {folder.parent.name} ({' '.join(words.split(chr(0)))[:80].strip()})"
                )
    return "another program"


def free_port(wish: int = 0) -> int:
    """Return `wish` if nobody holds it on the loopback address (TCP or UDP), else another one.

    The other one and the seven after it are free, and given to nobody else for a while, in no
    process of ours, not as a wish either: a program started a moment ago may not have bound its own
    yet. They are below the ports that Linux gives to programs that ask for any.
    """
    if wish and _is_free(wish) and (wish in _reserved or _reserve(wish, _block_of(wish)[:1])):
        return wish
    blocks = list(range(FREE_PORTS.start, FREE_PORTS.stop, _BLOCK))
    random.shuffle(blocks)
    for first in blocks:
        block = _block_of(first)
        if all(map(_is_free, block)) and _reserve(first, block):
            return first
    raise OSError(errno.EADDRINUSE, f"no free port from {FREE_PORTS.start} to {FREE_PORTS.stop}")


def _block_of(port: int) -> range:
    """Return the ports that are given together with this one: none for those outside."""
    first = port - (port - FREE_PORTS.start) % _BLOCK
    return range(first, first + _BLOCK) if port in FREE_PORTS else range(0)


def _reserve(port: int, near: range) -> bool:
    """Hold a name of the kernel's for a port: it ends with the process, or after many other names.

    False if somebody holds that of the port or of one near it.
    """
    names: dict[int, socket.socket] = {}
    try:
        for each in {port, *near}:
            names[each] = socket.socket(socket.AF_UNIX)
            names[each].bind(f"\0alo153-port-{each}")
        _reserved[port] = names.pop(port)
    except OSError:
        return False
    finally:
        for name in names.values():
            name.close()
    if len(_reserved) > _RESERVED_AT_MOST:
        _reserved.pop(next(iter(_reserved))).close()
    return True


def _is_free(port: int) -> bool:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind == socket.SOCK_STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True


def _listening(port: int) -> list[str]:
    inodes = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with suppress(OSError):
            rows = [row.split() for row in Path(table).read_text().splitlines()[1:]]
            inodes += [
                row[9]
                for row in rows
                if row[3] == _LISTEN and int(row[1].rpartition(":")[2], 16) == port
            ]
    return inodes
