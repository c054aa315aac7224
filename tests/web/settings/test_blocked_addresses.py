"""Administrators see addresses with wrong passwords, and until when one is slowed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation
from tests import cast

from alo153.core.clock import now
from alo153.switchboard.sip_guard import records


@pytest.fixture
def administrator(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def test_nobody_tried(administrator: Client) -> None:
    page = administrator.get("/settings/blocked-addresses/").content.decode()
    assert "Son bir haftada yanlış parola deneyen olmadı." in page


def test_who_is_slowed_stands_first(administrator: Client) -> None:
    records.count({"203.0.113.9": 5}, now() - timedelta(seconds=5))
    records.count({"192.0.2.7": 1}, now())
    with translation.override("tr"):
        page = administrator.get("/settings/blocked-addresses/").content.decode()
    assert page.index("203.0.113.9") < page.index("192.0.2.7")
    assert page.count("yavaşlatılmıyor") == 1


def test_a_slowing_that_is_over_says_so(administrator: Client) -> None:
    records.count({"203.0.113.9": 5}, now() - timedelta(hours=1))
    assert "yavaşlatılmıyor" in administrator.get("/settings/blocked-addresses/").content.decode()


def test_the_address_of_before_leads_here(administrator: Client) -> None:
    moved = administrator.get("/settings/strangers/")
    assert (moved.status_code, moved["Location"]) == (301, "/settings/blocked-addresses/")
