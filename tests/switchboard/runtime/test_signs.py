"""Programs that do not lead show in Asterisk that they live: the page of system health reads it."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self, cast

import pytest

from alo153.calls.endpoints.beat import STANDBY, WATCHDOG
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.asterisk.ari.wire import AriUnreachable
from alo153.switchboard.runtime import watchdog
from alo153.switchboard.runtime.heartbeat import Pulse, Sign
from alo153.switchboard.runtime.program import _stand_by


class Words:
    """Asterisk's variables, with every word that was written; it may be away."""

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.is_away = False

    async def get(self, name: str) -> str:
        return dict(self.written).get(name, "")

    async def set(self, name: str, value: str) -> None:
        if self.is_away:
            raise AriUnreachable("nobody there")
        self.written.append((name, value))

    def of(self, name: str) -> list[str]:
        return [value for written, value in self.written if written == name]


class Asterisk:
    """An Asterisk in which there are variables alone."""

    def __init__(self, words: Words) -> None:
        self.variables = words

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        pass


def test_a_standby_shows_itself_each_time_it_looks_and_leaves_no_word() -> None:
    words = Words()
    variables = cast("Variables", words)

    async def stand_by() -> None:
        pulse, sign = Pulse(variables), Sign(variables, STANDBY)
        await sign.end()
        assert words.written == [], "one that leads at once never waited"
        await _stand_by(pulse, sign)
        words.is_away = True
        await _stand_by(pulse, sign)
        words.is_away = False
        await _stand_by(pulse, sign)
        await sign.end()

    asyncio.run(stand_by())
    first, second, last = words.of(STANDBY)
    assert first != second
    assert last == ""


def test_the_watchdog_shows_itself_with_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words()
    monkeypatch.setattr(watchdog, "AriClient", lambda _address: Asterisk(words))
    monkeypatch.setattr(watchdog, "POLL_SECONDS", 0.001)

    async def watch() -> None:
        task = asyncio.create_task(watchdog.main())
        async with asyncio.timeout(30):
            while len(words.of(WATCHDOG)) < 2:
                assert not task.done()
                await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(watch())
    first, second, *_ = words.of(WATCHDOG)
    assert first != second
