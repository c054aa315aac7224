"""One POST a notice to the push service of a browser, which reads neither words nor code."""

import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import ECKey

from alo153.channels.contract import Letter, NotSent, PermanentFailure, Sent, TemporaryFailure
from alo153.channels.models import PushSubscription
from alo153.channels.providers import http
from alo153.channels.push import hosts, vapid
from alo153.channels.push.notice import KEY_CHANGED, NAME, excess

_TAKEN: Final = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
_GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
# A telephone that was off for longer learns of it when it opens the page
_KEPT_SECONDS: Final = 3 * 24 * 3600
# Services refuse more than a day (RFC 8292, 2)
_SIGNED_FOR_SECONDS: Final = 12 * 3600
_LONGEST_WAIT: Final = 3600
_RECORD_BYTES: Final = 4096


@dataclass(frozen=True)
class PushAdapter:
    """Notices of browsers; `letter.to` is the key of a `PushSubscription`."""

    key: str = field(repr=False)
    contact: str

    def send(self, letter: Letter) -> Sent:
        """Encrypt the letter for its browser and post it.

        The last line is where a click leads. A subscription that ended is removed, as is one of
        another key of ours: its service believes that one alone.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        if excess(letter.body):
            raise PermanentFailure("push too long")
        to = PushSubscription.objects.filter(pk=letter.to).first()
        if to is None:
            raise PermanentFailure("push unsubscribed")
        if to.server_key not in {"", vapid.public(self.key)}:
            to.delete()
            raise PermanentFailure(KEY_CHANGED, wrong_address=True)
        if not hosts.is_service(to.endpoint, settings.PUSH_HOSTS):
            raise PermanentFailure("push host not named")
        answer = http.post_bytes(
            to.endpoint, of="push", content=_sealed(letter, to), headers=self._headers(letter, to)
        )
        if answer.status in _TAKEN:
            return Sent(f"{NAME}:{letter.id}")
        raise _refusal(answer, to)

    def _headers(self, letter: Letter, to: PushSubscription) -> dict[str, str]:
        return {
            "Authorization": f"vapid t={self._token(to)}, k={vapid.public(self.key)}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(_KEPT_SECONDS),
            "Urgency": "normal",
            "Topic": vapid.encoded(letter.id.bytes),
        }

    def _token(self, to: PushSubscription) -> str:
        """Sign who we are for this service alone (RFC 8292, 2)."""
        parts = urlsplit(to.endpoint)
        claims: dict[str, str | int] = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(time.time()) + _SIGNED_FOR_SECONDS,
            "sub": self.contact,
        }
        return jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, _signing(self.key))


def _signing(key: str) -> ECKey:
    numbers = vapid.private(key).private_numbers()
    point = numbers.public_numbers
    parts = {"d": numbers.private_value, "x": point.x, "y": point.y}
    told = {name: vapid.encoded(part.to_bytes(vapid.BYTES, "big")) for name, part in parts.items()}
    return ECKey.import_key({"kty": "EC", "crv": "P-256", **told})


def _sealed(letter: Letter, to: PushSubscription) -> bytes:
    """Return the notice as only this browser reads it (RFC 8291)."""
    told = {"id": str(letter.id), "title": letter.subject, "body": letter.body}
    sealed: bytes = http_ece.encrypt(
        json.dumps(told, ensure_ascii=False).encode(),
        salt=None,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=vapid.decoded(to.p256dh, vapid.POINT_BYTES),
        auth_secret=vapid.decoded(to.auth, vapid.SECRET_BYTES),
        version="aes128gcm",
        rs=_RECORD_BYTES,
    )
    return sealed


def _refusal(answer: http.Answer, to: PushSubscription) -> NotSent:
    code = f"push http {answer.status}"
    if answer.status in _GONE:
        to.delete()
        return PermanentFailure(code, wrong_address=True)
    busy = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if busy or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TemporaryFailure(code, wait_seconds=min(answer.wait_seconds, _LONGEST_WAIT))
    return http.by_status(answer.status, of="push")
