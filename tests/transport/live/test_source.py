"""Delays are fetched when somebody asks: seldom, and less often while it fails."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.transport.live.stand_in import StandIn, served
from tests.transport.live.vehicles import late, message
from tests.transport.published import MONDAY

from alo153.core import clock
from alo153.transport.live.source import EVERY, LONGEST_PAUSE, OLDEST, LiveSource


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def source() -> Iterator[StandIn]:
    with served() as found:
        made = message()
        late(made, "a1", 60)
        found.content = made.SerializeToString()
        yield found


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)


def test_the_first_question_already_knows(source: StandIn) -> None:
    found = LiveSource(f"{source.url}/trips?key=secret").delays(MONDAY)
    assert found
    assert found.known_at == MONDAY
    assert source.asked == [("GET", "/trips?key=secret", b"")]


def test_questions_within_seconds_share_what_was_fetched(source: StandIn) -> None:
    seconds = Seconds()
    live = LiveSource(source.url, seconds=seconds)
    for _ in range(3):
        assert live.delays(MONDAY)
    assert len(source.asked) == 1
    seconds.now += EVERY
    assert live.delays(MONDAY)
    assert len(source.asked) == 2


@pytest.mark.parametrize(("status", "content"), [(503, b""), (404, b""), (200, b"<html>")])
def test_while_it_fails_old_delays_hold_for_minutes_and_it_is_asked_ever_less(
    source: StandIn, status: int, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = Seconds()
    live = LiveSource(f"{source.url}/?key=secret", seconds=seconds)
    assert live.delays(MONDAY)
    source.status, source.content = status, content
    pauses = []
    with caplog.at_level(logging.WARNING):
        for _ in range(6):
            before = seconds.now
            asked = len(source.asked)
            while len(source.asked) == asked:
                seconds.now += EVERY
                assert live.delays(MONDAY), "still the old ones"
            pauses.append(seconds.now - before)
    assert pauses == [20, 40, 80, 160, LONGEST_PAUSE, LONGEST_PAUSE]
    assert live.delays(MONDAY + OLDEST + timedelta(seconds=1)) is None
    assert len(caplog.records) == 1
    assert "secret" not in caplog.text


def test_a_source_that_is_back_is_asked_as_often_as_before(source: StandIn) -> None:
    seconds, good = Seconds(), source.content
    live = LiveSource(source.url, seconds=seconds)
    source.status = 503
    assert live.delays(MONDAY) is None
    source.status, source.content = 200, good
    seconds.now += 2 * EVERY
    assert live.delays(MONDAY)
    seconds.now += EVERY
    assert live.delays(MONDAY)
    assert len(source.asked) == 3


def test_nobody_listens_there() -> None:
    assert LiveSource("http://127.0.0.1:9/").delays(MONDAY) is None
