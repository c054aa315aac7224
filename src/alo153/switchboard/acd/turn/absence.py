"""An agent whose telephone disconnected: absent after a moment, signed off after minutes.

A closed browser sends no message. The telephone is in the page: if it disconnects, the page is
closed too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from alo153.calls.call_words import ABSENT, AgentState
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.acd.turn.timers import AbsenceTimer
from alo153.switchboard.acd.turn.turn import RETURNING, Turn

SIGNED_OFF_AFTER: Final = 300.0
"""Seconds without a telephone after which an agent is signed off."""
LOOKED_AT_AGAIN_AFTER: Final = 60.0


def is_here(turn: Turn, agent: Agent) -> bool:
    """Say whether a signed-in agent may come to the telephone: it is there, or was a moment ago."""
    if agent.presence is AgentState.OFFLINE:
        return False
    return agent.reachable or turn.at - agent.gone_since <= turn.rules.return_seconds


def follow(turn: Turn, before: Mapping[int, Agent]) -> None:
    """Note when a telephone disconnected, and look again after some minutes."""
    for agent in list(turn.agents.values()):
        if before.get(agent.id) is agent or agent.home:
            continue
        gone = not agent.reachable and agent.presence is not AgentState.OFFLINE
        if gone != bool(agent.gone_since):
            _note(turn, agent, gone=gone)


def _note(turn: Turn, agent: Agent, *, gone: bool) -> None:
    turn.agents[agent.id] = replace(agent, gone_since=turn.at if gone else 0.0)
    if gone:
        turn.timer(SIGNED_OFF_AFTER, AbsenceTimer(agent.id, turn.at))


def over(turn: Turn, timer: AbsenceTimer) -> None:
    """Sign an agent off whose telephone did not come back.

    Not in the middle of something: a call, a chat, or a pause that has a limit and is not over.
    """
    agent = turn.agent(timer.agent)
    if agent.gone_since != timer.since or agent.presence is AgentState.OFFLINE:
        return
    left = agent.until - turn.at if agent.presence is AgentState.PAUSED else 0.0
    if left > 0 or agent.occupied or agent.writes or agent.reason == RETURNING:
        turn.timer(max(left, LOOKED_AT_AGAIN_AFTER), timer)
    else:
        turn.set_agent(agent, AgentState.OFFLINE, ABSENT, pause_after="")
