"""A call whose place is kept: it has no channel until an agent is there for it."""

from __future__ import annotations

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.switchboard.acd.commands import HangUp
from alo153.switchboard.acd.facts import CitizenMissed
from alo153.switchboard.acd.state import Call, Phase, agent_leg, citizen_leg
from alo153.switchboard.acd.timers import LookTimer
from alo153.switchboard.acd.turn import Turn


def hold_place(turn: Turn, call: Call) -> Call:
    """Let a call wait without a channel; it is looked at again when its time has come."""
    call = turn.change(
        call,
        phase=Phase.CALLBACK_HOLD,
        channel=citizen_leg(call.id),
        speech=None,
        offer=None,
        failed_lines=frozenset(),
    )
    if call.rest_until > turn.at:
        turn.timer(call.rest_until - turn.at, LookTimer(call.id))
    return call


def missed(turn: Turn, call: Call, outcome: CallOutcome, by: CallParty, *, gone: str = "") -> None:
    """Note that a called citizen was not reached; one whose place is kept is called again later.

    A call-back, and the last try, end the call with this outcome. Before that the agent is free
    at once: there was no talk to write down.
    """
    tries = call.tries + (call.rested_at is not None)
    call = turn.change(call, tries=tries)
    if call.rested_at is None or tries > turn.rules.retries or call.offer is None:
        turn.finish(call, outcome, by, gone=gone)
        return
    _hang_up(turn, call, gone)
    agent = turn.agent(call.offer.agent)
    hours = turn.rules.queue(call.queue).hours
    until = hours.opens_after(turn.at + turn.rules.retry_every)
    call = hold_place(turn, turn.change(call, rest_until=until))
    turn.record(
        CitizenMissed(at=turn.at, call=call.id, outcome=outcome, tries=call.tries, rest_until=until)
    )
    turn.free(agent)


def not_taken(turn: Turn, call: Call, outcome: CallOutcome) -> None:
    """Go on without the agent who was to call the citizen; a place that is kept waits on."""
    if call.rested_at is None:
        turn.finish(call, outcome, CallParty.AGENT)
    else:
        hold_place(turn, call)


def _hang_up(turn: Turn, call: Call, gone: str) -> None:
    legs = [call.channel, *([agent_leg(call.offer.id)] if call.offer else [])]
    for leg in legs:
        if leg != gone and leg not in turn.gone:
            turn.do(HangUp(call=call.id, channel=leg))
