"""Ring one agent's telephone for one call, and say why this agent."""

from __future__ import annotations

from dataclasses import dataclass

from .commands import RingAgent
from .facts import CallOffered
from .state import Agent, Call, Offer, Presence
from .timers import RingTimer
from .turn import Turn


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this agent: the rule, and the place among those who could have been chosen."""

    rule: str
    rank: int = 1
    among: int = 1


def ring(turn: Turn, call: Call, agent: Agent, reason: Reason) -> Call:
    """Offer a call to an agent: record it, ring, and start the ring timer."""
    number = call.offers + 1
    offer = Offer(id=f"{call.id}.{number}", agent=agent.id, at=turn.at)
    turn.record(_offered(turn, call, agent, offer, reason))
    turn.set_agent(agent, Presence.RINGING, call=call.id, idle_since=agent.idle_since)
    seconds = turn.rules.ring
    turn.do(
        RingAgent(
            call=call.id,
            offer=offer.id,
            agent=agent.id,
            number=call.number,
            seconds=seconds,
            video=call.video,
        )
    )
    turn.timer(seconds, RingTimer(offer.id))
    return turn.change(call, offer=offer, offers=number)


def _offered(turn: Turn, call: Call, agent: Agent, offer: Offer, reason: Reason) -> CallOffered:
    return CallOffered(
        at=turn.at,
        call=call.id,
        offer=offer.id,
        agent=agent.id,
        idle_seconds=max(0.0, turn.at - agent.idle_since),
        rank=reason.rank,
        among=reason.among,
        reason=reason.rule,
    )
