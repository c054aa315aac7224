"""The municipality's account at an SMS provider, from an address in the settings."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.conf import settings

from alo153.city import queries


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account at a provider, and where it listens."""

    url: str
    user: str
    password: str = field(repr=False)
    sender: str
    # Write without Turkish letters, for an account without the Turkish table
    fold: bool = False


def account_at(address: str) -> Account:
    """Read ``netgsm+https://user:password@host/path?sender=NAME&fold=1``.

    What the address leaves out is that of ``ALO153_SMS_...``; one query for the city's sender if
    nobody names one.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    return Account(
        url=_url(parts),
        user=unquote(parts.username or "") or settings.SMS_USER,
        password=unquote(parts.password or "") or settings.SMS_PASSWORD,
        sender=options.get("sender") or settings.SMS_SENDER or queries.city().sms_sender,
        fold=options["fold"] == "1" if "fold" in options else settings.SMS_FOLD,
    )


def _url(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme.rpartition('+')[2]}://{host}{parts.path}"
