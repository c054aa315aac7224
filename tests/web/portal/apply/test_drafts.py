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


def test_photos_of_all_strangers_together_have_a_limit(
    client: Client, photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    monkeypatch.setattr(staging, "MOST_BYTES", staging.sweep(clock.now()) + 10)
    answer = client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert answer.status_code == 422
    assert "Şu anda dosya alamıyoruz." in answer.content.decode()


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
    assert staging.sweep(later) == 0
