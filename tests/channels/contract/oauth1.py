"""Whether an order is signed as RFC 5849 says: worked out here from its sections, not by a library.

https://datatracker.ietf.org/doc/html/rfc5849#section-3.4
"""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.channels.contract.http_server import Request

_PART: Final = re.compile(r'(\w+)="([^"]*)"')
_NEEDED: Final = {
    *("oauth_consumer_key", "oauth_token", "oauth_signature_method", "oauth_signature"),
    *("oauth_timestamp", "oauth_nonce"),
}


@dataclass
class Signer:
    """What a provider knows of a program and of whom it acts for; it takes no order twice."""

    key: str
    secret: str
    token: str
    token_secret: str
    seen: set[str] = field(default_factory=set)

    def is_signed(self, request: Request, origin: str) -> bool:
        """Say whether an order is theirs, new, and of now."""
        scheme, _, told = request.headers.get("Authorization", "").partition(" ")
        given = {name: unquote(value) for name, value in _PART.findall(told)}
        if scheme != "OAuth" or not set(given) >= _NEEDED:
            return False
        known = (given["oauth_consumer_key"], given["oauth_token"]) == (self.key, self.token)
        fresh = abs(int(given["oauth_timestamp"]) - time.time()) < 300
        new = given["oauth_nonce"] not in self.seen
        self.seen.add(given["oauth_nonce"])
        signature = given.pop("oauth_signature")
        wanted = self._signature(request, origin, given)
        return known and fresh and new and hmac.compare_digest(signature, wanted)

    def _signature(self, request: Request, origin: str, given: Mapping[str, str]) -> str:
        parts = urlsplit(request.path)
        pairs = [*given.items(), *parse_qsl(parts.query, keep_blank_values=True)]
        encoded = sorted((_encoded(name), _encoded(value)) for name, value in pairs)
        parameters = "&".join(f"{name}={value}" for name, value in encoded)
        base = [request.method.upper(), f"http://{origin}{parts.path}", parameters]
        key = f"{_encoded(self.secret)}&{_encoded(self.token_secret)}"
        text = "&".join(_encoded(each) for each in base)
        digest = hmac.new(key.encode(), text.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="-._~")
