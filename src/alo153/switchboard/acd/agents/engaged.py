"""Notes which agents talk in the fallback, in a call that the switchboard does not lead."""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.turn.events import AgentEngaged
from alo153.switchboard.acd.turn.turn import Turn


def engaged(turn: Turn, event: AgentEngaged) -> None:
    """Offer nothing to somebody who talks in the fallback; afterwards there is work to finish."""
    agent = turn.agent(event.agent)
    if agent.home or agent.engaged == event.engaged:
        return
    agent = replace(agent, engaged=event.engaged)
    if not event.engaged and agent.presence is AgentState.READY:
        turn.wrap_up(agent)
    else:
        turn.store(agent)
