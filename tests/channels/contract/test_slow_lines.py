"""The time for an answer runs from its beginning: a slow upload is no answer that is missing."""

import pytest
from tests.channels.contract.http_server import Request, http_server

from alo153.channels.contract import LetterFile, Unclear
from alo153.channels.providers import http

FILE = LetterFile(name="plan.pdf", content_type="application/pdf", content=b"%PDF-1.7 plan")


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(name="clock")
def _clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(http, "monotonic", clock)
    return clock


def test_what_took_long_to_hand_over_has_its_answer(clock: Clock) -> None:
    def taken(request: Request) -> tuple[int, bytes]:
        assert FILE.content in request.body
        clock.seconds += 300
        return 200, b"taken"

    with http_server(taken) as server:
        answer = http.post_file(
            f"http://{server.origin}/", of="telegram", fields={}, part="document", file=FILE
        )
    assert (answer.status, answer.body) == (200, b"taken")


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 26.0])
    monkeypatch.setattr(http, "monotonic", lambda: next(moments))
    with (
        http_server(lambda _: (200, b"taken")) as server,
        pytest.raises(Unclear, match="without end"),
    ):
        http.post(f"http://{server.origin}/", of="telegram", order={})
