"""What is in Asterisk is looked at now and then, while Asterisk is there."""

from __future__ import annotations

import asyncio
from unittest.mock import AsyncMock, Mock

from alo153.switchboard.acd.recovery.outliving import AsteriskSeen
from alo153.switchboard.asterisk.ari.wire import AriUnreachable
from alo153.switchboard.runtime.sweeping import Sweeping

CITIZEN, AGENT, SNOOP, LISTENING = "1733000000.7", "offer-a.1", "snoop-a", "supervisor-m"
IN_THE_DIALPLAN, FROM_A_NODE = "1733000000.8", "1733000000.9"


def swept(*answers: object, connected: bool = True) -> list[AsteriskSeen]:
    """Sweep until Asterisk was asked for all these answers, and return what was told."""
    told: list[AsteriskSeen] = []

    async def scene() -> None:
        over = asyncio.Event()
        ari = Mock()
        ari.channels.all = AsyncMock(side_effect=answers)
        inside = (CITIZEN, AGENT, SNOOP, LISTENING, FROM_A_NODE)
        ari.application.get = AsyncMock(return_value=Mock(channel_ids=inside))
        rooms = [Mock(id=name) for name in ("call-a", "monitor-m", "of-a-dial")]
        ari.bridges.all = AsyncMock(return_value=rooms)

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


def channels(*names: str, endpoint: str = "trunk") -> list[Mock]:
    return [Mock(id=name, endpoint=endpoint) for name in names]


def test_what_we_dialed_is_told_apart_from_who_calls_us() -> None:
    (look,) = swept(channels(CITIZEN, AGENT, SNOOP, LISTENING, IN_THE_DIALPLAN))
    assert look.dialed == {AGENT, LISTENING}
    assert look.callers == {CITIZEN}


def test_the_leg_of_another_node_is_no_caller() -> None:
    (look,) = swept(channels(FROM_A_NODE, endpoint="peer-b"))
    assert not look.callers


def test_bridges_are_told_by_whose_they_are() -> None:
    (look,) = swept(channels())
    assert (look.bridges, look.monitor_bridges) == ({"a"}, {"m"})


def test_an_asterisk_that_does_not_answer_is_asked_again() -> None:
    looks = swept(AriUnreachable("too late"), channels(AGENT))
    assert [look.dialed for look in looks] == [{AGENT}]


def test_without_asterisk_nothing_is_told() -> None:
    assert swept(connected=False) == []
