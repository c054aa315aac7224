"""Addresses that are never slowed, whatever comes from them."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress

OURS = ("127.0.0.1", "::1")
"""This machine, and the reverse proxy on it: every browser comes from there."""


def spared(trusted: Iterable[str], trunks: Iterable[str]) -> frozenset[str]:
    """Return our own addresses, those named as trusted, and those the trunks' names lead to now."""
    names = [*trusted, *(trunk.rpartition(":")[0] or trunk for trunk in trunks)]
    return frozenset(OURS).union(*(_addresses(name) for name in names))


def _addresses(name: str) -> set[str]:
    with suppress(OSError):
        return {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    return set()
