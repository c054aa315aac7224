"""The center calls back: first the agent's own telephone, then the citizen's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alo153.calls.call_words import AgentState, CallDirection, CallOutcome, CallParty, OfferRule
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.offering import listed
from alo153.switchboard.acd.offering.dialing import dial, dial_elsewhere
from alo153.switchboard.acd.ringing.ringing import Reason, is_news, ring
from alo153.switchboard.acd.state.leg_ids import agent_leg, call_of_leg, citizen_leg
from alo153.switchboard.acd.state.state import Agent, Call, Phase
from alo153.switchboard.acd.turn.commands import BridgeThem
from alo153.switchboard.acd.turn.events import Asked, CitizenAnswered, CitizenNotReached, Verbs
from alo153.switchboard.acd.turn.facts import CallAnswered, CallEntered
from alo153.switchboard.acd.turn.timers import CitizenTimer
from alo153.switchboard.acd.turn.turn import RETURNING, Turn
from alo153.switchboard.acd.waiting.callback_hold import missed


@dataclass(frozen=True, slots=True, kw_only=True)
class DialCallBack(page_commands.Dial, Asked):
    """An agent calls a citizen; `reference` is opaque here (the relay it serves)."""


def call_back(turn: Turn, event: DialCallBack) -> None:
    """Ring the agent who asked for a call-back; an agent in a call or unregistered is refused."""
    if event.call in turn.calls:
        return
    agent = turn.agent(event.agent)
    error = _why_not(agent)
    turn.done(event.command, error)
    if error:
        return
    if agent.presence is AgentState.PAUSED:
        agent = replace(agent, pause_after=agent.reason)
    call = _new_call(turn, event)
    turn.put(call)
    ring(turn, call, agent, Reason(OfferRule.CALL_BACK))


def agent_answered(turn: Turn, call: Call) -> None:
    """Dial the citizen now that the agent is on the line."""
    if call.offer is None:
        return
    turn.set_agent(turn.agent(call.offer.agent), AgentState.TALKING, call=call.id)
    dial(turn, call, agent_leg(call.offer.id))


def citizen_answered(turn: Turn, event: CitizenAnswered) -> None:
    """Let the agent and the called citizen talk, or say what a list is for.

    A leg that no call knows (any more) is hung up: nobody is there to talk to.
    """
    call = _dialed(turn, event.channel)
    if call is None:
        turn.let_go_stray(event.call, event.channel)
        return
    if call.menu_start:
        listed.picked_up(turn, call)
    if call.offer is None:
        return
    turn.do(BridgeThem(call=call.id, channel=call.channel, agent_leg=agent_leg(call.offer.id)))
    turn.change(call, phase=Phase.TALKING, answered_at=turn.at)
    turn.record(
        CallAnswered(
            at=turn.at,
            call=call.id,
            agent=call.offer.agent,
            leg=agent_leg(call.offer.id),
            waited_seconds=call.waited(turn.at),
        )
    )


def citizen_not_reached(turn: Turn, event: CitizenNotReached) -> None:
    """End a call that the citizen did not take, with the network's reason, or try again later.

    When it is the line that failed, another one is tried at once.
    """
    call = _dialed(turn, event.channel)
    if call is None:
        return
    leg = agent_leg(call.offer.id) if call.offer else ""
    if is_news(call, event.line) and (leg or call.menu_start):
        dial_elsewhere(turn, call, event.line, leg)
    else:
        gone = "" if event.may_ring else call.channel
        # Where no line made a connection, the citizen knows nothing of the call
        no_line = event.outcome is CallOutcome.FAILED
        by = CallParty.SWITCHBOARD if no_line else CallParty.CITIZEN
        missed(turn, call, event.outcome, by, gone=gone)


def citizen_timed_out(turn: Turn, timer: CitizenTimer) -> None:
    """Stop waiting for a called citizen whose leg never reported anything."""
    call = _dialed(turn, timer.leg)
    if call is not None:
        missed(turn, call, CallOutcome.NO_ANSWER, CallParty.SWITCHBOARD)


def _dialed(turn: Turn, leg: str) -> Call | None:
    """Find the call whose citizen is being dialed by this very leg."""
    call = turn.calls.get(call_of_leg(leg))
    if call is None or call.phase is not Phase.CALLING_CITIZEN or call.channel != leg:
        return None
    return call


def _why_not(agent: Agent) -> str:
    if agent.occupied or agent.reason == RETURNING:
        return "in_a_call"
    return "" if agent.reachable else "unreachable"


def _new_call(turn: Turn, event: DialCallBack) -> Call:
    turn.record(
        CallEntered(
            at=turn.at,
            call=event.call,
            channel=citizen_leg(event.call),
            direction=CallDirection.OUT,
            number=event.number,
            agent=event.agent,
            reference=event.reference,
        )
    )
    return Call(
        id=event.call,
        channel=citizen_leg(event.call),
        direction=CallDirection.OUT,
        number=event.number,
        phase=Phase.CALLING_AGENT,
        entered_at=turn.at,
    )


VERBS: Verbs = {
    DialCallBack: call_back,
}
