"""What a citizen reads of a wish to be called: what came of it, and nothing of somebody else's."""

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.web.portal.own.by_code import CODE, asks, later, signs_in
from tests.web.portal.talk.switchboard import answers, ends_what_was_taken_back
from tests.web.portal.talk.wishing import BACK, PAGE, read, windows, wish, words

from alo153.calls.floor import promises
from alo153.calls.models import Command
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.city import numbers
from alo153.core import clock

FULL, SILENT = "artık seçilemiyor", "yanıt vermiyor"
OTHER = "0532 000 01 02"


@pytest.fixture(autouse=True)
def _tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ten in the morning of a working day."""
    monkeypatch.setattr(clock, "now", lambda: cast.AT)


@pytest.fixture
def promised(client: Client) -> Client:
    """A citizen who was promised a call, and has read it."""
    signs_in(client)
    wish(client)
    answers(Command.objects.get())
    assert BACK in read(client)
    return client


def takes_back(client: Client) -> Command:
    assert client.post(BACK).headers["Location"] == PAGE
    return Command.objects.filter(name="withdraw_promise").latest("id")


def test_who_takes_back_while_being_called_is_told_so_and_no_hours_are_spoken_of(
    promised: Client,
) -> None:
    answers(takes_back(promised), error="promise_over")
    page = read(promised)
    assert "Şu anda sizi arıyoruz." in page
    assert FULL not in page


def test_a_button_to_take_back_pressed_twice_takes_back_once_and_says_nothing_wrong(
    promised: Client,
) -> None:
    first, second = takes_back(promised), takes_back(promised)
    ends_what_was_taken_back(first)
    answers(second, error="promise_over")
    page = read(promised)
    assert 'role="alert"' not in page
    assert windows(promised)


def test_a_wish_sent_twice_is_promised_once_and_says_nothing_wrong(client: Client) -> None:
    signs_in(client)
    for _ in range(2):
        wish(client)
    first, second = Command.objects.order_by("id")
    answers(first)
    answers(second, error="promised_already")
    page = read(client)
    assert "arayacağız" in page
    assert 'role="alert"' not in page


def test_a_wish_beside_a_promise_is_not_asked_of_the_switchboard(promised: Client) -> None:
    free = promises.free("general", clock.now())
    assert promised.post(PAGE, {"window": free[0].id}).headers["Location"] == PAGE
    assert Command.objects.count() == 1
    assert "arayacağız" in read(promised)


def test_who_keeps_a_place_without_hours_is_told_that_they_are_called(client: Client) -> None:
    signs_in(client)
    wish(client)
    answers(Command.objects.get(), error="promised_already")
    page = read(client)
    assert "Telefonda istediğiniz gibi, sıranız gelince sizi zaten arayacağız." in page
    assert FULL not in page


def test_what_was_lost_in_a_restart_is_to_be_tried_again(promised: Client) -> None:
    answers(takes_back(promised), error="too_late")
    page = read(promised)
    assert "Bu işlem tamamlanamadı. Lütfen yeniden deneyin." in page
    assert BACK in page, "the promise stands"


def test_each_form_is_sent_once(client: Client) -> None:
    signs_in(client)
    assert "novalidate data-once>" in read(client)
    wish(client)
    answers(Command.objects.get())
    assert f'action="{BACK}" data-once>' in read(client)


def test_what_came_and_went_before_the_page_looked_again_is_no_silence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client)
    wish(client)
    answers(Command.objects.get())
    # The call was made meanwhile: to the page it is over as if taken back
    held = promises.promised_to(numbers.parse("+905320000101").value)[0]
    ends_what_was_taken_back(call_backs.withdraw(call=held, by=None, at=clock.now()))
    later(monkeypatch, minutes=1)
    page = read(client)
    assert SILENT not in page
    assert "hx-get" not in page
    assert PAGE in page


def wishes_and_leaves(client: Client) -> None:
    """Ask for a call; before the page has said what came of it, the hours went to others."""
    signs_in(client)
    wish(client)
    answers(Command.objects.get(), error="window_full")


def other_reads(client: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let somebody else sign in on the same device a minute later, and open the page."""
    later(monkeypatch, minutes=1)
    client.post(CODE, {"code": asks(client, OTHER)})
    return read(client)


def test_whoever_sits_there_next_reads_nothing_of_another_s_wish(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes_and_leaves(client)
    client.post("/mine/sign-out/")
    assert not {"call-back-asked", "after-sign-in"} & set(client.session.keys())
    assert FULL not in other_reads(client, monkeypatch)


def test_nor_does_whoever_signs_in_over_a_visit_that_stands(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes_and_leaves(client)
    assert FULL not in other_reads(client, monkeypatch)


def test_a_visit_that_ends_by_itself_takes_the_wish_along(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes_and_leaves(client)
    later(monkeypatch, minutes=16)
    assert "Kod" in read(client)
    assert "call-back-asked" not in client.session
    answer = client.post(CODE, {"code": asks(client)})
    assert answer.headers["Location"] == PAGE, "they still go on to where they were led from"


def test_a_way_that_was_left_is_not_taken_at_the_next_sign_in(client: Client) -> None:
    read(client)
    assert client.get("/mine/").status_code == 302
    signs_in(client)


def test_who_was_signed_out_is_told_that_nothing_was_taken_back(
    promised: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert promised.get(PAGE).headers["Refresh"] == f"901; url={PAGE}?by-itself"
    later(monkeypatch, minutes=16)
    page = words(promised.post(BACK, follow=True).content)
    assert "Oturumunuz kapandığı için vazgeçme isteğinizi alamadık." in page
    assert not Command.objects.filter(name="withdraw_promise").exists()


def test_who_must_prove_first_is_told_so_where_they_take_back(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**configured.ACCOUNT_RATE_LIMITS, "call": "1/15m/ip"}
    signs_in(client)
    wish(client)
    answers(Command.objects.get())
    answer = client.post(BACK)
    assert answer.status_code == 429
    page = words(answer.content)
    assert "çok sayıda kişi" in page
    assert f"/prove/?next={PAGE.replace('/', '%2F')}" in page
    assert BACK in page, "the promise is shown, and stands"
