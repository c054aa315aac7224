"""The lines to the telephone network: what a deployment says of them, and their configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

NAMES = ("trunk", "trunk2")
"""The endpoints in the order in which they are tried."""
_PROVED = "set_var = ALO_PROVED=1"


class Transport(StrEnum):
    """The transport of SIP to a provider; with TLS the sound is encrypted, too (SRTP)."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class TrunkError(ValueError):
    """Say in plain words what is wrong with a trunk."""


@dataclass(frozen=True, kw_only=True)
class Trunk:
    """A line to the telephone network; without a user it is known by its address alone."""

    host: str
    user: str = ""
    secret: str = field(default="", repr=False)
    transport: Transport = Transport.UDP
    screened: bool = False
    """The provider lets nobody show a number that is not theirs, also without asserting it."""

    @property
    def domain(self) -> str:
        """Return the host without its port."""
        return self.host.partition(":")[0]

    @property
    def is_on_this_machine(self) -> bool:
        """Say whether the provider is reached through a proxy on this machine."""
        return self.domain == "localhost" or self.domain.startswith("127.")


@dataclass(frozen=True, kw_only=True)
class _Names:
    """The environment variables of one trunk."""

    host: str
    user: str
    secret: str
    transport: str
    screened: str


_VARIABLES = (
    _Names(
        host="ALO153_TRUNK_HOST",
        user="ALO153_TRUNK_USER",
        secret="ALO153_TRUNK_SECRET",  # noqa: S106 - the name of it
        transport="ALO153_TRUNK_TRANSPORT",
        screened="ALO153_TRUNK_SCREENED",
    ),
    _Names(
        host="ALO153_SECOND_TRUNK_HOST",
        user="ALO153_SECOND_TRUNK_USER",
        secret="ALO153_SECOND_TRUNK_SECRET",  # noqa: S106 - the name of it
        transport="ALO153_SECOND_TRUNK_TRANSPORT",
        screened="ALO153_SECOND_TRUNK_SCREENED",
    ),
)


def read(env: Mapping[str, str]) -> tuple[Trunk, ...]:
    """Read the trunks that the environment names. Raises TrunkError."""
    found = (_trunk(env, names) for names in _VARIABLES)
    return tuple(trunk for trunk in found if trunk)


def _trunk(env: Mapping[str, str], names: _Names) -> Trunk | None:
    host = env.get(names.host, "").strip()
    if not host:
        return None
    transport = env.get(names.transport, Transport.UDP)
    if transport not in set(Transport):
        raise TrunkError(f"{names.transport} is {transport!r}; it can be udp, tcp or tls")
    return Trunk(
        host=host,
        user=env.get(names.user, ""),
        secret=env.get(names.secret, ""),
        transport=Transport(transport),
        screened=env.get(names.screened, "").strip().lower() in {"1", "true", "yes", "on"},
    )


def words(name: str, trunk: Trunk) -> dict[str, str]:
    """Return what the template of a trunk is filled with."""
    tls = trunk.transport is Transport.TLS
    parameter = "" if trunk.transport is Transport.UDP else f";transport={trunk.transport}"
    return {
        "name": name,
        "host": trunk.host,
        "domain": trunk.domain,
        "transport": trunk.transport,
        "uri": f"sip:{trunk.host}{parameter}",
        "user": trunk.user,
        "secret": trunk.secret,
        "outbound_auth": f"outbound_auth = {name}" if trunk.user else "",
        "media": "media_encryption = sdes" if tls else "",
        "proved": _PROVED if trunk.screened else "",
    }


def objects(trunks: Sequence[Trunk], fill: Callable[[str, Mapping[str, str]], str]) -> str:
    """Write the PJSIP objects of all trunks; `fill` fills a part's template with words."""
    text = ""
    for name, trunk in zip(NAMES, trunks, strict=False):
        text += fill("pjsip_trunk.conf", words(name, trunk))
        if trunk.user:
            text += fill("pjsip_trunk_login.conf", words(name, trunk))
    return text
