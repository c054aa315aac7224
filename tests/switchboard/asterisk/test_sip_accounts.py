"""Accounts in Asterisk end when their time is over, also when nobody asks for a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from alo153.calls.models import Command
from alo153.core.clock import now
from alo153.switchboard.asterisk.ari.settings import Settings as OfAsterisk
from alo153.switchboard.asterisk.ari.wire import Outcome, Reply
from alo153.switchboard.record import commands
from alo153.switchboard.record.recalling import recalling
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


def test_a_click_on_a_call_does_not_wait_for_the_telephone_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = [
        Command(pk=1, name="provision_agent", payload={"agent": 1}, at=now()),
        Command(pk=2, name="sign_out", payload={"agent": 1}, at=now()),
        Command(pk=3, name="hang_up", payload={"agent": 2}, at=now()),
    ]
    monkeypatch.setattr(commands, "take", lambda _at: asked)
    monkeypatch.setattr(recalling, "recall_accounts", lambda _at: {"agent-1": "digest"})
    monkeypatch.setattr(rules, "reread", lambda before: before)
    monkeypatch.setattr(program, "TAKE_OVER_SECONDS", 0.0)
    monkeypatch.setattr(Engine, "connected", True)
    done: list[str] = []
    monkeypatch.setattr(Engine, "post", lambda _engine, event: done.append(event.name))

    class Slow(Settings):
        async def get(self, kind: str, name: str) -> str | None:
            done.append("account")
            return await super().get(kind, name)

    async def batch() -> None:
        journal: Any = SimpleNamespace(put=lambda fact: done.append(f"command {fact.command}"))
        ari: Any = SimpleNamespace(settings=Slow(), variables=None)
        with ThreadPoolExecutor(max_workers=1) as reader:
            nothing: Any = None
            await Desk(ari, nothing, journal, reader, nothing, nothing).take_commands()

    asyncio.run(batch())
    assert done[:2] == ["hang_up", "account"]
    told = [each for each in done if each not in {"hang_up", "account"}]
    assert told == ["provision_agent", "command 1", "sign_out", "command 2"], "who left stays away"


def test_what_asterisk_does_not_show_does_not_stand() -> None:
    async def refused(*_path: object) -> Reply:
        return Reply(Outcome.CONFLICT, {"message": "it is being taken apart"})

    wire: Any = SimpleNamespace(send=refused)
    assert asyncio.run(OfAsterisk(wire).get("endpoint", "agent-1")) is None


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
