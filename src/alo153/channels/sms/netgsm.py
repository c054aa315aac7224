"""Netgsm's SMS interface, version 2: one POST a message, Basic auth, answer ``{code, jobid}``."""

from dataclasses import dataclass
from typing import Any, Final

import httpx

from alo153.channels.contract import Letter, PermanentFailure, Sent, TemporaryFailure, Unclear
from alo153.channels.sms.length import simplify

_HOME: Final = "+90"
_TIMEOUT: Final = httpx.Timeout(20, connect=5)
_ACCEPTED: Final = frozenset({"00", "01", "02"})
# Limit of the account, too many to one number within a minute, fault of their system
_TEMPORARY: Final = frozenset({"80", "85", "100", "101"})
# 20 text, 30 user or password, 40 sender, 50 and 51 consent registry, 70 parameters
_PERMANENT: Final = frozenset({"20", "30", "40", "50", "51", "70"})
_TOO_MANY: Final = 429


@dataclass(frozen=True, kw_only=True)
class NetgsmAdapter:
    """SMS through Netgsm. It gives no key against repeats, so a lost answer stays unclear."""

    url: str
    user: str
    password: str
    sender: str
    # Write without Turkish letters, for an account without the Turkish table
    fold: bool = False
    drops_repeats: bool = False

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        try:
            answer = httpx.post(
                self.url,
                json=self._order(letter),
                auth=(self.user, self.password),
                timeout=_TIMEOUT,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TemporaryFailure("sms not reachable") from error
        except httpx.HTTPError as error:
            raise Unclear("sms no answer") from error
        return _understand(answer)

    def _order(self, letter: Letter) -> dict[str, Any]:
        message = {"msg": simplify(letter.body, fold=self.fold), "no": number_of(letter.to)}
        order = {"msgheader": self.sender, "messages": [message], "iysfilter": "0"}
        return order if self.fold else order | {"encoding": "tr"}


def number_of(phone: str) -> str:
    """Return an E.164 number as Netgsm writes it: ``5321234567``, abroad ``0049...``.

    Raises:
        PermanentFailure: it is not a number that takes an SMS.
    """
    if phone.startswith(_HOME):
        national = phone.removeprefix(_HOME)
        if not national.startswith("5"):
            raise PermanentFailure("sms landline", wrong_address=True)
        return national
    if not phone.startswith("+"):
        raise PermanentFailure("sms short number", wrong_address=True)
    return f"00{phone.removeprefix('+')}"


def _understand(answer: httpx.Response) -> Sent:
    told = _code_and_job(answer)
    if told is None:
        raise _without_code(answer)
    code, job = told
    if code in _ACCEPTED:
        return Sent(job)
    if code in _TEMPORARY:
        raise TemporaryFailure(f"sms {code}")
    if code in _PERMANENT:
        raise PermanentFailure(f"sms {code}")
    raise Unclear(f"sms code {code[:8]}")


def _code_and_job(answer: httpx.Response) -> tuple[str, str] | None:
    try:
        told = answer.json()
    except ValueError:
        return None
    if not isinstance(told, dict) or "code" not in told:
        return None
    return str(told["code"]), str(told.get("jobid") or "")


def _without_code(answer: httpx.Response) -> Exception:
    status = answer.status_code
    if status == _TOO_MANY:
        return TemporaryFailure(f"sms http {status}")
    if answer.is_client_error:
        return PermanentFailure(f"sms http {status}")
    return Unclear(f"sms http {status}")
