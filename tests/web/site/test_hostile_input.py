"""Letters that are none in an address, and which devices a page may use."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_no_address_breaks_on_a_letter_that_is_none(client: Client) -> None:
    for path in ("/t/a%00b/", "/track/%00/", "/apply/%00/", "/t/%ff%fe/"):
        assert client.get(path).status_code in {400, 404}


@pytest.mark.django_db
def test_only_our_own_pages_may_ask_for_camera_and_microphone(client: Client) -> None:
    policy = client.get("/").headers["Permissions-Policy"]
    assert "camera=(self)" in policy
    assert "usb=()" in policy
