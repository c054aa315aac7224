"""To which addresses messages may go: not into our own network, unless a setting says so. Pure.

The number that was checked is the one that is called: a name cannot change between both.
"""

from collections.abc import Collection, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final
from urllib.parse import SplitResult, urlsplit

import httpx

type Network = IPv4Network | IPv6Network

# NAT64 (RFC 6052)
_TRANSLATED: Final = ip_network("64:ff9b::/96")
# IPv4-compatible and site-local numbers (RFC 4291): Python takes them for public
_OBSOLETE: Final = (ip_network("::/96"), ip_network("fec0::/10"))


class AddressRefused(ValueError):
    """No message goes to this address."""


def networks(text: str) -> tuple[Network, ...]:
    """Read networks with spaces between. Raises ValueError."""
    return tuple(ip_network(word) for word in text.split())


def read(url: str) -> SplitResult:
    """Take an address of HTTP apart.

    Raises:
        AddressRefused: it is none, or holds a password, which logs would show.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        httpx.URL(url)  # reads more strictly, and is what is called
    except (ValueError, httpx.InvalidURL) as error:
        raise AddressRefused(url) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise AddressRefused(url)
    if parts.username or parts.password or parts.fragment or not url.isascii():
        raise AddressRefused(url)
    return parts


def check(url: str, allowed: Collection[Network]) -> None:
    """Refuse an address that no message can ever go to; names are looked up when one goes.

    Raises:
        AddressRefused: it is none, is not of TLS, or is a number of ours.
    """
    parts = read(url)
    if parts.scheme != "https" and not allowed:
        raise AddressRefused(url)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        host = "127.0.0.1"
    if is_number(host):
        choose(parts.scheme, [host], allowed)


def is_number(host: str) -> bool:
    """Tell whether a host is no name."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def choose(scheme: str, found: Sequence[str], allowed: Collection[Network]) -> str:
    """Return the IP address to call, of a name's addresses.

    Every one of them must be public or allowed, and without TLS allowed: a name with an address
    of ours and a foreign one is no mistake.

    Raises:
        AddressRefused: one may not be called, or there is none.
    """
    if not found or not all(_may_call(scheme, number, allowed) for number in found):
        raise AddressRefused(scheme)
    return found[0]


def _may_call(scheme: str, number: str, allowed: Collection[Network]) -> bool:
    address = _meant(ip_address(number.partition("%")[0]))
    if any(address in network for network in allowed):
        return True
    is_public = address.is_global and not address.is_multicast
    return scheme == "https" and is_public and not any(address in old for old in _OBSOLETE)


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that is reached by this one, mapped or translated; or itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) % 2**32)
    return address.ipv4_mapped or address
