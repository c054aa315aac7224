"""Which agent a waiting call may be offered to, and why."""

from __future__ import annotations

from alo153.calls.call_words import AgentState, OfferRule
from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.ringing import Reason
from alo153.switchboard.acd.shared_calls import SharedCall
from alo153.switchboard.acd.state import Agent, Call, Phase
from alo153.switchboard.acd.turn import Turn

BUSY = frozenset({AgentState.TALKING, AgentState.WRAP_UP, AgentState.RINGING, AgentState.READY})
"""What an agent does who may take a call soon."""


def wants_agent(turn: Turn, call: Call) -> bool:
    """Say whether a call in the line is to be offered now: nobody rings, and it is not early."""
    held = call.phase is Phase.CALLBACK_HOLD and call.rest_until > turn.at
    return call.offer is None and not held


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


def _rule(turn: Turn, call: Call) -> OfferRule:
    if waits_for_preferred(turn, call):
        return OfferRule.PREFERRED
    if call.rested_at is not None:
        return OfferRule.KEPT_PLACE
    return OfferRule.OVERFLOW if call.overflowed else OfferRule.LONGEST_IDLE
