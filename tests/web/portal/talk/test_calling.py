"""The page that calls: an account for one browser, and not for a flood of them."""

from datetime import datetime, timedelta

from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.web.portal.signing import FIRST

from alo153.calls.call_words import CallDirection
from alo153.calls.models import Call, GuestPhone
from alo153.core import clock
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

SECOND = "22222222-2222-4222-8222-222222222222"


def test_the_page_has_button_words_and_number(client: Client) -> None:
    page = client.get("/call/").content.decode()
    assert (
        '<alo-softphone class="panel call-panel" mode="guest" session="/call/session/" '
        in " ".join(page.split())
    )
    assert 'href="tel:153"' in page
    assert "mikrofonu kullanmak için izin" in page


def test_a_browser_gets_an_account_of_its_own(client: Client) -> None:
    first, second = (client.post("/call/session/").json() for _ in range(2))
    assert set(first) == {"uri", "password", "socket", "number", "ice"}
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
    assert "Şu anda bu sayfadan arama yapılamıyor" in page
    assert "<alo-softphone" not in page
    assert "Bu sayfadan ya da" not in client.get("/").content.decode()


def test_the_page_tells_the_menu_the_place_and_the_wait(client: Client) -> None:
    client.post("/call/session/")
    mine = GuestPhone.objects.get().token
    place = "/call/place/"
    assert client.get(place).json() == {"state": "none", "words": ""}
    enters(FIRST, at=clock.now() - timedelta(minutes=3))
    waits(FIRST, at=clock.now() - timedelta(minutes=3))
    enters(SECOND, guest=mine, at=clock.now() - timedelta(minutes=2))

    menu = client.get(place).json()
    assert (menu["state"], menu["types"]) == ("menu", False)
    assert {"key": "3", "words": "Su ve kanal"} in menu["keys"]
    assert {"key": "0", "words": "Temsilci"} in menu["keys"]
    # The keys are those of the menu in which the caller is now
    records.write(facts.MenuWalked(at=clock.now().timestamp(), call=SECOND, node="foreign-news"))
    menu = client.get(place).json()
    assert [each["key"] for each in menu["keys"]] == ["1", "2", "8", "0"]
    assert menu["words"] == "Sesli menüdesiniz (Menü). Dinleyin ya da aşağıdan seçin."
    records.write(facts.MenuWalked(at=clock.now().timestamp(), call=SECOND, node="code"))
    menu = client.get(place).json()
    assert (menu["keys"], menu["types"]) == ([{"key": "*", "words": "Temsilci"}], True)

    waits(SECOND, at=clock.now() - timedelta(minutes=2))
    assert client.get(place).json() == {
        "state": "waiting",
        "words": "Sıradaki yeriniz: 2. 2 dakikadır bekliyorsunuz.",
    }
    Call.objects.filter(pk=SECOND).update(answered_at=clock.now())
    assert client.get(place).json()["state"] == "talking"
    # The agent was lost: nobody talks with the citizen
    again = facts.CallRequeued(
        at=clock.now().timestamp(), call=SECOND, queue="general", priority=0, reason="agent_lost"
    )
    records.write(again)
    shown = client.get(place).json()
    assert shown["state"] == "waiting"
    assert shown["words"].startswith("Yeniden bekliyorsunuz.")
    assert Client().get(place).json()["state"] == "none"


def test_who_looked_an_open_application_up_reads_first_how_it_stands(client: Client) -> None:
    case = cast.open_case()
    assert "birime ilettik" not in client.get("/call/").content.decode()
    client.post("/track/", {"code": case.tracking_code, "phone": cast.phone_of("Ayşe Işık")})
    page = client.get("/call/").content.decode()
    assert page.index("birime ilettik") < page.index("<alo-softphone")


def enters(call: str, *, at: datetime, guest: str = "") -> None:
    came = facts.CallEntered(
        at=at.timestamp(),
        call=call,
        channel=f"PJSIP/guest-{call}",
        direction=CallDirection.IN,
        number="",
        guest=guest,
    )
    records.write(came)


def waits(call: str, *, at: datetime) -> None:
    records.write(facts.CallQueued(at=at.timestamp(), call=call))
