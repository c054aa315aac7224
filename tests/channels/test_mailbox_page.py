"""The mailbox page shows what was sent, newest first, and only in development."""

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from tests.contacts.way import open_case, receipt_of

from alo153.citizens.channel import Channel
from alo153.config.providers import mailers
from alo153.contacts import actions
from alo153.core import clock

pytestmark = pytest.mark.django_db


def sent(wish: Channel, phone: str = "+905320000101") -> str:
    """Send a receipt into the mailbox; returns the address of its tracking page."""
    case = open_case(wish, phone=phone)
    actions.send(message_id=receipt_of(case).pk, now=clock.now)
    return f"{settings.PUBLIC_URL}/t/{case.link_key}/"


def test_messages_stand_newest_first_with_links_to_follow(client: Client) -> None:
    first, second = sent(Channel.SMS), sent(Channel.EMAIL)
    page = client.get("/mailbox/").content.decode()
    assert f'href="{first}"' in page
    assert page.index(second) < page.index(first)
    assert "0532 000 01 01" in page
    assert "Mesaj kutusu" in page


@pytest.mark.parametrize("typed", ["0532 000 01 05", "+905320000105", "905320000105"])
def test_an_address_in_any_form_filters(client: Client, typed: str) -> None:
    other, wanted = sent(Channel.SMS), sent(Channel.SMS, "+905320000105")
    page = client.get("/mailbox/", {"to": typed}).content.decode()
    assert wanted in page
    assert other not in page


def test_an_empty_mailbox_says_how_to_fill_it(client: Client) -> None:
    assert "Henüz mesaj gönderilmedi" in client.get("/mailbox/").content.decode()
    assert "Bu adrese" in client.get("/mailbox/?to=nobody").content.decode()


def test_words_of_citizens_are_shown_as_text(client: Client) -> None:
    with override_settings(MAILERS={"default": mailers.from_url("mailbox:")}):
        EmailMessage("Parola", "<b>http://localhost/x</b>", to=["elif@example.org"]).send()
    page = client.get("/mailbox/?to=ELIF").content.decode()
    assert "&lt;b&gt;" in page
    assert "Parola" in page


@pytest.mark.parametrize("asker", ["192.0.2.7", "10.0.0.7", "::ffff:192.0.2.7"])
def test_nobody_on_another_machine_reads_the_letters(client: Client, asker: str) -> None:
    assert client.get("/mailbox/", REMOTE_ADDR=asker).status_code == 404


@override_settings(PUBLIC_URL="https://153.example.org")
def test_a_public_site_shows_no_letters_even_to_its_own_proxy(client: Client) -> None:
    assert client.get("/mailbox/").status_code == 404


@override_settings(DEVELOPMENT=False)
def test_elsewhere_there_is_no_such_page(client: Client) -> None:
    sent(Channel.SMS)
    assert client.get("/mailbox/").status_code == 404
