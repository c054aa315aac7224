"""The push services that may be called: a browser names an address of one of them. Pure.

A citizen who follows an application names the address for notifications. Were any address taken, a
stranger could let our worker call whatever is in the city's own network (server-side request
forgery).
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import SplitResult, urlsplit

SERVICES: Final = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.notify.windows.com",
    "web.push.apple.com",
)
"""The push services of Chrome, Firefox, Edge and Safari."""
LONGEST: Final = 500
"""Characters of an address; the longest of these services have about 300."""
_HOST: Final = re.compile(r"(\*\.)?([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")
_ORIGIN: Final = re.compile(r"http://127\.0\.0\.1:\d{1,5}")
_ADDRESS: Final = re.compile(r"[!-~]+")


class HostError(ValueError):
    """A word is no host."""


def read(words: Sequence[str], *, development: bool) -> tuple[str, ...]:
    """Read the hosts of the settings; in development a server of this machine may be there.

    Raises:
        HostError: one is no name of a host.
    """
    for word in words:
        if not (_HOST.fullmatch(word) or (development and _ORIGIN.fullmatch(word))):
            raise HostError(
                f"{word!r} is no host; write names such as {' or '.join(SERVICES[1:3])}"
            )
    return tuple(words)


def is_service(endpoint: str, hosts: Sequence[str]) -> bool:
    """Say whether an address is one of a push service that is named: https, and no other port."""
    if len(endpoint) > LONGEST or not _ADDRESS.fullmatch(endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if f"{parts.scheme}://{parts.netloc}" in hosts:
        return True
    if parts.scheme != "https" or port not in {None, 443}:
        return False
    return any(_fits(parts, host) for host in hosts)


def _fits(parts: SplitResult, host: str) -> bool:
    name = parts.hostname or ""
    # Another reader of addresses may see another host in what is no plain name
    if parts.netloc.lower().removesuffix(":443") != name or not _HOST.fullmatch(name):
        return False
    return name.endswith(host[1:]) if host.startswith("*.") else name == host
