"""Verify that X posts: by a signature over the body, and by a question once an hour. Pure.

https://docs.x.com/x-api/webhooks/quickstart
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Final

from alo153.channels.social.x.account import x_account_at
from alo153.channels.transport import Hook

_HEADER: Final = "x-twitter-webhooks-signature"
# Whoever asks gets our signature of their word, and a body is signed alike: so that nobody gets
# one for a body, which is a JSON object, no word is signed that could be one
_TOKEN: Final = re.compile(r"[\w=+/.~-]{1,200}", re.ASCII)


def signature(raw: bytes, secret: str) -> str:
    """Return what the header says of a body."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).digest()
    return f"sha256={base64.b64encode(digest).decode()}"


def _is_signed(address: str, headers: Mapping[str, str], raw: bytes) -> bool:
    wanted = signature(raw, x_account_at(address).of.secret)
    return hmac.compare_digest(headers.get(_HEADER, "").encode(), wanted.encode())


def _challenge(address: str, asked: Mapping[str, str]) -> str | None:
    token = asked.get("crc_token", "")
    if not _TOKEN.fullmatch(token):
        return None
    answer = signature(token.encode(), x_account_at(address).of.secret)
    return json.dumps({"response_token": answer})


X_HOOK: Final = Hook(is_signed=_is_signed, challenge=_challenge, challenge_type="application/json")
