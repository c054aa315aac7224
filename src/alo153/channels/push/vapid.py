"""By which key we are known to push services (VAPID, RFC 8292), and how a browser is told it."""

import base64
import binascii
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BYTES: Final = 32
POINT_BYTES: Final = 65
SECRET_BYTES: Final = 16
_CURVE: Final = ec.SECP256R1()


class WrongKey(ValueError):
    """A key is not what it should be."""


def make() -> str:
    """Return a new private key, as the settings hold it: 43 letters of base64url."""
    number = ec.generate_private_key(_CURVE).private_numbers().private_value
    return encoded(number.to_bytes(BYTES, "big"))


@lru_cache(maxsize=4)
def private(key: str) -> ec.EllipticCurvePrivateKey:
    """Return the key of the settings.

    Raises:
        WrongKey: it is none.
    """
    try:
        return ec.derive_private_key(int.from_bytes(decoded(key, BYTES), "big"), _CURVE)
    except ValueError as error:
        raise WrongKey("is no key; `manage make_push_key` makes one") from error


def public(key: str) -> str:
    """Return what a browser is told when it subscribes: the public point, in base64url."""
    point = private(key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return encoded(point)


def is_point(text: str) -> bool:
    """Say whether a text is a browser's public key: a point of the curve."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, decoded(text, POINT_BYTES))
    except ValueError:
        return False
    return True


def is_secret(text: str) -> bool:
    """Say whether a text is what a browser shares with us (RFC 8291, 3.2)."""
    try:
        return bool(decoded(text, SECRET_BYTES))
    except ValueError:
        return False


def encoded(content: bytes) -> str:
    """Return bytes in base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str, length: int) -> bytes:
    """Return so many bytes out of base64url.

    Raises:
        WrongKey: it is not that.
    """
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise WrongKey("is no base64url") from error
    if len(content) != length:
        raise WrongKey(f"must hold {length} bytes")
    return content
