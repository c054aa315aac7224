"""The municipality's account there, from an address in the settings. Pure."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

# As long as a guess would take for ever, and as all of them allow it in a header
_SECRET: Final = re.compile(r"[\w-]{20,200}", re.ASCII)


class AccountError(ValueError):
    """An address lacks something; it says what, and nothing of the address."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account, and where its provider listens.

    Args:
        name: what the provider calls it: it is no secret.
        token: by which we are known there.
        secret: by which the provider is known here.
        verify: by which it is known when it asks whether an address is ours.
        publishes: where posts to everybody go, as the provider calls it; empty: nowhere.
    """

    url: str
    name: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    verify: str = field(repr=False, default="")
    publishes: str = ""


def account_at(address: str, *, verified: bool = False) -> Account:
    """Read ``telegram+https://name:token@host/path?secret=...&verify=...&publish=...``.

    Args:
        verified: `verify` must be there.

    Raises:
        AccountError: something is missing.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    account = Account(
        url=_url(parts),
        name=unquote(parts.username or ""),
        token=unquote(parts.password or ""),
        secret=options.get("secret", ""),
        verify=options.get("verify", ""),
        publishes=options.get("publish", ""),
    )
    if not (parts.hostname and account.name and account.token):
        raise AccountError("must name the account, its token and a host: name:token@host")
    for word, given in (("secret", account.secret), ("verify", account.verify)):
        if (word == "secret" or verified) and not _SECRET.fullmatch(given):
            raise AccountError(f"needs {word}= with at least 20 letters or digits")
    return account


def _url(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme.rpartition('+')[2]}://{host}{parts.path.rstrip('/')}"
