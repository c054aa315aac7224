"""Matches calls and agents: the best score first, to the able agent who is idle longest."""

from __future__ import annotations

from alo153.switchboard.acd.ringing.eligibility import (
    can_serve,
    may_be_offered,
    overruns,
    reason,
    wants_agent,
)
from alo153.switchboard.acd.ringing.ringing import ring
from alo153.switchboard.acd.sharing import remote
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Agent, Call, place
from alo153.switchboard.acd.turn.turn import Turn


def match(turn: Turn) -> None:
    """Offer every waiting call that somebody can serve now; nobody overtakes among equals.

    Calls that other nodes share wait in the same line, and are claimed before they ring. Idle
    agents are collected first: while all are busy the line is long, and sorting it is wasted.
    """
    idle = sorted(
        (agent for agent in turn.agents.values() if agent.available),
        key=lambda agent: (agent.idle_since, agent.id),
    )
    if not idle:
        return
    pledged = remote.pledged(turn)
    free = [agent for agent in idle if agent.id not in pledged]
    for call in _line(turn):
        if not free:
            return
        agent = _choose(turn, call, free)
        if agent is not None:
            spared = any(overruns(turn, call, each) for each in free[: free.index(agent)])
            free.remove(agent)
            rank = idle.index(agent) + 1
            _give(turn, call, agent, rank=rank, among=len(idle), spared=spared)


def _line(turn: Turn) -> list[Call | SharedCall]:
    own = [call for call in turn.line() if wants_agent(turn, call)]
    shared = remote.line(turn)
    return sorted([*own, *shared], key=place) if shared else [*own]


def _give(
    turn: Turn, call: Call | SharedCall, agent: Agent, *, rank: int, among: int, spared: bool
) -> None:
    if isinstance(call, SharedCall):
        remote.claim(turn, call, agent, rank=rank, among=among)
    else:
        ring(turn, call, agent, reason(turn, call, rank=rank, among=among, spared=spared))


def _choose(turn: Turn, call: Call | SharedCall, free: list[Agent]) -> Agent | None:
    """Pick the preferred agent, else the one idle longest whose level is enough by now."""
    if isinstance(call, SharedCall):
        return _choose_for_shared(turn, call, free)
    return next((agent for agent in free if may_be_offered(turn, call, agent)), None)


def _choose_for_shared(turn: Turn, call: SharedCall, free: list[Agent]) -> Agent | None:
    """Pick an agent for another node's call; a guest is left out: the mentor could not hear it."""
    able = [agent for agent in free if may_take(turn, call, agent)]
    return next((agent for agent in able if agent.id == call.preferred), able[0] if able else None)


def may_take(turn: Turn, call: SharedCall, agent: Agent) -> bool:
    """Say whether a call of another node may be claimed for an agent."""
    return agent.id not in turn.seats and can_serve(turn, call, agent)
