"""The municipality's account at X, of a person's kind, and the app that acts for it.

A program signs with four words (OAuth 1.0a, which X calls *user context*): they do not end, so
that nothing has to be renewed or kept. The program's own secret also proves what X posts. Pure.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from alo153.channels.social.accounts import Account, AccountError, account_at


@dataclass(frozen=True, kw_only=True)
class XAccount:
    """An account at X.

    Args:
        of: its number there, its access token, and the program's secret (`API key secret`).
        key: the program's name there (`API key`).
        token_secret: what belongs to the access token.
    """

    of: Account
    key: str
    token_secret: str = field(repr=False)

    @property
    def url(self) -> str:
        """Return where X listens."""
        return self.of.url


def x_account_at(address: str) -> XAccount:
    """Read ``x+https://number:token@api.x.com?key=...&secret=...&token_secret=...``.

    Raises:
        AccountError: something is missing.
    """
    account = account_at(address)
    options = dict(parse_qsl(urlsplit(address).query))
    for name in ("key", "token_secret"):
        if not options.get(name):
            raise AccountError(f"needs {name}=")
    if not (account.name.isascii() and account.name.isdigit()):
        raise AccountError("must name the account by its number, not by its @name")
    return XAccount(of=account, key=options["key"], token_secret=options["token_secret"])
