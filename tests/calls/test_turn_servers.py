"""Passwords for TURN servers, as coturn reckons them."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import LazySettings

from alo153.calls.endpoints.turn_servers import ice_servers

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_without_a_server_nothing_is_told() -> None:
    assert ice_servers("agent-7", at=NOON) == []


def test_each_browser_gets_a_password_that_ends_in_six_hours(settings: LazySettings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = ["turn:turn.example:3478"], "between us"
    (server,) = ice_servers("agent-7", at=NOON)
    ends = int((NOON + timedelta(hours=6)).timestamp())
    assert server["username"] == f"{ends}:agent-7"
    digest = hmac.new(b"between us", server["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(server["credential"]) == digest
    assert server["urls"] == ["turn:turn.example:3478"]
