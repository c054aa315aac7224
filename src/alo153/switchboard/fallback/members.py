"""The members of the dialplan's own queue: agents that it may ring while no program runs.

They stay in Asterisk when the program dies, so a running program sends every change to Asterisk.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.phone_accounts import agent_name, agent_of
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.asterisk.ami.client import Manager, ManagerError

log = logging.getLogger(__name__)

QUEUE = "fallback"
RETRY_SECONDS = 5.0
RINGABLE = frozenset({AgentState.READY, AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP})
"""An agent who talks now is free later; Asterisk itself knows that a telephone is in a call."""


class Members:
    """Keeps Asterisk's members equal to the agents at the desk; agents on a pause are paused."""

    def __init__(self, manager: Manager) -> None:
        self._manager = manager
        self._wanted: dict[int, bool] = {}
        self._there: dict[int, bool] | None = None
        self._changed = asyncio.Event()

    def want(self, agents: Mapping[int, Agent]) -> None:
        """Take the agents as they are now; return at once."""
        ours = (agent for agent in agents.values() if not agent.home)
        here = (agent for agent in ours if agent.presence is not AgentState.OFFLINE)
        wanted = {agent.id: agent.presence not in RINGABLE for agent in here}
        if wanted != self._wanted:
            self._wanted = wanted
            self._changed.set()

    def ask_again(self) -> None:
        """Forget what Asterisk has: it may have been restarted."""
        self._there = None
        self._changed.set()

    async def run(self) -> None:
        """Tell Asterisk of changes until cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._tell()
            except ManagerError as error:
                log.warning("the fallback's members are told again: %s", error)
                self.ask_again()
                await asyncio.sleep(RETRY_SECONDS)

    async def _tell(self) -> None:
        if self._there is None:
            self._there = await self._read()
        there, wanted = self._there, dict(self._wanted)
        for agent in there.keys() - wanted.keys():
            await self._act("QueueRemove", agent)
            del there[agent]
        for agent, paused in wanted.items():
            if there.get(agent) != paused:
                action = "QueuePause" if agent in there else "QueueAdd"
                await self._act(action, agent, Paused=str(paused).lower())
                there[agent] = paused

    async def _act(self, action: str, agent: int, **fields: str) -> None:
        name = agent_name(agent)
        more = {"MemberName": name} if action == "QueueAdd" else {}
        told = {"Queue": QUEUE, "Interface": f"PJSIP/{name}", **more, **fields}
        await self._manager.act(action, **told)

    async def _read(self) -> dict[int, bool]:
        parts = await self._manager.list("QueueStatus", Queue=QUEUE)
        members = (part for part in parts if part["Event"] == "QueueMember")
        found = {agent_of(part["Name"]): part["Paused"] == "1" for part in members}
        return {agent: paused for agent, paused in found.items() if agent is not None}
