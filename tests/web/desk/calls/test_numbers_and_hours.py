"""The number that a citizen dialed, and the hours chosen for a call-back, at desk and wall."""

import html
import uuid
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import NOW, let_ring

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.floor import promises, public_numbers
from alo153.calls.models import Call, Command
from alo153.core import clock
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
SOCIAL = "social-line"


def came_in(number: str) -> str:
    call = str(uuid.uuid4())
    records.write(
        facts.CallEntered(
            at=NOW,
            call=call,
            channel=f"c-{call}",
            direction=CallDirection.IN,
            number="",
            public_number=number,
        )
    )
    return call


def page(username: str, address: str) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    return " ".join(html.unescape(browser.get(address).content.decode()).split())


def test_the_wall_counts_the_calls_of_today_by_number(db: None) -> None:
    came_in("153")
    gone = came_in(SOCIAL)
    came_in(SOCIAL)
    records.write(
        facts.CallEnded(
            at=NOW + 9,
            call=gone,
            outcome=CallOutcome.ABANDONED,
            by=CallParty.CITIZEN,
            waited_seconds=5,
            agent=None,
        )
    )
    city, social = public_numbers.today(cast.AT)
    assert (city.calls, city.answered, city.abandoned) == (1, 0, 0)
    assert (social.name, social.calls, social.abandoned) == ("Sosyal Destek Hattı", 2, 1)
    assert "Sosyal Destek Hattı" in page("hakan", "/live/")


def test_whoever_is_rung_reads_which_number_was_dialed(db: None) -> None:
    call = let_ring()
    Call.objects.update(public_number=SOCIAL)
    assert "Sosyal Destek Hattı" in page("elif", f"/desk/calls/{call.pk}/")
    assert 'data-queue="Sosyal Destek Hattı · ' in page("elif", "/desk/phone/")
    assert "Sosyal Destek Hattı" in page("hakan", f"/live/calls/{call.pk}/")


def test_a_city_with_one_number_need_not_name_it(settings: LazySettings, tmp_path: Path) -> None:
    settings.CITIES_DIR = tmp_path
    assert public_numbers.today(cast.AT) == []
    assert public_numbers.unknown(cast.AT) is None
    call = let_ring()
    Call.objects.update(public_number=SOCIAL)
    assert SOCIAL not in page("elif", f"/desk/calls/{call.pk}/")


HOUR = 3600


@pytest.fixture
def promised(db: None) -> Call:
    """Return a call whose citizen chose two hours of the afternoon."""
    call = let_ring()
    Call.objects.update(queued_at=None)
    records.write(
        facts.CallBackLeft(
            at=NOW + 9,
            call=str(call.pk),
            queue="general",
            priority=5,
            queued_at=NOW + HOUR,
            call_again_at=NOW + HOUR,
            call_by=NOW + 3 * HOUR,
        )
    )
    call.refresh_from_db()
    return call


def test_the_wall_shows_the_hours_and_when_they_are_over(promised: Call) -> None:
    wall = page("hakan", "/live/")
    assert "aranacak" in wall
    assert "aranması gerekiyordu" not in wall
    over = NOW + 3 * HOUR
    missed = facts.PromiseMissed(at=over, call=str(promised.pk), tries=0, call_again_at=over)
    records.write(missed)
    assert "aranması gerekiyordu" in page("hakan", "/live/")


def test_the_agent_reads_which_hours_the_citizen_chose(promised: Call) -> None:
    assert "aranmak istediği saat:" in page("elif", f"/desk/calls/{promised.pk}/")


def signed_in(username: str = "elif") -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def address(call: Call) -> str:
    return f"/desk/calls/{call.pk}/promise/"


def soonest() -> str:
    return promises.free("general", clock.now())[0].id


def test_the_page_offers_the_windows_and_asks_the_switchboard(db: None) -> None:
    call, browser = let_ring(), signed_in()
    page = html.unescape(browser.get(address(call)).content.decode())
    chosen = soonest()
    assert chosen in page
    assert "0532 000 01 01" in page
    answer = browser.post(address(call), {"number": "0532 000 01 02", "window": chosen})
    assert answer.status_code == 302
    row = Command.objects.get(name="promise")
    asked = {key: row.payload[key] for key in ("number", "queue", "window")}
    assert asked == {"number": "+905320000102", "queue": "general", "window": chosen}


@pytest.mark.parametrize(
    ("number", "window"),
    [("call me", ""), ("0532 000 01 02", "evening@today@1@2"), ("0900 123 45 67", "")],
)
def test_what_cannot_be_called_is_not_promised(db: None, number: str, window: str) -> None:
    call = let_ring()
    said = {"number": number, "window": window or soonest()}
    answer = signed_in().post(address(call), said)
    assert answer.status_code == 422
    assert not Command.objects.filter(name="promise").exists()


def test_somebody_else_s_call_is_not_there(db: None) -> None:
    call = let_ring()
    assert signed_in("murat").get(address(call)).status_code == 404
