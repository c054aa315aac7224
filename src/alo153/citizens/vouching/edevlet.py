"""Sign-in by e-Devlet, which speaks OAuth 2 in a way of its own and no OpenID Connect.

There is no signed statement, nonce or PKCE: the answer in the address is tied to its session by
`state` alone, and what the server itself says over TLS is believed. It names an identity number,
which is checked and handed on as the subject, to be kept as a keyed digest.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.crypto import constant_time_compare
from stdnum.tr import tckimlik

from alo153.citizens.vouching.asking import ask
from alo153.citizens.vouching.contract import Begun, Declined, Untrue, Vouched
from alo153.citizens.vouching.facts import one_name

# Name and number alone: of what else could be asked for, nothing is needed here
SCOPE: Final = "Kimlik-Dogrula"
EXTENT: Final = "Ad-Soyad"
RESOURCE: Final = "1"
GOOD: Final = "EDV09.000"
_RESULT: Final = re.compile(r"EDV\d{2}\.\d{3}", re.ASCII)
_LONGEST: Final = 4_000


@dataclass(frozen=True)
class EdevletProvider:
    """The server below one address: `https://.../OAuth2AuthorizationServer`."""

    url: str
    client_id: str
    client_secret: str
    name: str = "edevlet"
    label: str = "e-Devlet"

    def begin(self, *, back: str) -> Begun:
        """Return where to send a visitor; nothing is asked for it."""
        kept = {"state": secrets.token_urlsafe(32)}
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "state": kept["state"],
            "scope": SCOPE,
            "redirect_uri": back,
        }
        return Begun(f"{self._at('AuthorizationController')}?{urlencode(asked)}", kept)

    def finish(
        self,
        *,
        kept: Mapping[str, str],
        answer: Mapping[str, str],
        back: str,
        at: datetime,  # noqa: ARG002 - nothing that it says has a time
    ) -> Vouched:
        """Return who came back. Raises Unreachable, Declined, Untrue."""
        if not constant_time_compare(answer.get("state", ""), kept["state"]):
            raise Untrue("state")
        if answer.get("error"):
            raise Declined("error")
        token = self._token(answer.get("code", ""), back)
        asked = {
            "accessToken": token,
            "clientId": self.client_id,
            "resourceId": RESOURCE,
            "kapsam": EXTENT,
        }
        return _vouched(ask("POST", self._at("AuthenticationController"), data=asked))

    def _token(self, code: str, back: str) -> str:
        if not 0 < len(code) <= _LONGEST:
            raise Untrue("code")
        asked = {
            "grant_type": "authorization_code",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "code": code,
            "redirect_uri": back,
        }
        token = ask("POST", self._at("AccessTokenController"), data=asked).get("access_token")
        if not isinstance(token, str) or not 0 < len(token) <= _LONGEST:
            raise Untrue("no access token")
        return token

    def _at(self, controller: str) -> str:
        return f"{self.url.rstrip('/')}/{controller}"


def _vouched(said: Mapping[str, Any]) -> Vouched:
    result = said.get("sonucKodu")
    if result != GOOD:
        known = isinstance(result, str) and _RESULT.fullmatch(result)
        raise Untrue(f"result {result}" if known else "result")
    told = said.get("kullaniciBilgileri")
    number = told.get("kimlikNo") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(number, str) or not tckimlik.is_valid(number):
        raise Untrue("identity number")
    name = one_name({"given_name": told.get("ad"), "family_name": told.get("soyad")})
    return Vouched(subject=number, full_name=name)
