"""Ring one agent's telephone for one call, and say why this agent."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import AgentState, OfferResult, OfferRule
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.state import Agent, Call, Offer, Phase
from alo153.switchboard.acd.turn.commands import HangUp, RingAgent
from alo153.switchboard.acd.turn.facts import CallOffered
from alo153.switchboard.acd.turn.timers import RingTimer, SilenceTimer
from alo153.switchboard.acd.turn.turn import Turn

SILENCE = 3.0
"""A telephone must report ringing within these seconds: ours do at once, a dead one never."""
SILENCE_SHARE = 0.15
"""The same as a share of the ring time, 3 of the usual 20 s: long ringing is for slow phones."""
LINE_SILENCE = 11.0
"""A line must report ringing within these seconds: 95 % of calls do, also abroad (ITU-T E.721)."""
VISITOR_GRACE = 3.0
"""Seconds by which the own node of an agent is ahead of the call's node."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this agent: the rule, the place by idle time among the free, and what was asked."""

    rule: OfferRule
    rank: int = 1
    among: int = 1
    score: float = 0.0
    skill: str = ""
    level: int = 0


def ring(turn: Turn, call: Call, agent: Agent, reason: Reason, *, shown: str = "") -> Call:
    """Offer a call to an agent: record it, ring, and start the ring timer.

    `shown` is what the desk is told about this ringing.
    """
    number = call.offers + 1
    offer = Offer(id=f"{call.id}.{number}", agent=agent.id, at=turn.at)
    turn.record(_offered(turn, call, agent, offer, reason))
    turn.set_agent(agent, AgentState.RINGING, shown, call=call.id)
    seconds = turn.rules.ring
    turn.do(
        RingAgent(
            call=call.id,
            offer=offer.id,
            agent=agent.id,
            number=call.number,
            seconds=seconds,
            video=call.video,
            node=agent.home,
        )
    )
    # Whether a visitor answers the own node decides
    grace = VISITOR_GRACE if agent.home else 0.0
    turn.timer(seconds + grace, RingTimer(offer.id))
    silence = max(SILENCE, SILENCE_SHARE * seconds)
    turn.timer(silence + grace, SilenceTimer(agent_leg(offer.id)))
    kept = call.phase is Phase.CALLBACK_HOLD
    phase = Phase.CALLING_AGENT if kept else call.phase
    return turn.change(call, phase=phase, offer=offer, offers=number)


def withdraw(turn: Turn, call: Call) -> Call:
    """Stop ringing an agent through no fault of theirs."""
    if call.offer is None:
        return call
    agent = turn.agent(call.offer.agent)
    turn.do(HangUp(call=call.id, channel=agent_leg(call.offer.id)))
    call = turn.end_offer(call, OfferResult.WITHDRAWN)
    turn.free(agent)
    return call


def is_news(call: Call, line: str) -> bool:
    """Say whether a line is named that has not failed in this call before."""
    return bool(line) and line not in call.failed_lines


def line_failed(turn: Turn, call: Call, line: str) -> Call:
    """Note that a line to the network failed in a call."""
    return turn.change(call, failed_lines=call.failed_lines | {line})


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
        score=reason.score,
        skill=reason.skill,
        level=reason.level,
    )
