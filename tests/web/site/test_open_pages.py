"""An open page of staff counts as being there, and keeps nobody signed in."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from django.conf import settings
from django.test import Client
from tests import cast
from tests.parts import waiting
from tests.parts.processes.serving import WebServer

from alo153.accounts.models import SignIn, User
from alo153.accounts.queries import GONE_AFTER, at_a_page
from alo153.core import clock
from alo153.web.site import open_pages

PASSWORD = "a-long-password"


@pytest.fixture(name="elif_")
def _elif(transactional_db: None) -> User:
    elif_ = cast.staff("elif")
    elif_.set_password(PASSWORD)
    elif_.save()
    return elif_


@pytest.fixture
def http(elif_: User, client: Client) -> Iterator[httpx.Client]:
    """Return the browser in which Elif signed in, at a running server."""
    client.post("/accounts/login/", {"login": elif_.username, "password": PASSWORD})
    cookie = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    server = WebServer()
    with httpx.Client(base_url=server.start(), cookies=cookie, timeout=waiting.SECONDS) as http:
        yield http
    server.stop()


def is_there(user: User) -> bool:
    return at_a_page(clock.now()).filter(user=user).exists()


def test_who_waits_with_a_page_open_is_there_and_the_session_is_not_prolonged(
    http: httpx.Client, elif_: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_pages, "_NOTE_SECONDS", 0.02)
    last_used = clock.now() - GONE_AFTER - timedelta(minutes=1)
    SignIn.objects.update(seen_at=last_used)
    assert not is_there(elif_)
    with http.stream("GET", "/stream/", params={"topics": f"agent:{elif_.pk}"}) as page:
        assert page.status_code == 200
        waiting.until(lambda: is_there(elif_))
    assert SignIn.objects.get().seen_at == last_used
