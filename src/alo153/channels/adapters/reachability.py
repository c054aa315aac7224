"""Check whether the server of an address can be reached, without sending any message."""

import socket
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_PORTS: Final[Mapping[str, int]] = {
    "http": 80,
    "https": 443,
    "smpp": 2775,
    "smpps": 3550,
    "smtp": 25,
    "smtps": 465,
}
_SECONDS: Final = 2


def is_reachable(address: str) -> bool | None:
    """Connect and hang up, within two seconds a name; None where there is nowhere to connect to."""
    parts = urlsplit(address)
    port = parts.port or _PORTS.get(parts.scheme.rpartition("+")[2])
    if not parts.hostname or port is None:
        return None
    try:
        with socket.create_connection((parts.hostname, port), _SECONDS):
            return True
    except OSError:
        return False
