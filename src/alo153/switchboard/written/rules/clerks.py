"""Clerks at the desks of communication centers, who may never have been at the telephone."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.state.state import Agent


def with_clerks(agents: Mapping[int, Agent], clerks: Mapping[int, float]) -> Mapping[int, Agent]:
    """Add the clerks without a telephone to the agents: signed out of it, as anybody else."""
    without = {
        key: Agent(id=key, presence=AgentState.OFFLINE, since=since)
        for key, since in clerks.items()
        if key not in agents
    }
    return {**agents, **without}
