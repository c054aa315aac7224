"""What many screens show alike is drawn once for a change, and sent to all of them."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from tests import cast
from tests.alarms.watching import call
from tests.parts import waiting
from tests.parts.processes.serving import WebServer

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.core import live
from alo153.core.clock import now
from alo153.web.floor.wall import shared
from alo153.web.kit import drawn_parts
from alo153.web.kit.drawn_parts import Reading
from alo153.web.site import boards
from alo153.web.site.boards import Board, Boards

READING = Reading("wall_tv", frozenset(), "tr")


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def page(username: str, **query: str) -> str:
    return html.unescape(browser(username).get("/live/", query).content.decode())


def test_who_only_looks_is_sent_the_wall_and_who_acts_asks_for_their_own(db: None) -> None:
    assert 'data-drawn="wall"' in page("derya")
    assert 'data-drawn="wall"' not in page("hakan")
    assert 'data-live="queue alarms center"' in page("hakan")
    assert 'data-drawn="wall_tv"' in page("hakan", tv="1")


def test_what_is_sent_is_what_the_page_shows(db: None) -> None:
    asked = browser("derya").get("/live/", headers={"HX-Request": "true", "HX-Target": "wall"})
    reader = User.objects.get(pk=cast.staff("derya").pk)
    sent = drawn_parts.drawn(Reading(shared.WALL.name, reader.grants, "tr"), reader)
    assert _without_times(sent) == _without_times(asked.content.decode())


def test_whoever_only_looks_does_not_read_who_is_spared(db: None) -> None:
    elif_, at = cast.staff("elif"), now()
    actions.sign_in_phone(user=elif_, at=at)
    until = at + timedelta(hours=1)
    AgentSession.objects.filter(user=elif_).update(state=AgentState.READY, spared_until=until)
    assert "yükü azaltıldı" in page("hakan")
    assert "yükü azaltıldı" not in page("derya")
    assert "yükü azaltıldı" not in page("hakan", tv="1")


def _without_times(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines if "data-since" not in line and "csrf" not in line]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count drawings, which take no database here."""
    done: list[int] = []

    def draw(_reading: Reading, reader: int) -> bytes:
        done.append(reader)
        return f"event: drawn\ndata: {len(done)}\n\n".encode()

    monkeypatch.setattr(boards, "_event", draw)
    monkeypatch.setattr(boards, "PAUSE_SECONDS", 0.0)
    return done


def test_a_thousand_screens_cost_one_drawing_a_change(drawn: list[int]) -> None:
    async def story() -> list[bytes]:
        board = Board(READING)
        board.readers[7] = 1_000
        for _ in range(3):
            shown = await asyncio.gather(*(board.fresh() for _ in range(1_000)))
        assert await board.latest() == shown[0]
        return shown

    shown = asyncio.run(story())
    assert set(shown) == {b"event: drawn\ndata: 3\n\n"}
    assert drawn == [7, 7, 7]


def test_who_comes_while_it_is_drawn_gets_the_next_drawing(
    drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_end = asyncio.Event(), asyncio.Event()
    quick = boards._event

    async def slow(function: Any, *given: Any) -> Any:
        began.set()
        await may_end.wait()
        return function(*given)

    async def story() -> None:
        monkeypatch.setattr(asyncio, "to_thread", slow)
        board = Board(READING)
        board.readers[7] = 1
        first = asyncio.create_task(board.latest())
        await began.wait()
        second = asyncio.create_task(board.latest())
        may_end.set()
        assert b"" not in {await first, await second}
        assert await first != await second

    assert quick is boards._event
    asyncio.run(story())
    assert len(drawn) == 2


def test_a_board_that_nobody_reads_is_forgotten(drawn: list[int]) -> None:
    async def story() -> None:
        all_of_them = Boards()
        with all_of_them.read(READING, 7) as one, all_of_them.read(READING, 8) as other:
            assert one is other
            await one.fresh()
        with all_of_them.read(READING, 8) as fresh:
            assert fresh is not one
            assert await fresh.latest() == b"event: drawn\ndata: 2\n\n"
        assert drawn == [7, 8]

    asyncio.run(story())


@pytest.fixture
def open_wall(transactional_db: None, client: Client) -> Iterator[Any]:
    """Open the stream of a hall's screen at a running server."""
    client.force_login(cast.staff("derya"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    server = WebServer()
    opened: list[httpx.Response] = []
    with httpx.Client(
        base_url=server.start(),
        cookies={settings.SESSION_COOKIE_NAME: cookie},
        timeout=waiting.SECONDS,
        limits=httpx.Limits(max_connections=None),
    ) as http:

        def open_one(**query: str) -> Iterator[str]:
            request = http.build_request("GET", "/stream/", params=query)
            opened.append(http.send(request, stream=True))
            assert opened[-1].status_code == 200, opened[-1].status_code
            return opened[-1].iter_lines()

        yield open_one
        for response in opened:
            response.close()
    server.stop()


def drawing(lines: Iterator[str]) -> str:
    """Read until the next drawing has come whole."""
    assert any(line == "event: drawn" for line in lines)
    found: list[str] = []
    for line in lines:
        if not line:
            break
        found.append(line.removeprefix("data: "))
    return "\n".join(found)


def test_every_screen_gets_the_wall_after_a_change(open_wall: Any) -> None:
    screens = [open_wall(drawn="wall_tv") for _ in range(5)]
    for each in screens:
        assert drawing(each).startswith("wall_tv\n")
    with transaction.atomic():
        call(now())
        live.publish("queue")
    for each in screens:
        assert "bekliyor" in drawing(each)


def test_hints_of_the_page_come_with_it(open_wall: Any) -> None:
    derya = cast.staff("derya")
    screen = open_wall(drawn="wall", topics=f"notices:{derya.pk}")
    drawing(screen)
    with transaction.atomic():
        live.publish(f"notices:{derya.pk}")
    assert any(line == f"data: notices:{derya.pk}" for line in screen)


@pytest.mark.parametrize(
    ("username", "drawn", "status"),
    [
        ("derya", "wall", 200),
        ("hakan", "wall", 403),
        ("hakan", "wall_tv", 200),
        ("selin", "wall_tv", 403),
        ("derya", "nothing", 403),
    ],
)
def test_nobody_is_sent_what_they_may_not_see(
    db: None, username: str, drawn: str, status: int
) -> None:
    assert browser(username).get("/stream/", {"drawn": drawn}).status_code == status
    # Nor do the hints of the page hide that its part is not sent
    hints = {"drawn": drawn, "topics": f"notices:{cast.staff(username).pk}"}
    assert browser(username).get("/stream/", hints).status_code == status
