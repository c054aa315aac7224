"""Turn the address of a mail server or provider into Django's setting."""

from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from alo153.channels.email.servers import name_of

_SECONDS: Final = 20


def from_urls(urls: str) -> dict[str, dict[str, Any]]:
    """Translate addresses, parted by spaces, into ``MAILERS``; Django's own mail takes the first.

    Raises:
        ValueError: see `from_url`, or there is none.
    """
    return {name_of(number): from_url(each) for number, each in enumerate(urls.split() or [urls])}


def from_url(url: str) -> dict[str, Any]:
    """Translate one of these into an entry of ``MAILERS``.

    - ``mailbox:`` keeps every e-mail for the development mailbox page
    - ``smtp://user:password@host:port``, with ``?starttls=1`` for encryption on the same port
    - ``smtps://user:password@host:port``, encrypted from the first byte
    - ``anymail://postmark?server_token=...``: a provider of django-anymail and its settings

    Raises:
        ValueError: it is none of them.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "mailbox":
            return {"BACKEND": "alo153.channels.mailbox.backend.EmailBackend"}
        case "smtp" | "smtps":
            return _smtp(parts)
        case "anymail":
            backend = f"anymail.backends.{parts.hostname}.EmailBackend"
            return {"BACKEND": backend, "OPTIONS": dict(parse_qsl(parts.query))}
    raise ValueError("ALO153_EMAIL_URL must begin with mailbox:, smtp://, smtps:// or anymail://")


def _smtp(parts: SplitResult) -> dict[str, Any]:
    options: dict[str, Any] = {"host": parts.hostname, "timeout": _SECONDS}
    if parts.port:
        options["port"] = parts.port
    if parts.username:
        options["username"] = unquote(parts.username)
        options["password"] = unquote(parts.password or "")
    if parts.scheme == "smtps":
        options["use_ssl"] = True
    elif dict(parse_qsl(parts.query)).get("starttls") == "1":
        options["use_tls"] = True
    return {"BACKEND": "alo153.channels.email.smtp.EmailBackend", "OPTIONS": options}
