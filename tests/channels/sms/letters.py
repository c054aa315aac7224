"""A letter and an account for tests of one provider."""

from uuid import UUID

from tests.channels.contract.http_provider import PASSWORD, SENDER, USER, HttpProvider

from alo153.channels.contract import Letter
from alo153.channels.sms.accounts import Account

LETTER_ID = UUID("5f0c3a52-7a3b-4f0e-9a2a-0d2c1b4e5f60")


def letter(to: str, body: str = "Işık yandı ’bugün’.") -> Letter:
    """Return an SMS."""
    return Letter(id=LETTER_ID, to=to, subject="", body=body)


def account(provider: HttpProvider, *, fold: bool = False) -> Account:
    """Return our account there."""
    url = f"http://{provider.server.origin}{provider.path}"
    return Account(url=url, user=USER, password=PASSWORD, sender=SENDER, fold=fold)
