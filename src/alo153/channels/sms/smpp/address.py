"""An operator's address in the settings."""

import ssl
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings

from alo153.channels.sms.smpp.encoding import Alphabets
from alo153.city import queries

_PORT: Final = 2775
_PORT_OVER_TLS: Final = 3550


@dataclass(frozen=True, kw_only=True)
class SmppAccount:
    """An operator's address, and our account there."""

    host: str
    port: int
    is_over_tls: bool
    system_id: str
    password: str = field(repr=False)
    system_type: str
    sender: str
    alphabets: Alphabets
    fold: bool
    # Their receipts write in decimal what the answer to a message wrote in hex
    has_decimal_receipts: bool = False

    @property
    def name(self) -> str:
        """Return our account and its host: no secret."""
        return f"{self.system_id}@{self.host}:{self.port}"

    def tls(self) -> ssl.SSLContext | None:
        """Return how its line is encrypted; its certificate must be of that host."""
        return ssl.create_default_context() if self.is_over_tls else None


def account_at(address: str) -> SmppAccount:
    """Read ``smpps://system_id:password@host:port?sender=NAME&alphabets=turkish-single``.

    What the address leaves out is that of ``ALO153_SMS_...``; ``system_type`` may be given too.

    Raises:
        ValueError: the alphabets are none of those there are.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    is_over_tls = parts.scheme == "smpps"
    return SmppAccount(
        host=parts.hostname or "",
        port=parts.port or (_PORT_OVER_TLS if is_over_tls else _PORT),
        is_over_tls=is_over_tls,
        system_id=unquote(parts.username or "") or settings.SMS_USER,
        password=unquote(parts.password or "") or settings.SMS_PASSWORD,
        system_type=options.get("system_type", ""),
        sender=options.get("sender") or settings.SMS_SENDER or queries.city().sms_sender,
        alphabets=Alphabets(options.get("alphabets", Alphabets.UCS2)),
        fold=options["fold"] == "1" if "fold" in options else settings.SMS_FOLD,
        has_decimal_receipts=options.get("receipts") == "decimal",
    )
