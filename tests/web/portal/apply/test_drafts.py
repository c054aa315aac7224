"""What strangers type is kept until it is sent: in measure, and not for long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.web.portal.applying import ANSWERS, WORDS

from alo153.core import clock
from alo153.web import tasks
from alo153.web.portal.apply import staging

MakePhoto = Callable[[], SimpleUploadedFile]


def kept_bytes() -> int:
    return sum(len(row.session_data) for row in Session.objects.all())


def test_a_flood_of_text_is_refused_and_not_kept(client: Client) -> None:
    for step in [*ANSWERS, *ANSWERS]:
        fields = dict.fromkeys([*ANSWERS[step], "address", "full_name"], "x" * 400_000)
        for go in ("next", "back", "again"):
            answer = client.post(f"/apply/{step}/", fields | {"go": go})
            assert answer.status_code == 422
    assert kept_bytes() < 10_000


def test_a_text_that_is_a_little_too_long_waits_to_be_made_shorter(client: Client) -> None:
    typed = WORDS + " " * 10 + "a" * 4_200
    answer = client.post("/apply/text/", {"text": typed}, follow=True)
    assert answer.status_code == 422
    assert typed in client.get("/apply/text/").content.decode()


def test_who_begins_very_many_applications_waits_and_loses_nothing(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"draft": "2/10m/ip"}
    first = Client()
    for client in (first, Client()):
        assert client.post("/apply/text/", {"text": WORDS}).status_code == 302
    answer = Client().post("/apply/text/", {"text": WORDS + " Acil!"})
    assert answer.status_code == 429
    assert "kısa bir soruyu" in answer.content.decode()
    assert WORDS + " Acil!" in answer.content.decode()
    assert Session.objects.count() == 2
    # One that is under way goes on
    assert first.post("/apply/text/", {"text": WORDS}).status_code == 302


def staged() -> int:
    return staging.sweep(clock.now()).total()


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch, photo: MakePhoto) -> None:
    """Leave room for sixty-four photos, the last sixteen for the small alone."""
    staging.keep("measured", photo(), visitor="", source="", at=clock.now())
    size = staged()
    staging.clear("measured")
    monkeypatch.setattr(staging, "MOST_BYTES", 64 * size)
    monkeypatch.setattr(staging, "RESERVE", 16 * size)
    monkeypatch.setattr(staging, "SMALL", 2 * size)


def photos_in(client: Client) -> int:
    return len(client.session["application"]["photos"])


@pytest.mark.usefixtures("narrow")
def test_one_visitor_fills_their_share_and_the_next_finds_room(photo: MakePhoto) -> None:
    taken = 0
    for _ in range(8):  # they begin anew each time, with the address they have
        client = Client(REMOTE_ADDR="203.0.113.7")
        client.post("/apply/photo/", {"photo": photo(), "go": "more"})
        answer = client.post("/apply/photo/", {"photo": photo(), "go": "more"})
        taken += photos_in(client) if "application" in client.session else 0
    assert (taken, answer.status_code) == (7, 422)
    assert "henüz gönderilmemiş dosyalar çok yer tutuyor" in answer.content.decode()
    citizen = Client(REMOTE_ADDR="198.51.100.4")
    assert citizen.post("/apply/photo/", {"photo": photo(), "go": "more"}).status_code == 302
    assert photos_in(citizen) == 1


def test_no_number_of_visitors_takes_all_of_it() -> None:
    waiting = 0
    for _ in range(20):  # each takes what they may
        waiting += staging.share(waiting, 1)
    free = staging.MOST_BYTES - waiting
    assert free > staging.MOST_BYTES / 20
    assert staging.share(waiting, 1) > 10 * staging.SMALL / 2


def test_the_last_room_is_for_the_small() -> None:
    waiting = staging.MOST_BYTES - staging.RESERVE
    assert staging.share(waiting, staging.SMALL + 1) == 0
    assert staging.share(waiting, staging.SMALL) > staging.SMALL


def test_photos_of_all_strangers_together_have_a_limit(
    client: Client, photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    monkeypatch.setattr(staging, "MOST_BYTES", staged() + 10)
    answer = client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert answer.status_code == 422
    assert "Şu anda dosya alamıyoruz." in answer.content.decode()


def test_who_begins_anew_gives_the_room_back(client: Client, photo: MakePhoto) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert staged()
    client.get("/apply/?new=1")
    assert staged() == 0


def test_the_worker_throws_away_what_was_never_sent(
    client: Client, photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    client.post("/apply/text/", {"text": WORDS})
    assert kept_bytes()
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    Session.objects.update(expire_date=clock.now() - timedelta(days=3))
    tasks.sweep()
    assert not Session.objects.exists()
    assert staging.sweep(later).total() == 0
