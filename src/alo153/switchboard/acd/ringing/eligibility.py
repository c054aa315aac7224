"""The agents that a waiting call may be offered to, and the reasons."""

from __future__ import annotations

from alo153.calls.call_words import AgentState, OfferRule
from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.ringing.ringing import Reason
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Agent, Call, Phase
from alo153.switchboard.acd.turn.turn import Turn

BUSY = frozenset({AgentState.TALKING, AgentState.WRAP_UP, AgentState.RINGING, AgentState.READY})
"""The states from which an agent may soon take a call."""
BREAK_YIELDS = 60.0
"""A caller who has waited so many seconds is served by somebody whose break is due, too."""
USUAL_SECONDS = 240.0
"""The assumed length of a call in a queue without calls so far."""


def wants_agent(turn: Turn, call: Call) -> bool:
    """Say whether to offer a waiting call now: no agent rings for it, and its hold is over."""
    held = call.phase is Phase.CALLBACK_HOLD and call.call_again_at > turn.at
    return call.offer is None and not held


def may_be_offered(turn: Turn, call: Call, agent: Agent) -> bool:
    """Say whether a call may go to an agent: to the preferred one alone while it waits for them."""
    if agent.id in turn.seats and call.queue != GENERAL:
        return False  # a guest takes calls of the general queue only
    if is_spared(turn, call, agent) or overruns(turn, call, agent):
        return False
    if waits_for_preferred(turn, call):
        return agent.id == call.preferred
    return can_serve(turn, call, agent)


def can_serve(turn: Turn, call: Call | SharedCall, agent: Agent) -> bool:
    """Say whether an agent reaches the level that a call asks after the wait so far."""
    if is_spared(turn, call, agent) or overruns(turn, call, agent):
        return False
    queue = turn.rules.queue(call.queue)
    return agent.serves(queue.skill, queue.level(call.waited(turn.at)))


def is_spared(turn: Turn, call: Call | SharedCall, agent: Agent) -> bool:
    """Say whether a call leaves an agent alone: one with a chat in hand, or with enough for now.

    Neither lasts: a caller who has waited long enough is served by them as well.
    """
    waited = call.waited(turn.at)
    if agent.writes and waited < turn.rules.caller_waits:
        return True
    return agent.sparing.holds(turn.at) and waited < turn.rules.spared_wait


def overruns(turn: Turn, call: Call | SharedCall, agent: Agent) -> bool:
    """Say whether the expected call would end after the limit of the agent's shift.

    At night never, by law; into a break only for a caller who has waited long.
    """
    if agent.limit is None:
        return False
    pace = turn.paces.get(call.queue)
    expected = pace.seconds if pace else USUAL_SECONDS
    yields = call.waited(turn.at) >= BREAK_YIELDS
    return agent.limit.forbids(turn.at + expected, yields=yields)


def waits_for_preferred(turn: Turn, call: Call) -> bool:
    """Say whether a call waits for its preferred agent.

    Never for one who is away, pauses or has a visitor, or whose shift lets them begin no such call
    now.
    """
    if call.preferred is None or turn.at >= call.preferred_until:
        return False
    agent = turn.agent(call.preferred)
    soon = agent.reachable and agent.presence in BUSY and not agent.visited
    return soon and not overruns(turn, call, agent)


def reason(turn: Turn, call: Call, *, rank: int, among: int, spared: bool = False) -> Reason:
    """Say why an agent is offered a call; `rank` is the place by idle time, `among` so many.

    Args:
        spared: somebody who is idle longer was left out for their shift.
    """
    queue = turn.rules.queue(call.queue)
    rule = _rule(turn, call)
    return Reason(
        OfferRule.SHIFT if spared and rule is OfferRule.LONGEST_IDLE else rule,
        rank=rank,
        among=among,
        score=round(call.score(turn.at), 2),
        skill=queue.skill,
        level=queue.level(call.waited(turn.at)) if queue.skill else 0,
    )


def _rule(turn: Turn, call: Call) -> OfferRule:
    if waits_for_preferred(turn, call):
        return OfferRule.PREFERRED
    if call.place_kept_at is not None:
        return OfferRule.KEPT_PLACE
    return OfferRule.OVERFLOW if call.overflowed else OfferRule.LONGEST_IDLE
