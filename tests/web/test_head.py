"""HEAD is answered as GET, without a body."""

from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client
from tests import cast
from tests.web.addresses import OURS

pytestmark = pytest.mark.django_db
# Waits for what happens; its topics are asked for
STREAMS = {"stream"}


@pytest.mark.parametrize("username", ["", "hakan", "selin"])
def test_every_page_answers_head_as_get_and_no_page_of_staff_stays_in_the_browser(
    client: Client, username: str
) -> None:
    if username:
        client.force_login(cast.staff(username))
    wrong, opened, of_staff = {}, 0, {}
    for address in OURS:
        if address.name in STREAMS:
            continue
        with transaction.atomic():
            got = client.get(address.path)
            transaction.set_rollback(True)
        with transaction.atomic():
            head = client.head(address.path)
            transaction.set_rollback(True)
        opened += got.status_code == HTTPStatus.OK
        if got.status_code == HTTPStatus.OK and hasattr(address.view, "requires"):
            of_staff[address.name] = got.get("Cache-Control", "")
        if (head.status_code, head.content) != (got.status_code, b""):
            wrong[address.name] = (got.status_code, head.status_code)
    assert wrong == {}
    assert opened > 10
    assert bool(of_staff) == bool(username)
    assert [name for name, kept in of_staff.items() if "no-store" not in kept] == []


def test_head_says_what_get_says(client: Client) -> None:
    got, head = client.get("/"), client.head("/")
    for name in ("Content-Type", "Content-Length", "Content-Security-Policy", "Cache-Control"):
        assert (name in head.headers) == (name in got.headers)
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_a_stream_that_is_asked_by_head_ends_at_once(client: Client) -> None:
    client.force_login(cast.staff("hakan"))
    head = client.head("/stream/?topics=center")
    assert (head.status_code, head.content) == (HTTPStatus.OK, b"")
