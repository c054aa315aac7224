"""A citizen who proved a number asks on the portal to be called back, or no more."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import let_ring
from tests.web.portal.own.by_code import CODE, asks, signs_in
from tests.web.portal.talk.switchboard import answers, ends_what_was_taken_back, stand_ready
from tests.web.portal.talk.wishing import BACK, NUMBER, PAGE, read, windows, wish

from alo153.calls.floor import promises
from alo153.calls.models import BlockPolicy, Call, Command
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.city import numbers
from alo153.core import clock


@pytest.fixture(autouse=True)
def _tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ten in the morning of a working day."""
    monkeypatch.setattr(clock, "now", lambda: cast.AT)


def test_nobody_has_us_call_a_number_that_they_did_not_prove(client: Client) -> None:
    assert "Kod" in read(client)
    assert client.post(PAGE, {"window": "afternoon"}).status_code == 200
    assert client.post(BACK).status_code == 302
    assert not Command.objects.exists()


def test_whoever_proved_the_number_comes_back_chooses_hours_and_reads_the_promise(
    client: Client,
) -> None:
    read(client)
    answer = client.post(CODE, {"code": asks(client)})
    assert answer.headers.get("Location") == PAGE
    assert "Öğleden sonra, 24 Kasım 13:30–17:00" in read(client)
    wish(client)
    asked = Command.objects.get()
    assert (asked.name, asked.payload["number"], asked.by) == ("ask_call_back", NUMBER, None)
    assert (asked.payload["queue"], asked.payload["language"]) == ("general", "")
    assert "hx-get" in read(client), "the page looks again by itself"
    answers(asked)
    page = read(client)
    assert "24 Kasım" in page
    assert "13:30" in page
    assert "hx-get" not in page


def test_signing_in_for_something_else_leads_elsewhere(client: Client) -> None:
    signs_in(client)


def test_who_reads_english_is_called_by_who_speaks_it_and_written_to_in_it(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(CODE, {"code": asks(client)})
    wish(client)
    said = Command.objects.get().payload
    assert (said["queue"], said["language"]) == ("english", "en")


def test_hours_that_went_to_others_are_said_so_and_others_offered(client: Client) -> None:
    signs_in(client)
    wish(client)
    answers(Command.objects.get(), error="window_full")
    assert "artık seçilemiyor" in read(client)
    assert windows(client)


@pytest.mark.parametrize("window", ["", "afternoon@today@1@2", "x"])
def test_hours_that_are_none_are_asked_of_nobody(client: Client, window: str) -> None:
    signs_in(client)
    assert client.post(PAGE, {"window": window}).status_code == 422
    assert not Command.objects.exists()


def test_a_switchboard_that_is_silent_is_said_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client)
    wish(client)
    monkeypatch.setattr(clock, "now", lambda: cast.AT + timedelta(seconds=31))
    assert "yanıt vermiyor" in read(client)


def test_a_promise_is_taken_back_and_another_asked_for(client: Client) -> None:
    signs_in(client)
    wish(client)
    answers(Command.objects.get())
    held = Call.objects.get()
    assert client.post(BACK).status_code == 302
    asked = Command.objects.latest("id")
    assert (asked.name, asked.payload) == (
        "withdraw_promise",
        {"call": str(held.pk), "number": NUMBER},
    )
    ends_what_was_taken_back(asked)
    assert windows(client)


def test_what_is_promised_to_another_number_is_neither_seen_nor_taken_back(client: Client) -> None:
    other, free = numbers.parse("+905320000102"), promises.free("general", clock.now())
    promised = call_backs.ask(number=other, queue="general", window=free[0].id, at=clock.now())
    answers(promised)
    signs_in(client)
    page = read(client)
    assert "arayacağız" not in page
    assert BACK not in page
    client.post(BACK)
    assert not Command.objects.filter(name="withdraw_promise").exists()


def test_a_number_is_promised_five_times_a_day_and_not_more(client: Client) -> None:
    signs_in(client)
    for _ in range(5):
        wish(client)
        answers(Command.objects.latest("id"))
        client.post(BACK)
        ends_what_was_taken_back(Command.objects.latest("id"))
    assert client.post(PAGE, {"window": windows(client)[0]}).status_code == 422


def test_a_blocked_number_is_not_called(client: Client) -> None:
    blocked_numbers.block_number(
        number=numbers.parse(NUMBER),
        policy=BlockPolicy.LAST,
        reason="Tehdit",
        until=cast.AT + timedelta(days=1),
        by=cast.staff("hakan"),
        at=cast.AT,
    )
    signs_in(client)
    answer = client.post(PAGE, {"window": windows(client)[0]})
    assert answer.status_code == 422
    assert not Command.objects.filter(name="ask_call_back").exists()


def test_it_is_offered_where_nobody_answers_now_and_not_otherwise(client: Client) -> None:
    for address in ("/call/", "/chat/"):
        page = read(client, address)
        assert PAGE in page
        assert "Şu anda telefona yanıt verebilecek kimse yok." in page, "the chat may be answered"
    stand_ready("elif")
    for address in ("/call/", "/chat/"):
        assert PAGE not in read(client, address)


def test_an_agent_takes_back_what_the_citizen_at_hand_needs_no_more(client: Client) -> None:
    signs_in(client)
    wish(client)
    answers(Command.objects.get())
    held = Call.objects.get()
    rings = let_ring(NUMBER)
    desk = Client()
    desk.force_login(cast.staff("elif"))
    address = f"/desk/calls/{rings.pk}/promise/"
    assert f"{held.pk}/take-back/" in desk.get(address).content.decode()
    assert desk.post(f"{address}{held.pk}/take-back/").status_code == 302
    assert Command.objects.latest("id").payload["call"] == str(held.pk)
    assert desk.post(f"{address}{uuid.uuid4()}/take-back/").status_code == 302
    assert Command.objects.filter(name="withdraw_promise").count() == 1
