"""Waiting calls meet agents: the best score first, to the agent idle longest who can serve it."""

from __future__ import annotations

from .queues import GENERAL
from .ringing import Reason, ring
from .state import Agent, Call, Phase, Presence
from .turn import Turn

LONGEST_IDLE = "longest_idle"
PREFERRED = "preferred"
OVERFLOW = "overflow"
KEPT_PLACE = "kept_place"
BUSY = frozenset({Presence.TALKING, Presence.WRAP_UP, Presence.RINGING, Presence.READY})
"""What an agent does who may take a call soon."""


def match(turn: Turn) -> None:
    """Offer every waiting call that somebody can serve now; nobody overtakes among equals.

    Agents are looked for first: while all are busy the line is long, and not sorted in vain.
    """
    idle = sorted(
        (agent for agent in turn.agents.values() if agent.available),
        key=lambda agent: (agent.idle_since, agent.id),
    )
    if not idle:
        return
    free = list(idle)
    for call in [call for call in turn.line() if wants_agent(turn, call)]:
        if not free:
            return
        agent = _choose(turn, call, free)
        if agent is not None:
            free.remove(agent)
            ring(turn, call, agent, _reason(turn, call, agent, idle))


def wants_agent(turn: Turn, call: Call) -> bool:
    """Say whether a call in the line is to be offered now: nobody rings, and it is not early."""
    rests = call.phase is Phase.RESTING and call.rest_until > turn.at
    return call.offer is None and not rests


def _choose(turn: Turn, call: Call, free: list[Agent]) -> Agent | None:
    """Pick the preferred agent, else the one idle longest whose level is enough by now."""
    return next((agent for agent in free if may_be_offered(turn, call, agent)), None)


def may_be_offered(turn: Turn, call: Call, agent: Agent) -> bool:
    """Say whether a call may go to an agent: to the preferred one alone while it waits for them."""
    if agent.id in turn.seats and call.queue != GENERAL:
        return False  # a guest takes calls of the general queue only
    if waits_for_preferred(turn, call):
        return agent.id == call.preferred
    return can_serve(turn, call, agent)


def can_serve(turn: Turn, call: Call, agent: Agent) -> bool:
    """Say whether an agent reaches the level that a call asks after the wait so far."""
    queue = turn.rules.queue(call.queue)
    return agent.serves(queue.skill, queue.level(call.waited(turn.at)))


def waits_for_preferred(turn: Turn, call: Call) -> bool:
    """Say whether a call is kept for one agent: not for one who is away or on a pause."""
    if call.preferred is None or turn.at >= call.preferred_until:
        return False
    agent = turn.agent(call.preferred)
    return agent.reachable and agent.presence in BUSY


def _reason(turn: Turn, call: Call, agent: Agent, idle: list[Agent]) -> Reason:
    queue = turn.rules.queue(call.queue)
    return Reason(
        _rule(turn, call),
        rank=idle.index(agent) + 1,
        among=len(idle),
        score=round(call.score(turn.at), 2),
        skill=queue.skill,
        level=queue.level(call.waited(turn.at)) if queue.skill else 0,
    )


def _rule(turn: Turn, call: Call) -> str:
    if waits_for_preferred(turn, call):
        return PREFERRED
    if call.rested_at is not None:
        return KEPT_PLACE
    return OVERFLOW if call.overflowed else LONGEST_IDLE
