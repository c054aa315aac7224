"""The capacity of one agent."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.call_words import AgentState
from alo153.contacts.offering.media import COUNTER, Media, Medium
from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS, USUAL_SECONDS
from alo153.switchboard.acd.state.state import Agent

AT_A_CALL = frozenset({AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP})
"""A call is at hand, or what was said in it is still written down."""


def bears(
    media: Media, agent: Agent, hand: Mapping[str, int], medium: Medium, *, visited: bool = False
) -> bool:
    """Say whether an agent who is here has capacity for `hand`, which includes one of a medium.

    A visitor at the desk counts as a call. Visitors are offered in any state of the telephone, but
    not during a call: a clerk in a hall usually has it paused, or has none.
    """
    here = not _is_at_a_call(agent) if medium.key == COUNTER else _is_here(agent)
    if not here or not agent.serves(medium.skill, 1):
        return False
    if (visited or _is_at_a_call(agent)) and hand[medium.key] > medium.beside_call:
        return False
    return media.load(hand, medium) <= 1


def overruns(agent: Agent, medium: Medium, *, waited: float, at: float) -> bool:
    """Say whether one more would last beyond the limit of the agent's shift, as a usual call does.

    A break yields to a long wait at the other end of a live medium; a letter never asks for that.
    """
    if agent.limit is None:
        return False
    yields = medium.live and waited >= BREAK_YIELDS
    return agent.limit.forbids(at + USUAL_SECONDS, yields=yields)


def may_begin(agent: Agent) -> bool:
    """Say whether anything new may be shown to an agent: not while a telephone rings."""
    return agent.presence is not AgentState.RINGING


def _is_here(agent: Agent) -> bool:
    at_work = agent.presence is AgentState.READY or agent.presence in AT_A_CALL
    return at_work and agent.reachable and not agent.alone


def _is_at_a_call(agent: Agent) -> bool:
    return agent.presence in AT_A_CALL or agent.engaged
