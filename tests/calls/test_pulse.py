"""The telephone seen from outside: Asterisk by its answer, the switchboard by its beat."""

import itertools
from typing import Any

import httpx
import pytest

from alo153.calls.endpoints import pulse


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """Return the answers of Asterisk, the last one for ever; none: it does not answer."""
    given: list[httpx.Response] = []
    numbers = itertools.count()

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.params["variable"] == "SWITCHBOARD_HEARTBEAT"
        if not given:
            raise httpx.ConnectError("nobody there")
        return given[min(next(numbers), len(given) - 1)]

    class Client(httpx.Client):
        def __init__(self, **options: Any) -> None:
            super().__init__(transport=httpx.MockTransport(answer), **options)

    monkeypatch.setattr(httpx, "Client", Client)
    monkeypatch.setattr(pulse, "_LISTENS_SECONDS", 0.05)
    monkeypatch.setattr(pulse, "_PAUSE_SECONDS", 0.001)
    return given


def beat(value: str) -> httpx.Response:
    return httpx.Response(200, json={"value": value})


def test_a_beat_that_changes_is_a_switchboard(answers: list[httpx.Response]) -> None:
    answers += [beat("ab 1 serves"), beat("ab 1 serves"), beat("ab 2 serves")]
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=True)


def test_one_that_stands_still_is_none(answers: list[httpx.Response]) -> None:
    answers += [beat("ab 1 serves")]
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=False)


def test_none_ever_led_this_asterisk(answers: list[httpx.Response]) -> None:
    answers += [httpx.Response(404, json={"message": "not found"})]
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=False)


def test_an_asterisk_that_does_not_answer_or_know_us(answers: list[httpx.Response]) -> None:
    away = pulse.Telephone(asterisk=False, switchboard=False)
    assert pulse.listen() == away
    answers += [httpx.Response(401)]
    assert pulse.listen() == away
