"""Notes which agents somebody writes to and waits: a call leaves those alone for a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.acd.turn.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingSeen(Event):
    """These agents have a chat in hand; nobody else has, or nobody knows."""

    agents: frozenset[int]


def seen(turn: Turn, event: WritingSeen) -> None:
    """Note who writes; what rings or is talked on goes on."""
    for agent in list(turn.agents.values()):
        writes = agent.id in event.agents
        if agent.writes != writes:
            turn.agents[agent.id] = replace(agent, writes=writes)
    if event.agents:
        _match_again_when_the_wait_is_long(turn)


def _match_again_when_the_wait_is_long(turn: Turn) -> None:
    for call in turn.line():
        left = turn.rules.caller_waits - call.waited(turn.at)
        if left > 0:
            turn.timer(left, MatchTimer(call.id))
