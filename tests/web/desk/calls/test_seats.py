"""The pages of a guest seat: the supervisor opens it, the guest takes it with the code."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.desk.calls.ringing import Ring
from tests.web.portal.proving import work

from alo153.calls.models import Command
from alo153.calls.models.monitoring import GuestSeat, Monitoring
from alo153.core import clock
from alo153.web.kit.proof import proof

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def supervisor(db: None) -> Client:
    """Return a browser in which Hakan is signed in."""
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    return browser


def at(minutes: int) -> str:
    """Write an instant as the browser's field does."""
    when = clock.now().astimezone(cast.city_zone()) + timedelta(minutes=minutes)
    return when.strftime("%Y-%m-%dT%H:%M")


def opened(supervisor: Client, **changes: str) -> Any:
    """Open a seat from a minute ago for an hour and return the answer."""
    given = {
        "full_name": "Deniz Aydın",
        "mentor": str(cast.staff("elif").pk),
        "from_at": at(-1),
        "until": at(59),
    }
    return supervisor.post("/live/seats/", given | changes)


def code_of(answer: Any) -> str:
    found = re.search(r'seat-code digits">([A-Z0-9 ]+)<', answer.content.decode())
    assert found
    return found[1]


def enter(code: str) -> tuple[Client, Any]:
    browser = Client()
    return browser, browser.post("/guest/", {"code": code})


def test_the_code_is_shown_once_and_lets_the_guest_in_as_an_agent(supervisor: Client) -> None:
    code = code_of(opened(supervisor))
    assert code not in supervisor.get("/live/seats/").content.decode()
    guest, answer = enter(code)
    assert answer["Location"] == "/desk/"
    assert guest.get("/desk/").status_code == 200
    assert 0 < guest.session.get_expiry_age() <= 2 * 3600
    assert "Deniz Aydın (konuk, Elif Yıldız eşliğinde)" in supervisor.get("/live/").content.decode()


@pytest.mark.parametrize("path", ["/live/", "/live/seats/", "/unit/", "/live/agents/1/listen/"])
def test_a_guest_opens_nothing_that_an_agent_cannot(supervisor: Client, path: str) -> None:
    guest, _ = enter(code_of(opened(supervisor)))
    status = {guest.get(path).status_code, guest.post(path).status_code}
    assert status <= {403, 405}
    assert 403 in status


def test_a_second_browser_needs_another_code(supervisor: Client) -> None:
    code = code_of(opened(supervisor))
    enter(code)
    _, answer = enter(code)
    assert answer.status_code == 422
    assert "Bu kodla şu anda koltuğa oturulamıyor" in answer.content.decode()


def test_guessing_codes_is_slowed(supervisor: Client) -> None:
    code = code_of(opened(supervisor))
    tried = [enter("ABCDE FGHJK")[1].status_code for _ in range(11)]
    assert tried == [422] * 10 + [429]
    assert enter(code)[1].status_code == 429


def test_forty_behind_one_address_are_not_one_who_guesses(supervisor: Client) -> None:
    code = code_of(opened(supervisor))
    for _ in range(11):
        enter("ABCDE FGHJK")
    assert "kısa bir soruyu" in enter(code)[1].content.decode()
    with patch.object(proof, "KEYS", 2):
        for _ in range(40):
            guest = Client()
            work(guest)
            assert guest.post("/guest/", {"code": "ABCDE FGHJK"}).status_code == 422
        guesser = Client()
        work(guesser)
    tried = [guesser.post("/guest/", {"code": "ABCDE FGHJK"}).status_code for _ in range(11)]
    assert tried == [422] * 10 + [429]
    with patch.object(proof, "KEYS", 2):
        guest = Client()
        work(guest)
    assert guest.post("/guest/", {"code": code})["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"until": "2020-01-01T10:00"}, "Bitiş, başlangıçtan sonra"),
        ({"until": at(600)}, "en çok dört saat"),
        ({"full_name": ""}, "Konuğun adı"),
    ],
)
def test_a_seat_has_a_name_and_a_time(
    supervisor: Client, given: dict[str, str], words: str
) -> None:
    answer = opened(supervisor, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not GuestSeat.objects.exists()


def test_ending_a_seat_ends_the_sign_in(supervisor: Client) -> None:
    guest, _ = enter(code_of(opened(supervisor)))
    supervisor.post(f"/live/seats/{GuestSeat.objects.get().pk}/end/")
    assert guest.get("/desk/").status_code == 302


def test_the_mentor_whispers_to_the_guest_and_sets_nobodys_state(
    supervisor: Client, agent: Client, ring: Ring
) -> None:
    enter(code_of(opened(supervisor)))
    guest = GuestSeat.objects.get().guest
    call = ring(to="murat")
    Monitoring.objects.create(
        call=call,
        monitor="seat-1-1-0",
        supervisor=cast.staff("elif"),
        agent=guest,
        mode="listen",
        began_at=timezone.now(),
    )
    agent.post("/live/monitoring/whisper/")
    payload = Command.objects.get(name="supervise").payload
    assert (payload["agent"], payload["mode"]) == (guest.pk, "whisper")
    assert agent.post("/live/monitoring/take-over/").status_code == 302
    assert agent.post("/live/monitoring/dance/").status_code == 404
    assert agent.post(f"/live/agents/{guest.pk}/pause/").status_code == 403


def renewed(supervisor: Client) -> Any:
    return supervisor.post(f"/live/seats/{GuestSeat.objects.get().pk}/code/")


def test_a_new_code_lets_the_guest_in_and_signs_the_lost_browser_out(supervisor: Client) -> None:
    old = code_of(opened(supervisor))
    lost, _ = enter(old)
    answer = renewed(supervisor)
    assert answer["Cache-Control"].count("no-store")
    code = code_of(answer)
    assert code not in supervisor.get("/live/seats/").content.decode()
    assert lost.get("/desk/").status_code == 302
    assert enter(old)[1].status_code == 422
    guest, _ = enter(code)
    assert guest.get("/desk/").status_code == 200


def test_no_new_code_for_a_seat_that_is_over(supervisor: Client) -> None:
    opened(supervisor)
    supervisor.post(f"/live/seats/{GuestSeat.objects.get().pk}/end/")
    answer = renewed(supervisor)
    assert answer.status_code == 422
    assert "Bu koltuğun süresi doldu" in answer.content.decode()
