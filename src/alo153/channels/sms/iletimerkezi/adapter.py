"""One POST a message, key and hash in it, answer ``{response: {status: {code}, order: {id}}}``."""

import json
from dataclasses import dataclass
from typing import Any, Final

from alo153.channels.contract import Letter, PermanentFailure, Sent, TemporaryFailure, Unclear
from alo153.channels.providers import http
from alo153.channels.sms.accounts import Account
from alo153.channels.sms.fitting import fitted
from alo153.channels.sms.iletimerkezi.pushes import NAME
from alo153.channels.sms.numbers import dialed

_ACCEPTED: Final = "200"
# The balance is used up: somebody may fill it
_TEMPORARY: Final = frozenset({"402"})
# 401 key or hash, 404 method, 450, 459 and 460 sender
_OF_ACCOUNT: Final = frozenset({"401", "404", "450", "459", "460"})
# 400 and 422 request, 453 size, 454 text, 467 to 470 consent registry
_OF_LETTER: Final = frozenset({"400", "422", "453", "454", "467", "468", "469", "470"})
_WRONG_NUMBER: Final = frozenset({"452", "466"})
# 451, the same order again, is unclear: they have taken these words before


@dataclass(frozen=True)
class IletiMerkeziAdapter:
    """SMS through İleti Merkezi; its `user` is the API key, its `password` the hash."""

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        return _understand(http.post(self.account.url, of="sms", order=self._order(letter)))

    def _order(self, letter: Letter) -> dict[str, Any]:
        # They find the alphabet themselves. Receipents is how they spell it
        message = {
            "text": fitted(letter, fold=self.account.fold),
            "receipents": {"number": [dialed(letter.to)]},
        }
        # Words of a municipality are no advertising: the registry of consents is not asked
        order = {
            "sender": self.account.sender,
            "sendDateTime": [],
            "iys": "0",
            "iysList": "BIREYSEL",
            "message": message,
        }
        account = {"key": self.account.user, "hash": self.account.password}
        return {"request": {"authentication": account, "order": order}}


def _understand(answer: http.Answer) -> Sent:
    told = _code_and_order(answer)
    if told is None:
        raise http.by_status(answer.status, of="sms")
    code, order = told
    if code == _ACCEPTED:
        return Sent(f"{NAME}:{order}")
    if code in _TEMPORARY:
        raise TemporaryFailure(f"sms {code}")
    if code in _OF_ACCOUNT | _OF_LETTER | _WRONG_NUMBER:
        raise PermanentFailure(
            f"sms {code}", wrong_address=code in _WRONG_NUMBER, of_account=code in _OF_ACCOUNT
        )
    raise Unclear(f"sms code {code[:8]}")


def _code_and_order(answer: http.Answer) -> tuple[str, str] | None:
    try:
        told = json.loads(answer.body)["response"]
        code = str(told["status"]["code"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    order = told.get("order")
    return code, str(order["id"]) if isinstance(order, dict) and "id" in order else ""
