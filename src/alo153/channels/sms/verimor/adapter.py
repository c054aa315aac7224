"""Send SMS through Verimor: one POST for each message, with user and password in its JSON.

The answer is the number of the campaign (200), or the name of an error (400).
"""

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
# The balance is used up; the message is tried again, since somebody may fill it
_TEMPORARY: Final = frozenset({"INSUFFICIENT_CREDITS"})
_WRONG_NUMBER: Final = frozenset({"INVALID_DESTINATION_ADDRESS"})
_OF_ACCOUNT: Final = frozenset({"INVALID_SOURCE_ADDRESS"})
_DATACODING: Final = {Alphabet.GSM: "0", Alphabet.TURKISH: "1", Alphabet.UCS2: "2"}


@dataclass(frozen=True)
class VerimorAdapter:
    """SMS through Verimor, which keeps our `custom_id` but sends a repeated one again."""

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: Verimor refused it, cannot be reached, or sent no whole answer.
        """
        return _understand(http.post(self.account.url, of="sms", order=self._order(letter)))

    def _order(self, letter: Letter) -> dict[str, Any]:
        words, number = fitted(letter, fold=self.account.fold), dialed(letter.to)
        home = is_home(letter.to)
        message = {"msg": words, "dest": f"90{number}" if home else number}
        order: dict[str, Any] = {
            "username": self.account.user,
            "password": self.account.password,
            "source_addr": self.account.sender,
            "custom_id": str(letter.id),
            "messages": [message],
        }
        # Verimor refuses a message abroad that names its alphabet
        if home:
            order["datacoding"] = _DATACODING[measure(words).alphabet]
        return order


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
