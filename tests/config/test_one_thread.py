"""A request under ASGI: how often it changes its thread, and what many of them take."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from asgiref.sync import SyncToAsync
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from pytest_django import Settings
from tests.parts import waiting
from tests.parts.postgresql.pool import borrowed
from tests.web.site.raw_requests import Raw, ask, scope_of

from alo153.config.serving.one_thread import OneThread

pytestmark = pytest.mark.django_db(transaction=True)
# The signals at the beginning, the page with all middlewares, closing what it held
CHANGES = 3
AT_ONCE = 2
type Receive = Callable[[], Awaitable[Mapping[str, Any]]]


def test_a_request_changes_its_thread_as_seldom_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = []
    change = SyncToAsync.__call__

    async def counted(self: object, *args: object, **kwargs: object) -> object:
        changes.append(self)
        return await change(self, *args, **kwargs)

    monkeypatch.setattr(SyncToAsync, "__call__", counted)
    assert ask(Raw(target=b"/healthz")).statuses == [200]
    assert len(changes) == CHANGES, [getattr(each, "func", each) for each in changes]


class House:
    """A site whose one page asks the database and waits for a sign; notes what happens."""

    def __init__(self) -> None:
        self.made = 0
        self.go_on = threading.Event()
        self.told: list[Mapping[str, Any]] = []
        self._borrowed = borrowed()
        self.hung_up = asyncio.Event()
        self.reads = True
        self.app = OneThread(at_once=AT_ONCE, patience=waiting.SECONDS)

    def page(self, _request: HttpRequest) -> HttpResponse:
        """Ask the database, and answer at the sign."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        self.made += 1
        assert self.go_on.wait(waiting.SECONDS)
        return HttpResponse("made")

    def visit(self, *, hangs_up: bool = False) -> asyncio.Task[None]:
        """Ask for the page; who `hangs_up` does so when `hung_up` is set."""
        words = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Mapping[str, Any]:
            if words:
                return words.pop()
            await (self.hung_up if hangs_up else asyncio.Event()).wait()
            return {"type": "http.disconnect"}

        async def send(message: Mapping[str, Any]) -> None:
            self.told.append(message)
            if not self.reads:
                await asyncio.Event().wait()

        return asyncio.create_task(self.app(scope_of(Raw(target=b"/")), receive, send))

    @property
    def is_repaid(self) -> bool:
        """Say whether all connections are back that were there in the beginning."""
        return borrowed() == self._borrowed

    @property
    def urlpatterns(self) -> list[object]:
        """The page alone."""
        return [path("", self.page)]


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """Serve the page; all are told to go on in the end."""
    connection.close()  # our own
    settings.MIDDLEWARE = []
    found = House()
    settings.ROOT_URLCONF = tuple(found.urlpatterns)
    yield found
    found.go_on.set()


async def until(is_so: Callable[[], bool]) -> None:
    """Let the loop run until it is so."""
    async with asyncio.timeout(waiting.SECONDS):
        while not is_so():
            await asyncio.sleep(0.01)


def test_who_hangs_up_while_waiting_is_forgotten(house: House) -> None:
    async def scene() -> None:
        first = [house.visit() for _ in range(AT_ONCE)]
        await until(lambda: house.made == AT_ONCE)
        gone = [house.visit(hangs_up=True) for _ in range(9)]
        house.hung_up.set()
        await asyncio.gather(*gone)
        house.go_on.set()
        await asyncio.gather(*first)
        await house.visit()

    asyncio.run(scene())
    assert house.made == AT_ONCE + 1
    assert [each["status"] for each in house.told if "status" in each] == [200] * house.made
    assert house.is_repaid


def test_who_hangs_up_later_keeps_the_turn_until_the_page_is_made(house: House) -> None:
    async def scene() -> None:
        gone = [house.visit(hangs_up=True) for _ in range(AT_ONCE)]
        await until(lambda: house.made == AT_ONCE)
        house.hung_up.set()
        next_one = house.visit()
        await asyncio.sleep(0)
        assert house.made == AT_ONCE
        house.go_on.set()
        await asyncio.gather(*gone, next_one)

    asyncio.run(scene())
    assert [each["status"] for each in house.told if "status" in each] == [200]
    assert house.is_repaid


def test_whoever_gets_no_turn_reads_so(house: House) -> None:
    house.app = OneThread(at_once=AT_ONCE, patience=0.05)

    async def scene() -> None:
        first = [house.visit() for _ in range(AT_ONCE)]
        await until(lambda: house.made == AT_ONCE)
        await house.visit()
        house.go_on.set()
        await asyncio.gather(*first)

    asyncio.run(scene())
    start, page = house.told[:2]
    assert start["status"] == 503
    assert (b"Retry-After", b"5") in start["headers"]
    assert "Şu anda çok yoğunuz" in page["body"].decode()


def test_who_reads_slowly_keeps_no_connection(house: House) -> None:
    house.reads = False
    house.go_on.set()

    async def scene() -> None:
        slow = [house.visit() for _ in range(AT_ONCE * 2)]
        await until(lambda: len(house.told) == AT_ONCE * 2)
        assert house.is_repaid
        for each in slow:
            each.cancel()

    asyncio.run(scene())


def test_a_page_that_is_made_while_we_stop_gives_its_connection_back(house: House) -> None:
    async def scene() -> None:
        stopped = house.visit()
        await until(lambda: house.made == 1)
        stopped.cancel()
        threading.Timer(0.05, house.go_on.set).start()
        with suppress(asyncio.CancelledError):
            await stopped

    asyncio.run(scene())
    waiting.until(lambda: house.is_repaid)
