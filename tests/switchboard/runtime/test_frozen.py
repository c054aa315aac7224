"""A switchboard whose loop stood still asks who leads, joins Asterisk again, and stays with it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from unittest.mock import AsyncMock, Mock

import pytest
from pytest_django import Settings

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.agents.presence import AgentSignedIn
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn.events import AgentReachable
from alo153.switchboard.acd.turn.facts import AgentChanged
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.fallback.returning import Returned
from alo153.switchboard.runtime import heartbeat
from alo153.switchboard.runtime.engine import Engine, Recalled

LEASE = 0.3


class Freezing:
    """An engine beside an Asterisk in which nothing happens."""

    def __init__(self) -> None:
        self.times_joined = 0
        asterisk = Mock()
        asterisk.events = self._events
        asterisk.application.subscribe = AsyncMock()
        asterisk.application.get = AsyncMock(return_value=None)
        asterisk.began_at = AsyncMock(return_value=0.0)
        asterisk.variables.get = AsyncMock(return_value="")
        asterisk.variables.set = AsyncMock()
        for there in (asterisk.channels, asterisk.bridges, asterisk.endpoints):
            there.all = AsyncMock(return_value=[])
        members = Mock(run=AsyncMock())
        fallback = Mock(follow=AsyncMock(), take_back=self._take_back)
        self.still_leads = AsyncMock(return_value=True)
        self.journal = Mock()
        self.engine = Engine(
            ari=asterisk,
            telephone=Mock(),
            sip_accounts=Mock(push_all=AsyncMock()),
            journal=self.journal,
            recall=AsyncMock(return_value=Recalled(calls=(), agents=())),
            fallback=fallback,
            members=members,
            rules=Rules(),
            menu_lookups=Mock(),
            find=AsyncMock(),
            still_leads=self.still_leads,
        )

    async def _events(self) -> AsyncIterator[events.Event]:
        yield events.Connected(at=datetime.now(UTC))
        await asyncio.Event().wait()

    async def _take_back(self, _known: object) -> Returned:
        self.times_joined += 1
        return Returned()

    async def joined(self, times: int) -> None:
        """Wait until it has joined so often, and has done all that came meanwhile."""
        while self.times_joined < times or self.engine._mailbox.qsize():
            await asyncio.sleep(0.01)


@pytest.fixture
def center(monkeypatch: pytest.MonkeyPatch) -> Freezing:
    monkeypatch.setattr(heartbeat, "TAKING_SECONDS", 0.0)
    return Freezing()


def test_who_was_frozen_while_nothing_happened_is_with_asterisk_afterwards(
    center: Freezing,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    monkeypatch.setattr(heartbeat, "LEASE_SECONDS", LEASE)

    async def live() -> None:
        running = asyncio.create_task(center.engine.run())
        await center.joined(1)
        assert center.engine.serves
        monkeypatch.setattr(center.engine, "_connected", False)
        assert center.engine.serves, "no other program offers what is written"
        settings.NODES = ["main", "east"]
        assert not center.engine.serves, "the other one does"
        settings.NODES, center.engine._connected = [], True
        time.sleep(2 * LEASE)  # the loop itself stands still
        assert not center.engine.serves, "what it offers may be another's by now"
        await center.joined(2)
        assert center.engine.connected
        assert center.engine.serves
        assert center.still_leads.await_count >= 1
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(live())
    seconds = re.search(r"was frozen for ([\d.]+) s and leads still", caplog.text)
    assert seconds, "whoever reads the log knows how long"
    assert float(seconds[1]) >= LEASE


def test_what_was_asked_before_and_heard_after_is_no_older_for_the_record(
    center: Freezing,
) -> None:
    """A telephone may register while the sign-in of its agent stands in the mailbox."""

    async def live() -> None:
        running = asyncio.create_task(center.engine.run())
        await center.joined(1)
        now = time.time()
        center.engine.post(AgentReachable(at=now + 0.01, agent=7, reachable=True))
        center.engine.post(AgentSignedIn(at=now, agent=7, skills={}))
        await center.joined(1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(live())
    told = [each.args[0] for each in center.journal.put.call_args_list]
    here, signed_in = [fact for fact in told if isinstance(fact, AgentChanged)]
    assert (here.presence, signed_in.presence) == (AgentState.OFFLINE, AgentState.PAUSED)
    assert signed_in.reachable
    assert here.at <= signed_in.since <= signed_in.at
