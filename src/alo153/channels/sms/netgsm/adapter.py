"""One POST a message, Basic auth, answer ``{code, jobid}``."""

import json
from dataclasses import dataclass
from typing import Any, Final

from alo153.channels.contract import Letter, PermanentFailure, Sent, TemporaryFailure, Unclear
from alo153.channels.providers import http
from alo153.channels.sms.accounts import Account
from alo153.channels.sms.fitting import fitted
from alo153.channels.sms.netgsm.reports import NAME
from alo153.channels.sms.numbers import dialed

_ACCEPTED: Final = frozenset({"00", "01", "02"})
# Limit of the account, too many to one number within a minute, fault of their system
_TEMPORARY: Final = frozenset({"80", "85", "100", "101"})
# User, password, right or address of ours; sender; 50 and 51 our account at the consent registry
_OF_ACCOUNT: Final = frozenset({"30", "40", "50", "51"})
# 20 text, 70 parameters
_OF_LETTER: Final = frozenset({"20", "70"})


@dataclass(frozen=True)
class NetgsmAdapter:
    """SMS through Netgsm. It gives no key against repeats, so a lost answer stays unclear."""

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        account = self.account
        answer = http.post(
            account.url, of="sms", order=self._order(letter), auth=(account.user, account.password)
        )
        return _understand(answer)

    def _order(self, letter: Letter) -> dict[str, Any]:
        account = self.account
        message = {"msg": fitted(letter, fold=account.fold), "no": dialed(letter.to)}
        order = {"msgheader": account.sender, "messages": [message], "iysfilter": "0"}
        return order if account.fold else order | {"encoding": "tr"}


def _understand(answer: http.Answer) -> Sent:
    told = _code_and_job(answer)
    if told is None:
        raise http.by_status(answer.status, of="sms")
    code, job = told
    if code in _ACCEPTED:
        return Sent(f"{NAME}:{job}")
    if code in _TEMPORARY:
        raise TemporaryFailure(f"sms {code}")
    if code in _OF_ACCOUNT | _OF_LETTER:
        raise PermanentFailure(f"sms {code}", of_account=code in _OF_ACCOUNT)
    raise Unclear(f"sms code {code[:8]}")


def _code_and_job(answer: http.Answer) -> tuple[str, str] | None:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return None
    if not isinstance(told, dict) or "code" not in told:
        return None
    return str(told["code"]), str(told.get("jobid") or "")
