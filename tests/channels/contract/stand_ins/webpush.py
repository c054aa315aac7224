"""A push service, and the browser behind it: reads what is sent by RFC 8030, 8291 and 8292.

It opens what was sealed by its own reading of the RFC, and not by the library that sealed it.
"""

import hmac
import json
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken

from alo153.channels.models import PushSubscription
from alo153.channels.push.vapid import decoded, encoded, make, public

TO: Final = "0b1f9a52-6a55-4e35-9d0e-8d1a3c5b7f00"
MOODS: Final = ALL_MOODS
KEY: Final = make()
AUTH: Final = bytes(range(16))
_DAY: Final = 24 * 3600
_STATUS: Final = {Mood.LATER: 429, Mood.REFUSES: 400, Mood.WRONG_ADDRESS: 410}


class PushService(HttpProvider):
    """The service; `browser` is the key of the browser that it serves."""

    def __init__(self) -> None:
        super().__init__()
        self.password = public(KEY)
        self.browser = ec.generate_private_key(ec.SECP256R1())

    @property
    def address(self) -> str:
        return f"webpush:{KEY}"

    @property
    def settings(self) -> Mapping[str, object]:
        return {
            "PUSH_KEY": KEY,
            "PUSH_HOSTS": (f"http://{self.server.origin}",),
            "EMAIL_FROM": "Kocaeli 153 <153@kocaeli.example>",
        }

    @property
    def endpoint(self) -> str:
        return f"http://{self.server.origin}/push/v1/gAAAAABk"

    @property
    def point(self) -> bytes:
        key = self.browser.public_key()
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return _STATUS[mood], b""

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if urlsplit(self.endpoint).path != request.path:
            return 404, b""
        if not self._is_signed(request.headers.get("Authorization", "")):
            return 403, b""
        if request.headers.get("Content-Encoding") != "aes128gcm" or len(request.body) > 4096:
            return 400, b""
        topic = request.headers.get("Topic", "")
        if not request.headers.get("TTL", "").isdigit() or len(topic) > 32:
            return 400, b""
        return 201, b""

    def _is_signed(self, authorization: str) -> bool:
        """Check the signature, by the key that the browser was told when it subscribed."""
        scheme, _, rest = authorization.partition(" ")
        parts = dict(each.strip().split("=", 1) for each in rest.split(","))
        if scheme != "vapid" or parts["k"] != self.password:
            return False
        point = decoded(parts["k"], 65)
        told = {"x": encoded(point[1:33]), "y": encoded(point[33:])}
        try:
            token = jwt.decode(
                parts["t"], ECKey.import_key({"kty": "EC", "crv": "P-256", **told}), ["ES256"]
            )
        except JoseError:
            return False
        claims, now = token.claims, time.time()
        signed = (
            claims["aud"] == f"http://{self.server.origin}" and now < claims["exp"] < now + _DAY
        )
        return signed and claims["sub"] == "mailto:153@kocaeli.example"

    def taken(self) -> Sequence[Taken]:
        """Read what the browser gets: of one topic the last."""
        topics = {order.headers["Topic"]: order for order in self.orders}
        notices = [json.loads(self.opened(order.body)) for order in topics.values()]
        return [Taken(TO, notice["title"], notice["body"]) for notice in notices]

    def opened(self, body: bytes) -> bytes:
        """Open what was sealed for the browser (RFC 8291, 3.4; RFC 8188, 2)."""
        salt, size, length = struct.unpack("!16sIB", body[:21])
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.browser.exchange(ec.ECDH(), other)
        secret = _derived(AUTH, shared, b"WebPush: info\0" + self.point + sender, 32)
        key = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        text, end, padding = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\x02")
        assert (end, padding.strip(b"\0")) == (b"\x02", b"")
        return text


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    """Derive a key: HKDF (RFC 5869) of at most one block."""
    key = hmac.digest(salt, secret, sha256)
    return hmac.digest(key, info + b"\x01", sha256)[:length]


def subscribe(service: PushService) -> PushSubscription:
    """Let the browser of a service subscribe."""
    return PushSubscription.objects.create(
        pk=UUID(TO),
        endpoint=service.endpoint,
        p256dh=encoded(service.point),
        auth=encoded(AUTH),
        made_at=datetime(2026, 11, 28, tzinfo=UTC),
    )


@contextmanager
def running() -> Iterator[PushService]:
    """Run it, with one browser that has subscribed."""
    with http_provider.running(PushService()) as service:
        subscribe(service)
        yield service
