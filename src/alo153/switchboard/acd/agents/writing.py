"""Notes which agents have a chat whose citizen waits, and which have a visitor at their desk.

Calls avoid agents with a chat for a moment, agents with a visitor until the visitor has left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.acd.turn.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingSeen(Event):
    """These agents have a chat in hand, and these a visitor; nobody else has, or nobody knows."""

    agents: frozenset[int]
    visited: frozenset[int] = frozenset()


def seen(turn: Turn, event: WritingSeen) -> None:
    """Note who writes and who is visited; a call that rings or is talked on continues."""
    for agent in list(turn.agents.values()):
        writes, visited = agent.id in event.agents, agent.id in event.visited
        if (agent.writes, agent.visited) != (writes, visited):
            turn.agents[agent.id] = replace(agent, writes=writes, visited=visited)
    if event.agents:
        _match_again_when_the_wait_is_long(turn)


def _match_again_when_the_wait_is_long(turn: Turn) -> None:
    for call in turn.line():
        left = turn.rules.caller_waits - call.waited(turn.at)
        if left > 0:
            turn.timer(left, MatchTimer(call.id))
