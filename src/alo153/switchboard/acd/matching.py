"""Waiting calls meet agents: the best score first, to the agent idle longest who can serve it."""

from __future__ import annotations

from alo153.calls.queue import GENERAL

from .ringing import Reason, ring
from .sharing import remote
from .sharing.state import SharedCall
from .state import Agent, Call, Phase, Presence, place
from .turn import Turn

LONGEST_IDLE = "longest_idle"
PREFERRED = "preferred"
OVERFLOW = "overflow"
KEPT_PLACE = "kept_place"
BUSY = frozenset({Presence.TALKING, Presence.WRAP_UP, Presence.RINGING, Presence.READY})
"""What an agent does who may take a call soon."""


def match(turn: Turn) -> None:
    """Offer every waiting call that somebody can serve now; nobody overtakes among equals.

    Calls that other nodes share wait in the same line, and are claimed first. Agents are looked
    for first: while all are busy the line is long, and not sorted in vain.
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
            free.remove(agent)
            _give(turn, call, agent, rank=idle.index(agent) + 1, among=len(idle))


def _line(turn: Turn) -> list[Call | SharedCall]:
    own = [call for call in turn.line() if wants_agent(turn, call)]
    shared = remote.line(turn)
    return sorted([*own, *shared], key=place) if shared else [*own]


def _give(turn: Turn, call: Call | SharedCall, agent: Agent, *, rank: int, among: int) -> None:
    if isinstance(call, SharedCall):
        remote.claim(turn, call, agent, rank=rank, among=among)
    else:
        ring(turn, call, agent, reason(turn, call, rank=rank, among=among))


def wants_agent(turn: Turn, call: Call) -> bool:
    """Say whether a call in the line is to be offered now: nobody rings, and it is not early."""
    rests = call.phase is Phase.RESTING and call.rest_until > turn.at
    return call.offer is None and not rests


def _choose(turn: Turn, call: Call | SharedCall, free: list[Agent]) -> Agent | None:
    """Pick the preferred agent, else the one idle longest whose level is enough by now."""
    if isinstance(call, SharedCall):
        return _choose_for_shared(turn, call, free)
    return next((agent for agent in free if may_be_offered(turn, call, agent)), None)


def _choose_for_shared(turn: Turn, call: SharedCall, free: list[Agent]) -> Agent | None:
    """Pick as for a call of our own; a guest, whose mentor could not hear it, is left out."""
    able = [agent for agent in free if may_take(turn, call, agent)]
    return next((agent for agent in able if agent.id == call.preferred), able[0] if able else None)


def may_take(turn: Turn, call: SharedCall, agent: Agent) -> bool:
    """Say whether a call of another node may be claimed for an agent."""
    return agent.id not in turn.seats and can_serve(turn, call, agent)


def may_be_offered(turn: Turn, call: Call, agent: Agent) -> bool:
    """Say whether a call may go to an agent: to the preferred one alone while it waits for them."""
    if agent.id in turn.seats and call.queue != GENERAL:
        return False  # a guest takes calls of the general queue only
    if waits_for_preferred(turn, call):
        return agent.id == call.preferred
    return can_serve(turn, call, agent)


def can_serve(turn: Turn, call: Call | SharedCall, agent: Agent) -> bool:
    """Say whether an agent reaches the level that a call asks after the wait so far."""
    queue = turn.rules.queue(call.queue)
    return agent.serves(queue.skill, queue.level(call.waited(turn.at)))


def waits_for_preferred(turn: Turn, call: Call) -> bool:
    """Say whether a call is kept for one agent: not for one who is away or on a pause."""
    if call.preferred is None or turn.at >= call.preferred_until:
        return False
    agent = turn.agent(call.preferred)
    return agent.reachable and agent.presence in BUSY


def reason(turn: Turn, call: Call, *, rank: int, among: int) -> Reason:
    """Say why an agent is offered a call: the place by idle time, among how many."""
    queue = turn.rules.queue(call.queue)
    return Reason(
        _rule(turn, call),
        rank=rank,
        among=among,
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
