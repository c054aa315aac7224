"""Spare agents: for a while, calls are offered to them later than to other agents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.state.state import Sparing
from alo153.switchboard.acd.turn.events import FromPage, Verbs
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.acd.turn.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSpared(page_commands.Spare, FromPage):
    """An agent is spared until an instant."""


def spared(turn: Turn, event: AgentSpared) -> None:
    """Spare an agent who is signed in; ringing and answered calls continue."""
    agent = turn.agents.get(event.agent)
    if agent is None:
        return
    turn.agents[agent.id] = replace(agent, sparing=Sparing(event.until))
    look_again(turn)


def look_again(turn: Turn) -> None:
    """Offer the waiting calls again when they have waited long enough for spared agents."""
    for call in turn.line():
        left = turn.rules.spared_wait - call.waited(turn.at)
        if left > 0:
            turn.timer(left, MatchTimer(call.id))


VERBS: Verbs = {AgentSpared: spared}
