"""Read from the settings' address whether a page or an account of Meta publishes. Pure."""

from typing import Final

from alo153.channels.social.accounts import account_at

_YES: Final = "yes"


def place(address: str) -> str:
    """Return the page or account itself, if it may be published to."""
    account = account_at(address)
    return account.name if account.publishes == _YES else ""
