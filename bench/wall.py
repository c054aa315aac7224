"""`./alo153 bench wall`: open screens, tell them of changes, print.

Each screen shows the wall as the hall's screen does: the stream brings it whole after each change.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client

from alo153.accounts.models import User
from alo153.core.live import CHANNEL
from bench.cases import place as places
from bench.center import BenchError
from bench.figures import Spread, Use
from bench.meter import Meter
from bench.report import machine

TO_REACH: Final = 1.0
"""Seconds from the change to the screen."""
_STAFF: Final = ("hakan", "derya", "yasin")
_A_SECOND: Final = 50
"""Screens that are opened in one."""
_EVERY: Final = 1.0
_PATIENCE: Final = 20.0
_STREAM: Final = "/stream/?drawn=wall_tv"
_BEGINS, _ENDS = b"event: drawn\n", b"\n\n"
_AT_ONCE: Final = 1 << 16


@dataclass
class Result:
    """Seconds from each change until each screen had the wall anew, and how long that is."""

    shown: list[float] = field(default_factory=list)
    kilobytes: float = 0.0
    lost: int = 0
    uses: Mapping[str, Use] = field(default_factory=dict)


def run(place: places.Place, *, screens: int, hints: int) -> Iterator[str]:
    """Yield how soon the screens had the wall. Raises BenchError: a screen did not hear."""
    cookies = sign_in()
    with places.web(place, 1):
        programs = {"web": place.programs["web"][-1], "database": place.programs["database"][0]}
        result = measured(place.web_urls[-1], cookies, programs, screens=screens, hints=hints)
    yield from lines(result, screens, hints)
    if result.lost:
        raise BenchError(f"{result.lost} changes did not come to a screen")


def sign_in() -> list[str]:
    """Return the cookies of people who see the wall."""
    cookies = []
    for user in User.objects.filter(username__in=_STAFF):
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(user)
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}")
    return cookies


def measured(
    url: str,
    cookies: Sequence[str],
    programs: Mapping[str, int],
    *,
    screens: int,
    hints: int,
) -> Result:
    """Measure from a program that has no loop yet. Raises BenchError: a screen was refused."""
    database = connection.get_connection_params()
    dsn = psycopg.conninfo.make_conninfo(
        **{name: database[name] for name in ("host", "port", "dbname", "user", "password")}
    )
    center = Screens(url, cookies)
    try:
        return asyncio.run(center.measure(dsn, programs, screens=screens, hints=hints))
    except ExceptionGroup as several:
        raise BenchError(str(several.exceptions[0])) from several


class Screens:
    """Screens that are open at a site."""

    def __init__(self, url: str, cookies: Sequence[str]) -> None:
        site = urlsplit(url)
        self._host, self._port = site.hostname or "", site.port or 80
        self._cookies = cookies
        self._open = 0
        self._result = Result()
        self._changed_at = 0.0

    async def measure(
        self, dsn: str, programs: Mapping[str, int], *, screens: int, hints: int
    ) -> Result:
        """Open the screens, change something once a second, and return what they heard when."""
        async with asyncio.TaskGroup() as group:
            tasks = []
            for number in range(screens):
                tasks.append(group.create_task(self._watch(number)))
                await asyncio.sleep(1 / _A_SECOND)
            await self._until(lambda: self._open >= screens)
            # What the opening itself told is over
            await asyncio.sleep(_EVERY)
            meter = Meter(programs)
            await self._change(dsn, screens, hints)
            self._result.uses = meter.uses()
            self._result.lost = screens * hints - len(self._result.shown)
            for task in tasks:
                task.cancel()
        return self._result

    async def _change(self, dsn: str, screens: int, hints: int) -> None:
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as told:
            for number in range(1, hints + 1):
                self._changed_at = time.perf_counter()
                await told.execute("SELECT pg_notify(%s, 'queue')", [CHANNEL])
                await self._until(lambda: len(self._result.shown) >= screens * number)  # noqa: B023
                await asyncio.sleep(max(0.0, self._changed_at + _EVERY - time.perf_counter()))

    async def _until(self, is_so: Callable[[], bool]) -> None:
        """Wait, but not for ever: what never came is counted as lost."""
        until = time.perf_counter() + _PATIENCE
        while not is_so() and time.perf_counter() < until:
            await asyncio.sleep(0.005)

    async def _watch(self, number: int) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        writer.write(self._words(number))
        status = await reader.readline()
        if b" 200 " not in status:
            raise BenchError(f"a screen was refused: {status.decode().strip()}")
        waits, held = True, b""
        while more := await reader.read(_AT_ONCE):
            held += more
            while (begins := held.find(_BEGINS)) >= 0 and (ends := held.find(_ENDS, begins)) >= 0:
                self._note(waits, ends - begins)
                waits, held = False, held[ends + len(_ENDS) :]

    def _note(self, is_first: bool, length: int) -> None:
        if is_first:
            self._open += 1
            self._result.kilobytes = max(self._result.kilobytes, length / 1000)
        else:
            self._result.shown.append(time.perf_counter() - self._changed_at)

    def _words(self, number: int) -> bytes:
        lines = [
            f"GET {_STREAM} HTTP/1.1",
            f"Host: localhost:{self._port}",
            f"Cookie: {self._cookies[number % len(self._cookies)]}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def lines(result: Result, screens: int, hints: int) -> list[str]:
    """Write how soon screens had the wall, and what the web process used."""
    used = [
        f"  {program:<12}{100 * use.share:6.2f} % of a core   {use.megabytes:6.0f} MB"
        for program, use in result.uses.items()
    ]
    late = result.lost or max(result.shown, default=TO_REACH) >= TO_REACH
    said = "missed" if late else "reached"
    return [
        *machine("uvicorn"),
        f"load          {screens} screens at one web process, {hints} changes, one a second",
        f"one wall      {result.kilobytes:.0f} kB, brought by the stream",
        _row("wall shown", result.shown),
        f"  lost        {result.lost}",
        *used,
        f"to reach: every screen shows each change within {TO_REACH:g} s: {said}",
    ]


def _row(name: str, seconds: Sequence[float]) -> str:
    if not seconds:
        return f"  {name:<16}none"
    spread = Spread.of(seconds)
    return (
        f"  {name:<16}p50 {spread.at(50):7.1f} ms   p95 {spread.at(95):7.1f} ms"
        f"   max {spread.at(100):7.1f} ms   ({len(seconds)})"
    )
