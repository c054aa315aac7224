"""A citizen signs in at the portal by the code of an SMS."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.portal.applying import AYSE

from alo153.contacts.models import Message
from alo153.core import clock

NUMBER, CODE = "/mine/sign-in/", "/mine/sign-in/code/"


def asks(client: Client, phone: str = AYSE) -> str:
    """Ask for a code and return it, as the telephone gets it."""
    answer = client.post(NUMBER, {"phone": phone})
    assert answer.headers.get("Location") == CODE, answer.content.decode()
    return code_of_last_sms()


def code_of_last_sms() -> str:
    """Return the code that waits to leave."""
    body = Message.objects.filter(purpose="sign_in_code").latest("created_at").body
    return re.findall(r"\b\d{6}\b", body)[0]


def signs_in(client: Client, phone: str = AYSE) -> None:
    """Sign in by the code."""
    answer = client.post(CODE, {"code": asks(client, phone)})
    assert answer.headers.get("Location") == "/mine/", answer.content.decode()


def later(monkeypatch: pytest.MonkeyPatch, **time: int) -> None:
    """Let time pass, as `timedelta` names it."""
    at = clock.now() + timedelta(**time)
    monkeypatch.setattr(clock, "now", lambda: at)
