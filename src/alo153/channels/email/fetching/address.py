"""The mailbox to fetch from: the content of `ALO153_IMAP_URL`. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

LONGEST_NAME: Final = 150
"""The name of a mailbox begins the key of each arrival."""


class Security(StrEnum):
    """The encryption of the connection."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class AddressError(ValueError):
    """Say in plain words what is wrong with the address."""


@dataclass(frozen=True, kw_only=True)
class ImapAddress:
    """A mailbox: its server, who reads it, and its folder."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    security: Security

    @property
    def name(self) -> str:
        """Return the mailbox's name, without the password."""
        return f"{self.user}@{self.host}/{self.folder}"


_PORTS: Final = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


def read(url: str) -> ImapAddress:
    """Read ``imaps://user:password@host:port/folder`` or ``imap://...?starttls=1``.

    Raises:
        AddressError: it is no such address; the words do not hold the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError("the port must be a number") from error
    if parts.scheme not in {"imap", "imaps"}:
        raise AddressError("it must begin with imaps:// or imap://")
    if not (parts.hostname and parts.username and parts.password):
        raise AddressError("it must name user, password and host; %40 stands for @ in them")
    security = Security.TLS if parts.scheme == "imaps" else Security.NONE
    if security is Security.NONE and parse_qs(parts.query).get("starttls") == ["1"]:
        security = Security.STARTTLS
    found = ImapAddress(
        host=parts.hostname,
        port=port or _PORTS[security],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        security=security,
    )
    if len(found.name) > LONGEST_NAME:
        raise AddressError(f"user, host and folder are longer than {LONGEST_NAME} letters")
    return found
