"""An agent's telephone rings for a call: what comes of it."""

from __future__ import annotations

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, OfferResult
from alo153.switchboard.acd.callers import survey, whisper
from alo153.switchboard.acd.members import members, returning
from alo153.switchboard.acd.offering.outbound import agent_answered
from alo153.switchboard.acd.state.leg_ids import agent_leg, call_of_offer
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.events import AgentHungUp, OfferAnswered, OfferRejected
from alo153.switchboard.acd.turn.timers import RingTimer
from alo153.switchboard.acd.turn.turn import Turn, is_ringing
from alo153.switchboard.acd.waiting.callback_hold import missed, not_taken


def answered(turn: Turn, event: OfferAnswered) -> None:
    """Connect the agent who picked up; one who comes too late is hung up."""
    call = turn.offered(event.offer)
    if call is None or not is_ringing(call):
        turn.let_go_stray(call_of_offer(event.offer), agent_leg(event.offer))
        return
    if call.phase is Phase.CALLING_AGENT:
        turn.offer_ended(call, OfferResult.ANSWERED)
        agent_answered(turn, call)
    else:
        whisper.picked_up(turn, call)


def rejected(turn: Turn, event: OfferRejected) -> None:
    """Continue with the next agent; this one becomes not answering, with the reason.

    The call still waits for an agent who returns to a caller after a reload.
    """
    call = turn.offered(event.offer)
    if call is None or call.offer is None or not is_ringing(call):
        return
    if event.may_ring:
        turn.do(HangUp(call=call.id, channel=agent_leg(event.offer)))
    if not returning.wait_on(turn, call, turn.agent(call.offer.agent), event.reason):
        _not_answered(turn, call, event.reason, leg_is_gone=True)


def timed_out(turn: Turn, timer: RingTimer) -> None:
    """Stop ringing an agent who does not answer, and continue with the next."""
    call = turn.offered(timer.offer)
    if call is not None and is_ringing(call) and not call.whisper:
        _not_answered(turn, call, OfferResult.NO_ANSWER, leg_is_gone=False)


def unreachable(turn: Turn, call: Call) -> None:
    """Continue with the next agent: this telephone never reported ringing."""
    if call.offer is None:
        return
    turn.do(HangUp(call=call.id, channel=agent_leg(call.offer.id)))
    if not returning.wait_on(turn, call, turn.agent(call.offer.agent), OfferResult.UNREACHABLE):
        _not_answered(turn, call, OfferResult.UNREACHABLE, leg_is_gone=True)


def agent_hung_up(turn: Turn, event: AgentHungUp) -> None:
    """End the agent's part after the agent's leg ended; before the answer it is a refusal.

    In a consultation it drops the consulted member, as the desk's command does. Other members keep
    the citizen.
    """
    call = turn.offered(event.offer)
    if call is None:
        return
    if is_ringing(call):
        _not_answered(turn, call, OfferResult.REJECTED, leg_is_gone=True)
        return
    if call.consulted:
        returning.let_go_and_return(turn, call)
    elif call.partners:
        members.without_agent(turn, call)
    elif call.phase is Phase.TALKING:
        survey.end_talk(turn, call, gone=agent_leg(event.offer))
    else:
        missed(turn, call, CallOutcome.CANCELED, CallParty.AGENT, gone=agent_leg(event.offer))


def _not_answered(turn: Turn, call: Call, result: OfferResult, *, leg_is_gone: bool) -> None:
    if call.offer is None:
        return
    agent, leg = turn.agent(call.offer.agent), agent_leg(call.offer.id)
    if not leg_is_gone:
        turn.do(HangUp(call=call.id, channel=leg))
    call = turn.end_offer(call, result)
    if call.phase is Phase.CALLING_AGENT:
        not_taken(turn, call, CallOutcome.FAILED)
    turn.set_agent(agent, AgentState.NOT_ANSWERING, result, pause_after="")


def refuse(turn: Turn, call: Call) -> None:
    """Stop ringing an agent who does not want this call, and continue with the next."""
    _not_answered(turn, call, OfferResult.REJECTED, leg_is_gone=False)
