"""Accounts in Asterisk end when their time is over, also when nobody asks for a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from alo153.switchboard.record import commands, recalling
from alo153.switchboard.runtime import program, rules
from alo153.switchboard.runtime.engine import Engine
from alo153.switchboard.runtime.program import Desk
from alo153.switchboard.runtime.sip_accounts import SipAccounts


class Settings:
    """What stands in Asterisk, as far as endpoints go."""

    def __init__(self) -> None:
        self.endpoints: set[str] = set()
        self.pushed: list[str] = []

    async def get(self, kind: str, name: str) -> str | None:
        return name if name in self.endpoints else None

    async def push(self, kind: str, name: str, fields: Mapping[str, str]) -> None:
        if kind == "endpoint":
            self.endpoints.add(name)
            self.pushed.append(name)

    async def delete(self, kind: str, name: str) -> None:
        if kind == "endpoint":
            self.endpoints.discard(name)


def test_a_guest_s_time_is_over_in_a_quiet_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = {"guest-1": "digest"}
    asterisk = Settings()
    ari: Any = SimpleNamespace(settings=asterisk, variables=None)
    monkeypatch.setattr(commands, "take", lambda _at: [])
    monkeypatch.setattr(recalling, "recall_accounts", lambda _at: dict(accounts))
    monkeypatch.setattr(rules, "reread", lambda before: before)
    monkeypatch.setattr(program, "ACCOUNTS_SECONDS", -1.0)
    monkeypatch.setattr(program, "TAKE_OVER_SECONDS", 0.0)
    monkeypatch.setattr(Engine, "connected", True)

    async def hour() -> None:
        with ThreadPoolExecutor(max_workers=1) as reader:
            nothing: Any = None
            desk = Desk(ari, nothing, nothing, reader, nothing, nothing)
            await desk.take_commands()
            assert asterisk.endpoints == {"guest-1"}
            accounts.clear()
            await desk.take_commands()

    asyncio.run(hour())
    assert asterisk.endpoints == set()


def test_an_agent_whose_first_telephone_stands_gets_the_one_for_pictures() -> None:
    asterisk = Settings()
    asterisk.endpoints.add("agent-1")
    ari: Any = SimpleNamespace(settings=asterisk)

    async def read() -> Mapping[str, str]:
        return {"agent-1": "digest"}

    asyncio.run(SipAccounts(ari, read).refresh())
    assert asterisk.pushed == ["agent-1-seen"], "the one that stands is left alone"
    asyncio.run(SipAccounts(ari, read).refresh())
    assert asterisk.pushed == ["agent-1-seen"]
