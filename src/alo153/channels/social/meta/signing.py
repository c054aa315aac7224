"""Verify that Meta posts: by a signature over the body, and once by a word of ours. Pure.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from alo153.channels.social.accounts import account_at
from alo153.channels.transport import Hook

_HEADER: Final = "x-hub-signature-256"
_LONGEST_CHALLENGE: Final = 200


def signature(raw: bytes, secret: str) -> str:
    """Return what the header says of a body."""
    return f"sha256={hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}"


def _is_signed(address: str, headers: Mapping[str, str], raw: bytes) -> bool:
    wanted = signature(raw, account_at(address).secret)
    return hmac.compare_digest(headers.get(_HEADER, "").encode(), wanted.encode())


def _challenge(address: str, asked: Mapping[str, str]) -> str | None:
    verify = account_at(address, verified=True).verify
    knows = hmac.compare_digest(asked.get("hub.verify_token", "").encode(), verify.encode())
    if asked.get("hub.mode") != "subscribe" or not knows:
        return None
    return asked.get("hub.challenge", "")[:_LONGEST_CHALLENGE]


META_HOOK: Final = Hook(is_signed=_is_signed, challenge=_challenge)
