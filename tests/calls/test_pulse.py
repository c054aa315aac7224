"""The telephone seen from outside: Asterisk by its answer, our programs by their beats."""

from typing import Any

import httpx
import pytest

from alo153.calls.endpoints import pulse
from alo153.calls.endpoints.beat import STANDBY, VARIABLE, WATCHDOG

type Answers = dict[str, list[httpx.Response]]
UNKNOWN = httpx.Response(404, json={"message": "not found"})


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Return what Asterisk answers by variable, the last one for ever; none: it is away."""
    given: Answers = {}

    def answer(request: httpx.Request) -> httpx.Response:
        if not given:
            raise httpx.ConnectError("nobody there")
        left = given.get(request.url.params["variable"], [UNKNOWN])
        return left.pop(0) if len(left) > 1 else left[0]

    class Client(httpx.Client):
        def __init__(self, **options: Any) -> None:
            super().__init__(transport=httpx.MockTransport(answer), **options)

    monkeypatch.setattr(httpx, "Client", Client)
    monkeypatch.setattr(pulse, "_LISTENS_SECONDS", 0.05)
    monkeypatch.setattr(pulse, "_PAUSE_SECONDS", 0.001)
    return given


def beats(*values: str) -> list[httpx.Response]:
    return [httpx.Response(200, json={"value": value}) for value in values]


def test_a_beat_that_changes_is_a_switchboard(answers: Answers) -> None:
    answers[VARIABLE] = beats("ab 1 serves", "ab 1 serves", "ab 2 serves")
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=True)


def test_one_that_stands_still_is_none(answers: Answers) -> None:
    answers[VARIABLE] = beats("ab 1 serves")
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=False)


def test_none_ever_led_this_asterisk(answers: Answers) -> None:
    answers[VARIABLE] = [UNKNOWN]
    assert pulse.listen() == pulse.Telephone(asterisk=True, switchboard=False)


def test_each_program_of_the_telephone_lives_or_not_by_itself(answers: Answers) -> None:
    answers[VARIABLE] = beats("ab 1 serves", "ab 2 serves")
    answers[WATCHDOG] = beats("cd-1", "cd-1", "cd-2")
    answers[STANDBY] = beats("ef-1")
    assert pulse.listen() == pulse.Telephone(
        asterisk=True, switchboard=True, watchdog=True, standby=False
    )
    answers[STANDBY] = beats("")  # it leads, or was ended by somebody
    assert pulse.listen().standby is None


def test_an_asterisk_that_does_not_answer_or_know_us(answers: Answers) -> None:
    away = pulse.Telephone(asterisk=False, switchboard=False)
    assert pulse.listen() == away
    answers[VARIABLE] = [httpx.Response(401)]
    assert pulse.listen() == away
