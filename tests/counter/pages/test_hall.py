"""The kiosk and the screen of a hall: open by their address alone, and no more than that."""

import re
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.core import clock
from alo153.counter import actions
from alo153.counter.models import Device, Ticket
from alo153.web.counter.hall.spoken import sounds_of_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def kiosk() -> str:
    return f"/counter/kiosk/{visitors.device()[1]}/"


@pytest.fixture
def hall() -> str:
    return f"/counter/hall/{visitors.device(Device.Kind.HALL)[1]}/"


def press(client: Client, kiosk: str, **more: str) -> Any:
    sent = {"press": str(uuid.uuid4()), "letter": "A"} | more
    return client.post(f"{kiosk}tr/", sent)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_press_gives_a_number_and_says_how_many_are_before(client: Client, kiosk: str) -> None:
    page = client.get(kiosk)
    assert 'lang="tr"' in page.content.decode()
    assert all(words in text(page) for words in ("Başvuru ve şikâyet", "Sosyal yardım", "hamile"))
    press(client, kiosk)
    paper = client.get(press(client, kiosk).url)
    assert all(words in text(paper) for words in ("A002", "Önünüzde 1 kişi var"))
    first = client.get(press(client, kiosk, priority="on").url)
    assert all(words in text(first) for words in ("A003", "öncelikli", "Sıradaki sizsiniz"))


def test_the_same_page_sent_twice_shows_the_same_number(client: Client, kiosk: str) -> None:
    page = str(uuid.uuid4())
    one, other = press(client, kiosk, press=page), press(client, kiosk, press=page)
    assert one.url == other.url
    assert Ticket.objects.count() == 1


def test_it_speaks_english_to_whoever_asks_and_turkish_to_the_next(
    client: Client, kiosk: str
) -> None:
    page = client.get(f"{kiosk}en/")
    assert 'lang="en"' in page.content.decode()
    assert "Requests and complaints" in text(page)
    paper = client.get(client.post(f"{kiosk}en/", {"press": uuid.uuid4(), "letter": "A"}).url)
    assert "Your number" in text(paper)
    assert "Başvuru ve şikâyet" in text(client.get(kiosk))
    assert client.get(f"{kiosk}xx/").status_code == 404


def test_whoever_presses_too_often_is_asked_to_wait(client: Client, kiosk: str) -> None:
    answers = [press(client, kiosk).status_code for _ in range(13)]
    assert answers == [302] * 12 + [429]


@pytest.mark.parametrize(
    ("sent", "status"), [({"letter": "Z"}, 422), ({"letter": ""}, 422), ({"press": "x"}, 422)]
)
def test_what_no_button_sends_gives_no_number(
    client: Client, kiosk: str, sent: dict[str, str], status: int
) -> None:
    assert press(client, kiosk, **sent).status_code == status
    assert not Ticket.objects.exists()


def test_at_night_it_says_that_it_is_closed(
    client: Client, kiosk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 20, tzinfo=AT.tzinfo))
    page = client.get(kiosk)
    assert "Şu anda kapalıyız" in text(page)
    assert 'name="letter"' not in page.content.decode()
    assert press(client, kiosk).status_code == 409


def test_a_wrong_address_a_revoked_one_and_that_of_the_other_screen_show_nothing(
    client: Client, kiosk: str, hall: str
) -> None:
    number = press(client, kiosk).url
    key = hall.split("/")[3]
    other = f"/counter/kiosk/{visitors.device()[1]}/tr/{number.split('/')[-2]}/"
    wrong = ["/counter/kiosk/wrong/", "/counter/hall/wrong/", f"/counter/kiosk/{key}/", other]
    assert [client.get(path).status_code for path in wrong] == [404] * 4
    for device in Device.objects.all():
        actions.revoke_device(device=device, by=device.added_by, at=AT)
    assert [client.get(path).status_code for path in (kiosk, number, hall)] == [404] * 3
    assert press(client, kiosk).status_code == 404


def test_the_screen_shows_the_last_numbers_with_their_desks_and_nobody_s_name(
    client: Client, hall: str
) -> None:
    assert "Henüz kimse çağrılmadı" in text(client.get(hall))
    for _ in range(6):
        visitors.take()
    desk = visitors.sit(desk=3)
    for minute in range(1, 7):
        ticket = visitors.call(desk, at=AT + minute * MINUTE)
        actions.miss(ticket=ticket, by=desk.user, at=AT + minute * MINUTE)
    page = client.get(f"{hall}calls/")
    shown = re.findall(r"A\d{3}", text(page))
    assert shown == ["A006", "A005", "A004", "A003", "A002"]
    assert desk.user.full_name not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_number_is_called_digit_by_digit() -> None:
    assert sounds_of_call("A042", 13, "tr") == [
        *("hall-next", "letter-a", "number-0", "number-4", "number-2"),
        *("hall-desk", "number-10", "number-3"),
    ]
    assert sounds_of_call("B007", 13, "en")[-1] == "number-13"


def test_the_screen_gets_the_sounds_of_a_number_and_no_others(
    client: Client, hall: str, tmp_path: Path, settings: Any
) -> None:
    settings.SOUNDS_DIR = tmp_path
    (tmp_path / "kocaeli").mkdir()
    for name in ("letter-a", "greeting"):
        (tmp_path / "kocaeli" / f"{name}.wav16").write_bytes(b"RIFF")
    found = client.get(f"{hall}sounds/letter-a/")
    assert (b"".join(found.streaming_content), found["Content-Type"]) == (b"RIFF", "audio/wav")
    assert client.get(f"{hall}sounds/greeting/").status_code == 404
    assert client.get(f"{hall}sounds/letter-b/").status_code == 404


def test_the_stream_of_a_screen_opens_by_its_address_alone(client: Client, hall: str) -> None:
    assert client.get("/counter/hall/wrong/stream/").status_code == 404
    opened = client.get(f"{hall}stream/?topics=center,agent:1")
    assert (opened.status_code, opened["Content-Type"]) == (200, "text/event-stream")


@pytest.mark.parametrize(
    ("where", "verb"), [("kiosk", Client.put), ("hall", Client.post)], ids=["kiosk", "hall"]
)
def test_a_screen_takes_nothing_else(
    client: Client, kiosk: str, hall: str, where: str, verb: Callable[..., Any]
) -> None:
    assert verb(client, {"kiosk": kiosk, "hall": hall}[where]).status_code == 405
