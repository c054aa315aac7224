"""Sign-in by OpenID Connect: the code flow with PKCE, state and nonce (OpenID Connect Core 1.0).

The signed statement (id_token) says who somebody is, and is checked as if it came from anywhere:
by the provider's published keys, issuer, audience, nonce and time. Name and telephone may be in
the answer of its `userinfo` instead, which counts only if it speaks of the same subject.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urlsplit

from django.utils.crypto import constant_time_compare
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from alo153.citizens.vouching.asking import CITIZENS, ask
from alo153.citizens.vouching.contract import Begun, Declined, Untrue, Vouched
from alo153.citizens.vouching.facts import one_name, verified_email, verified_phone

SCOPE: Final = "openid profile phone"
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""Signatures by a key that only the provider has: never `none`, nor one by our own secret."""
LEEWAY_SECONDS: Final = 60
OLDEST_SECONDS: Final = 600
_LONGEST_SUBJECT: Final = 255
_LONGEST_CODE: Final = 4_000


@dataclass(frozen=True)
class OidcProvider:
    """A provider that is known by its issuer; its own document gives the rest.

    Args:
        room: the semaphore that limits its questions at once.
    """

    issuer: str
    client_id: str
    client_secret: str
    label: str
    name: str = "oidc"
    scope: str = SCOPE
    room: BoundedSemaphore = CITIZENS

    def begin(self, *, back: str, since: datetime | None = None) -> Begun:
        """Return where to send a visitor. Raises Unreachable, Untrue.

        Args:
            since: the visitor must sign in there after it, also with a session there (OpenID
                Connect Core 1.0, 3.1.2.1: `prompt`, `max_age`).
        """
        kept = {word: secrets.token_urlsafe(32) for word in ("state", "nonce", "verifier")}
        digest = hashlib.sha256(kept["verifier"].encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": back,
            "scope": self.scope,
            "state": kept["state"],
            "nonce": kept["nonce"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        if since:
            kept["since"] = str(int(since.timestamp()))
            asked |= {"prompt": "login", "max_age": "0"}
        endpoint = self._endpoint(self._discovered(), "authorization_endpoint")
        mark = "&" if urlsplit(endpoint).query else "?"
        return Begun(f"{endpoint}{mark}{urlencode(asked)}", kept)

    def finish(
        self, *, kept: Mapping[str, str], answer: Mapping[str, str], back: str, at: datetime
    ) -> Vouched:
        """Return who came back. Raises Unreachable, Declined, Untrue."""
        self._check_answer(kept, answer)
        found = self._discovered()
        tokens = self._ask(
            "POST",
            self._endpoint(found, "token_endpoint"),
            data={
                "grant_type": "authorization_code",
                "code": answer["code"],
                "redirect_uri": back,
                "code_verifier": kept["verifier"],
            },
            # Both are encoded like a form's before they are joined (RFC 6749, 2.3.1)
            auth=(quote_plus(self.client_id), quote_plus(self.client_secret)),
        )
        claims = self._claims(found, tokens.get("id_token"), kept["nonce"], at)
        if "since" in kept:
            _check_signed_in(claims, int(kept["since"]))
        more = self._userinfo(found, tokens.get("access_token"), claims["sub"])
        told = {**more, **claims}
        return Vouched(
            subject=claims["sub"],
            full_name=one_name(told),
            phone=verified_phone(told),
            email=verified_email(told) if "email" in self.scope.split() else "",
        )

    def _check_answer(self, kept: Mapping[str, str], answer: Mapping[str, str]) -> None:
        if not constant_time_compare(answer.get("state", ""), kept["state"]):
            raise Untrue("state")
        # Two providers must not be mixed up (RFC 9207); who says nothing of itself is asked anyway
        if answer.get("iss", self.issuer) != self.issuer:
            raise Untrue("iss of answer")
        if answer.get("error"):
            raise Declined("access denied" if answer["error"] == "access_denied" else "error")
        if not 0 < len(answer.get("code", "")) <= _LONGEST_CODE:
            raise Untrue("code")

    def _discovered(self) -> dict[str, Any]:
        found = self._ask("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise Untrue("issuer of discovery")
        return found

    def _ask(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        return ask(method, url, room=self.room, **options)

    def _endpoint(self, found: Mapping[str, Any], name: str) -> str:
        """Return an address of the provider; one without TLS only if its issuer has none."""
        url = found.get(name)
        if not isinstance(url, str) or urlsplit(url).scheme not in {
            "https",
            urlsplit(self.issuer).scheme,
        }:
            raise Untrue(name)
        return url

    def _claims(
        self, found: Mapping[str, Any], token: object, nonce: str, at: datetime
    ) -> dict[str, Any]:
        if not isinstance(token, str):
            raise Untrue("no id_token")
        keys = self._ask("GET", self._endpoint(found, "jwks_uri"))
        now = int(at.timestamp())
        checks = jwt.JWTClaimsRegistry(
            now=now,
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = jwt.decode(token, KeySet.import_key_set(_usable(keys)), ALGORITHMS).claims
            checks.validate(claims)
        except (JoseError, InvalidKeyIdError, ValueError, TypeError, KeyError) as error:
            raise Untrue(f"id_token {type(error).__name__}") from None  # its words may hold claims
        self._check_more(claims, now)
        return dict(claims)

    def _check_more(self, claims: Mapping[str, Any], now: int) -> None:
        if claims.get("azp", self.client_id) != self.client_id:
            raise Untrue("azp")
        if now - claims["iat"] > OLDEST_SECONDS:
            raise Untrue("iat")
        if not 0 < len(claims["sub"]) <= _LONGEST_SUBJECT:
            raise Untrue("sub")

    def _userinfo(self, found: Mapping[str, Any], token: object, subject: str) -> dict[str, Any]:
        if "userinfo_endpoint" not in found or not isinstance(token, str):
            return {}
        bearer = {"Authorization": f"Bearer {token}"}
        told = self._ask("GET", self._endpoint(found, "userinfo_endpoint"), headers=bearer)
        if told.get("sub") != subject:
            raise Untrue("sub of userinfo")
        return told


def _check_signed_in(claims: Mapping[str, Any], since: int) -> None:
    """Refuse an older session: `auth_time` must say that the visitor has signed in again."""
    told = claims.get("auth_time")
    if not isinstance(told, int) or told < since - LEEWAY_SECONDS:
        raise Untrue("auth_time")


def _usable(keys: Mapping[str, Any]) -> Any:
    """Leave out keys that verify no signature: secrets shared with us, and keys to seal by."""
    those = keys.get("keys")
    if not isinstance(those, list):
        raise Untrue("keys")
    good = [each for each in those if isinstance(each, dict) and each.get("kty") != "oct"]
    return {"keys": [each for each in good if each.get("use", "sig") == "sig"]}
