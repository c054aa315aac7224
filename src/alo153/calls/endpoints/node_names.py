"""Names and addresses of the nodes. Pure: the environment's words in, nodes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAIN = "main"
"""The only node of a city that names none."""
NAME = re.compile(r"[a-z][a-z0-9-]{0,19}")
SIP_PORT = 5060
LAST_PORT = 65535


class NamingError(ValueError):
    """Say in plain words what is wrong with the names of the nodes."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address at which a node's Asterisk takes SIP from other nodes."""

    host: str
    port: int = SIP_PORT


def nodes(text: str, *, own: str) -> dict[str, Address]:
    """Read ``main=10.0.0.1:5060 east=10.0.0.2``, in this order; nothing means the own one alone.

    Raises:
        NamingError: a name or an address cannot be used, or the own node is not among them.
    """
    pairs = _pairs(text, "ALO153_NODES")
    found = {name: _address(name, place) for name, place in pairs.items()}
    _named(own, "ALO153_NODE")
    if found and own not in found:
        raise NamingError(f"ALO153_NODES does not name {own!r}, which ALO153_NODE says this is")
    return found if len(found) > 1 else {}


def sockets(text: str, *, among: Mapping[str, Address]) -> dict[str, str]:
    """Read ``main=wss://a.example/ws east=wss://b.example/ws``: what browsers connect to.

    Raises:
        NamingError: a node has no socket, or a socket no node.
    """
    found = _pairs(text, "ALO153_NODE_SOCKETS")
    for name in among.keys() ^ found.keys():
        raise NamingError(
            f"ALO153_NODES and ALO153_NODE_SOCKETS must name the same nodes: {name!r} is in one"
        )
    for name, url in found.items():
        if not url.startswith(("ws://", "wss://")):
            raise NamingError(f"ALO153_NODE_SOCKETS: {name}={url} must begin with wss:// or ws://")
    return found


def _pairs(text: str, variable: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in text.replace(",", " ").split():
        name, separator, value = word.partition("=")
        if not separator or not value:
            raise NamingError(f"{variable} must read like main=... east=..., not {word!r}")
        if _named(name, variable) in found:
            raise NamingError(f"{variable} names {name!r} twice")
        found[name] = value
    return found


def _named(name: str, variable: str) -> str:
    if not NAME.fullmatch(name):
        raise NamingError(
            f"{variable}: {name!r} is no name of a node; "
            "use up to 20 lower-case letters, digits and hyphens"
        )
    return name


def _address(name: str, place: str) -> Address:
    host, _, port = place.partition(":")
    known = port or str(SIP_PORT)
    if not host or not known.isdigit() or not 0 < int(known) <= LAST_PORT:
        raise NamingError(f"ALO153_NODES: {name}={place} must be a host, or host:port")
    return Address(host, int(known))
