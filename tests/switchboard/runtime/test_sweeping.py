"""The legs that we dialed are looked at now and then, while Asterisk is there."""

from __future__ import annotations

import asyncio
from unittest.mock import AsyncMock, Mock

from alo153.switchboard.acd.recovery.outliving import LegsSeen
from alo153.switchboard.asterisk.ari.wire import AriUnreachable
from alo153.switchboard.runtime.sweeping import Sweeping

CITIZEN, AGENT, SNOOP = "1733000000.7", "offer-a.1", "snoop-a"


def swept(*answers: object, connected: bool = True) -> list[LegsSeen]:
    """Sweep until Asterisk was asked for all these answers, and return what was told."""
    told: list[LegsSeen] = []

    async def scene() -> None:
        over = asyncio.Event()
        ari = Mock()
        ari.channels.all = AsyncMock(side_effect=answers)

        def is_connected() -> bool:
            if not connected or ari.channels.all.await_count == len(answers):
                over.set()
            return not over.is_set()

        sweeping = Sweeping(ari, post=told.append, is_connected=is_connected, every=0)
        task = asyncio.create_task(sweeping.run())
        await over.wait()
        task.cancel()

    asyncio.run(scene())
    return told


def channels(*names: str) -> list[Mock]:
    return [Mock(id=name) for name in names]


def test_only_what_we_dialed_is_told() -> None:
    (look,) = swept(channels(CITIZEN, AGENT, SNOOP))
    assert look.legs == {AGENT}


def test_an_asterisk_that_does_not_answer_is_asked_again() -> None:
    looks = swept(AriUnreachable("too late"), channels(AGENT))
    assert [look.legs for look in looks] == [{AGENT}]


def test_without_asterisk_nothing_is_told() -> None:
    assert swept(connected=False) == []
