"""The page for sign language: an account that dials the interpreters, and the place in words."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.cast import AT
from tests.web.portal.signing import FIRST, calls

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.floor import city_queues
from alo153.calls.models import Call, GuestPhone
from alo153.calls.queue import Queue
from alo153.calls.supervision.closings import actions as closings
from alo153.city.rules.opening import Hours
from alo153.core import clock
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

CLOSED = (
    "Acil bir durum nedeniyle tüm hatlarımız kapalı. "
    "Lütfen yazılı başvurun, yazdıklarınızı okuyoruz."
)
SECOND = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def line_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Queue | None], None]:
    def line(queue: Queue | None) -> None:
        found = {queue.key: queue} if queue else {}
        monkeypatch.setattr(city_queues, "of_city", lambda: found)

    return line


def test_the_page_says_what_happens_in_few_words(
    client: Client, line_of: Callable[[Queue | None], None]
) -> None:
    line_of(Queue(key="sign_language"))
    page = client.get("/sign-language/").content.decode()
    assert "Görüntülü ara" in page
    assert "data-video" in page
    assert "Yazılı başvur" in page
    assert "/sign-language/" in client.get("/").content.decode()


def test_without_a_telephone_it_says_how_else(client: Client, settings: Settings) -> None:
    settings.PHONE_SOCKET_URL = ""
    assert "görüntülü görüşme yapılamıyor" in client.get("/sign-language/").content.decode()
    assert "/sign-language/" not in client.get("/").content.decode()


def test_the_account_dials_the_interpreters(client: Client) -> None:
    assert client.post("/sign-language/session/").json()["number"] == "via_sign_language"
    for _ in range(19):
        client.post("/sign-language/session/")
    assert client.post("/sign-language/session/").status_code == 429


def test_whoever_wants_to_be_seen_calls_the_agents_line_from_the_same_places(
    client: Client, line_of: Callable[[Queue | None], None]
) -> None:
    line_of(Queue(key="video", video=True))
    page = client.get("/video/").content.decode()
    assert 'session="/video/session/"' in page
    assert "Bizimle görüntülü konuşun" in page
    assert "tercüman" not in page.lower()
    for place in ("/", "/widget/", "/chat/"):
        shown = client.get(place).content.decode()
        assert ('href="/video/"' in shown, 'href="/call/"' in shown) == (True, True), place
    assert client.post("/video/session/").json()["number"] == "via_video"
    calls(FIRST, guest=GuestPhone.objects.get().token)
    waiting = client.get("/video/place/").json()["words"]
    assert waiting == "Sıra sizde. Bir arkadaşımız müsait olunca görüntü açılır."
    Call.objects.filter(pk=FIRST).update(answered_at=AT)
    assert client.get("/video/place/").json()["words"] == "Sizi görüyoruz."
    # The other line's page knows nothing of this call
    assert client.get("/sign-language/place/").json()["state"] == "none"


def test_a_city_without_this_line_names_it_nowhere(
    client: Client, line_of: Callable[[Queue | None], None]
) -> None:
    line_of(None)
    assert client.post("/video/session/").status_code == 404
    assert all("/video/" not in client.get(each).content.decode() for each in ("/", "/chat/"))


def test_the_place_in_line_is_told_in_words(client: Client) -> None:
    client.post("/sign-language/session/")
    mine = GuestPhone.objects.get().token
    place = "/sign-language/place/"
    assert client.get(place).json() == {"state": "none", "words": ""}
    calls(FIRST)
    calls(SECOND, guest=mine, after=5)
    assert client.get(place).json()["words"].startswith("Önünüzde 1 kişi var.")
    end = facts.CallEnded(
        at=AT.timestamp() + 9,
        call=FIRST,
        outcome=CallOutcome.ABANDONED,
        by=CallParty.CITIZEN,
        waited_seconds=9,
        agent=None,
    )
    records.write(end)
    assert client.get(place).json()["words"].startswith("Sıra sizde.")
    Call.objects.filter(pk=SECOND).update(answered_at=AT)
    assert client.get(place).json() == {"state": "talking", "words": "Tercüman sizi görüyor."}


def test_somebody_else_learns_nothing_of_it(client: Client) -> None:
    Client().post("/sign-language/session/")
    calls(FIRST, guest=GuestPhone.objects.get().token)
    assert client.get("/sign-language/place/").json()["state"] == "none"


def test_at_night_it_says_when_somebody_is_there_again(
    client: Client,
    line_of: Callable[[Queue | None], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A Monday, when nobody comes; Tuesday at eight."""
    week = ((), *[((time(8), None),)] * 6)
    hours = Hours(days=week, zone=ZoneInfo("Europe/Istanbul"))
    line_of(Queue(key="sign_language", hours=hours))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 2, tzinfo=UTC))
    page = client.get("/sign-language/").content.decode()
    assert "görevde tercüman yok" in page
    assert "Yeniden arayabileceğiniz zaman: Salı 08:00" in page
    assert "<alo-softphone" not in page
    assert "Yazılı başvur" in page


def test_a_city_without_interpreters_offers_writing(
    client: Client, line_of: Callable[[Queue | None], None]
) -> None:
    line_of(None)
    page = client.get("/sign-language/").content.decode()
    assert "görüntülü görüşme yapılamıyor" in page
    assert "<alo-softphone" not in page


def test_in_an_emergency_who_signs_reads_that_the_lines_are_closed(
    client: Client, line_of: Callable[[Queue | None], None]
) -> None:
    line_of(Queue(key="sign_language"))
    hakan = cast.staff("hakan")
    closings.close_lines(reason="Binada yangın var.", by=hakan, at=clock.now())
    page = client.get("/sign-language/").content.decode()
    assert CLOSED in page
    assert "<alo-softphone" not in page
    assert "Binada yangın" not in page
    refused = client.post("/sign-language/session/")
    assert (refused.status_code, refused.json()) == (503, {"error": CLOSED})
    closings.open_lines(by=hakan, at=clock.now())
    assert "<alo-softphone" in client.get("/sign-language/").content.decode()


@pytest.mark.parametrize("page", ["/sign-language/", "/call/"])
def test_who_waits_while_the_lines_close_reads_it_and_who_talks_goes_on(
    client: Client, page: str
) -> None:
    client.post(f"{page}session/")
    calls(FIRST, guest=GuestPhone.objects.get().token)
    closings.close_lines(reason="Yangın.", by=cast.staff("hakan"), at=clock.now())
    place = f"{page}place/"
    assert client.get(place).json() == {"state": "closed", "words": CLOSED}
    Call.objects.update(answered_at=clock.now())
    assert client.get(place).json()["state"] == "talking"
