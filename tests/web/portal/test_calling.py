"""The page that calls: an account for one browser, and not for a flood of them."""

from django.test import Client
from pytest_django import Settings

from alo153.switchboard.models import GuestPhone


def test_the_page_has_button_words_and_number(client: Client) -> None:
    page = client.get("/call/").content.decode()
    assert '<alo-softphone class="panel call-panel" mode="guest" session="/call/session/">' in page
    assert 'href="tel:153"' in page
    assert "mikrofonu kullanmak için izin" in page


def test_a_browser_gets_an_account_of_its_own(client: Client) -> None:
    first, second = (client.post("/call/session/").json() for _ in range(2))
    assert set(first) == {"uri", "password", "socket", "number"}
    assert first["number"] == "153"
    assert first["uri"] != second["uri"]
    assert GuestPhone.objects.count() == 2
    assert client.get("/call/session/").status_code == 405


def test_it_needs_the_token_of_the_page() -> None:
    assert Client(enforce_csrf_checks=True).post("/call/session/").status_code == 403


def test_too_many_calls_are_told_to_dial(client: Client) -> None:
    for _ in range(20):
        client.post("/call/session/")
    response = client.post("/call/session/")
    assert response.status_code == 429
    assert "153" in response.json()["error"]


def test_without_a_telephone_the_page_offers_no_button(client: Client, settings: Settings) -> None:
    settings.PHONE_SOCKET_URL = ""
    page = client.get("/call/").content.decode()
    assert "Şu anda bu sayfadan arayamazsınız" in page
    assert "<alo-softphone" not in page
    assert "Bu sayfadan ya da" not in client.get("/").content.decode()
