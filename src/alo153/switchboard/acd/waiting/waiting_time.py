"""The probable wait of a caller: spoken in coarse steps, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from alo153.calls.call_words import AgentState
from alo153.calls.menu.voice import STEPS
from alo153.calls.queue import MINUTE, Queue
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Agent

SAMPLES = 2
"""With fewer calls behind it a figure would be a guess."""
SERVING = frozenset({AgentState.READY, AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP})


def minutes(position: int, pace: Pace, serving: int) -> int | None:
    """Estimate the wait in spoken minutes: position x smoothed handling time / serving agents.

    None if too few calls are known, nobody serves, or it would be longer than the last step.
    """
    if pace.samples < SAMPLES or serving == 0:
        return None
    expected = position * pace.seconds / serving / MINUTE
    return next((step for step in STEPS if expected <= step), None)


def serving(queue: Queue, agents: Iterable[Agent]) -> int:
    """Count agents who serve a queue at its lowest level and are not away."""
    level = min(level for _, level in queue.levels)
    at_work = (agent for agent in agents if agent.reachable and agent.presence in SERVING)
    return sum(agent.serves(queue.skill, level) for agent in at_work)
