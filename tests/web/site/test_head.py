"""HEAD is answered as GET, without a body; `test_permissions.py` asks every page so."""

from http import HTTPStatus

import pytest
from django.templatetags.static import static
from django.test import Client
from tests import cast

pytestmark = pytest.mark.django_db


def test_head_says_what_get_says(client: Client) -> None:
    got, head = client.get("/"), client.head("/")
    for name in ("Content-Type", "Content-Length", "Content-Security-Policy", "Cache-Control"):
        assert (name in head.headers) == (name in got.headers)
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_a_stream_that_is_asked_by_head_ends_at_once(client: Client) -> None:
    client.force_login(cast.staff("hakan"))
    head = client.head("/stream/?topics=center")
    assert (head.status_code, head.content) == (HTTPStatus.OK, b"")


def test_the_picture_of_a_tab_costs_no_cookie(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("web/mark.svg"))
    assert not answer.cookies
