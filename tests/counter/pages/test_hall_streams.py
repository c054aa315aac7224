"""Whoever has the address of a hall's screen holds so many of its streams, and no more."""

import httpx
import pytest
from tests.counter import visitors
from tests.parts import waiting
from tests.parts.processes.serving import WebServer

from alo153.counter.models import Device
from alo153.web.site import anonymous_streams


@pytest.mark.usefixtures("transactional_db")
def test_a_screen_that_finds_no_place_is_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(anonymous_streams, "MOST_OF_ONE", 1)
    keys = [visitors.device(Device.Kind.HALL)[1] for _ in range(2)]
    one, other = (f"/counter/hall/{key}/stream/" for key in keys)
    server = WebServer()
    with (
        httpx.Client(base_url=server.start(), timeout=waiting.SECONDS) as http,
        http.stream("GET", one) as held,
        http.stream("GET", one) as refused,
        http.stream("GET", other) as elsewhere,
    ):
        # A stream whose lines nobody holds is closed
        lines, others = held.iter_lines(), elsewhere.iter_lines()
        assert "event: refresh" in lines
        assert next(refused.iter_lines()) == "event: later"
        assert "event: refresh" in others
    server.stop()
