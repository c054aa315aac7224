"""One POST a message, the account in it; the answer is a number, or the name of what is wrong."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from alo153.channels.contract import Letter, NotSent, PermanentFailure, Sent, TemporaryFailure
from alo153.channels.providers import http
from alo153.channels.sms.accounts import Account
from alo153.channels.sms.fitting import fitted
from alo153.channels.sms.length import Alphabet, measure
from alo153.channels.sms.numbers import dialed, is_home
from alo153.channels.sms.verimor.messages import NAME

_CAMPAIGN: Final = re.compile(rb"\s*(\d{1,20})\s*")
_NAME: Final = re.compile(rb"\s*([A-Z_]{3,40})\b")
# The balance is used up: somebody may fill it
_TEMPORARY: Final = frozenset({"INSUFFICIENT_CREDITS"})
_WRONG_NUMBER: Final = frozenset({"INVALID_DESTINATION_ADDRESS"})
_OF_ACCOUNT: Final = frozenset({"INVALID_SOURCE_ADDRESS"})
_DATACODING: Final = {Alphabet.GSM: "0", Alphabet.TURKISH: "1", Alphabet.UCS2: "2"}


@dataclass(frozen=True)
class VerimorAdapter:
    """SMS through Verimor. The name that it keeps of ours stops no repeat."""

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        return _understand(http.post(self.account.url, of="sms", order=self._order(letter)))

    def _order(self, letter: Letter) -> dict[str, Any]:
        words = fitted(letter, fold=self.account.fold)
        home = is_home(letter.to)
        message = {"msg": words, "dest": f"90{dialed(letter.to)}" if home else dialed(letter.to)}
        order = {
            "username": self.account.user,
            "password": self.account.password,
            "source_addr": self.account.sender,
            "custom_id": str(letter.id),
            "messages": [message],
        }
        # Abroad it must not be said
        return order | {"datacoding": _DATACODING[measure(words).alphabet]} if home else order


def _understand(answer: http.Answer) -> Sent:
    campaign = _CAMPAIGN.fullmatch(answer.body)
    if answer.status == HTTPStatus.OK and campaign:
        return Sent(f"{NAME}:{campaign[1].decode()}")
    raise _refusal(answer)


def _refusal(answer: http.Answer) -> NotSent:
    name = _NAME.match(answer.body)
    if answer.status != HTTPStatus.BAD_REQUEST or name is None:
        return http.by_status(answer.status, of="sms")
    code = name[1].decode()
    if code in _TEMPORARY:
        return TemporaryFailure(f"sms {code}")
    return PermanentFailure(
        f"sms {code}", wrong_address=code in _WRONG_NUMBER, of_account=code in _OF_ACCOUNT
    )
