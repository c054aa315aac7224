"""TURN servers carry the sound of browsers whose network lets none through (RFC 8656)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

LIFE = timedelta(hours=6)
"""Longer than any talk; a page that is open for longer asks for an account anew."""


def ice_servers(name: str, *, at: datetime) -> list[dict[str, Any]]:
    """Return what a browser's RTCPeerConnection takes; nothing where no server is named."""
    if not settings.TURN_URLS:
        return []
    return [credentials(name, settings.TURN_URLS, settings.TURN_SECRET, until=at + LIFE)]


def credentials(name: str, urls: Sequence[str], secret: str, *, until: datetime) -> dict[str, Any]:
    """Make a password that ends by itself: HMAC-SHA1 of the end and a name, in base64.

    draft-uberti-behave-turn-rest-00, section 2.2; coturn knows it as `use-auth-secret`.
    """
    username = f"{int(until.timestamp())}:{name}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return {
        "urls": list(urls),
        "username": username,
        "credential": base64.b64encode(digest).decode(),
    }
