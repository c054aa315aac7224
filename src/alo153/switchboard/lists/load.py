"""The engine's data that limits new calls of outgoing lists. Pure."""

from __future__ import annotations

from alo153.calls.queue import GENERAL
from alo153.calls.supervision.call_lists.pace import Load
from alo153.switchboard.acd.state.state import Call, Phase, State

WITHOUT_LINE = frozenset({Phase.CALLING_AGENT, Phase.CALLBACK_HOLD})
"""The citizen is not on the line yet."""


def load(state: State, queue: str = GENERAL) -> Load:
    """Add up lines, and the agents who could take the next call of a queue."""
    calls = state.calls.values()
    skill = state.rules.queue(queue).skill
    free = [
        agent
        for agent in state.agents.values()
        if agent.available and agent.id not in state.seats and agent.serves(skill, 1)
    ]
    return Load(
        # A call of a list that waits for an agent takes a line as soon as there is one
        busy_lines=sum(call.listed or call.phase not in WITHOUT_LINE for call in calls),
        of_lists=sum(call.listed for call in calls),
        waiting=sum(_waits(call) for call in calls),
        free_agents=len(free),
        held=sum(call.listed and call.phase is Phase.CALLBACK_HOLD for call in calls),
    )


def _waits(call: Call) -> bool:
    return call.phase is Phase.WAITING and call.offer is None
