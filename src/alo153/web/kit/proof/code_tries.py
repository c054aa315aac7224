"""Tries at a tracking code: wrong ones are counted, by the code and where they come from.

An attacker with a code can lock out only people at the attacker's own network address. Many wrong
tries from many addresses only ask each further visitor for a proof, which its citizen gives once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage, get_ip
from django.http import HttpRequest

from alo153.web.kit.proof import proof
from alo153.web.kit.proof.admission import Admission, admit
from alo153.web.kit.proof.waits import minutes_until

_APP: Final = "allauth.account"
_HERE, _ANYWHERE, _VISITOR = "track_code", "track_code_anywhere", "track_visitor"


@dataclass(frozen=True)
class CodeTry:
    """A try that counts as wrong until it is taken back."""

    admission: Admission
    wait_minutes: int = 0
    """Until the next try, if it is refused for now; rounded up."""
    is_hot: bool = False
    """Very many wrong tries at this code were made elsewhere."""
    counted: tuple[RateLimitUsage, ...] = ()

    def take_back(self) -> None:
        """Count it not: it was right, and who knows code and number is no guesser."""
        for usage in self.counted:
            usage.rollback()


def begin(request: HttpRequest, code: str) -> CodeTry:
    """Count a try at a tracking code, and say whether it may be made."""
    here = f"{code}|{get_ip(request)}"
    visitor = proof.visitor_of(request)
    tried = _consume(request, _HERE, here)
    if tried is None:
        return CodeTry(Admission.LATER, minutes_until(request, _HERE, here))
    anywhere = _consume(request, _ANYWHERE, code)
    if anywhere is None and visitor is None:
        tried.rollback()
        return CodeTry(Admission.PROVE, is_hot=True)
    admission = admit(request, "track")
    wait = minutes_until(request, _VISITOR, visitor) if admission is Admission.LATER else 0
    found = CodeTry(admission, wait, counted=(tried, anywhere) if anywhere else (tried,))
    if admission is not Admission.IN:  # nothing was looked up
        found.take_back()
    return found


def _consume(request: HttpRequest, action: str, key: str) -> RateLimitUsage | None:
    found: RateLimitUsage | None = ratelimit.consume(request, app=_APP, action=action, key=key)
    return found
