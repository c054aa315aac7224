"""A call whose place is kept: it has no channel until an agent is there for it."""

from __future__ import annotations

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.switchboard.acd.state.leg_ids import agent_leg, citizen_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.facts import CitizenMissed
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import promises

UNANSWERED = frozenset({CallOutcome.NO_ANSWER, CallOutcome.BUSY})
"""It was the citizen who could not be reached."""


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
    if call.call_again_at > turn.at:
        turn.timer(call.call_again_at - turn.at, MatchTimer(call.id))
    _watch_levels(turn, call)
    promises.watch(turn, call)
    return call


def _watch_levels(turn: Turn, call: Call) -> None:
    """Look again as soon as the queue asks for less of an agent; a promise's wait is to begin."""
    waited = 0.0 if call.queued_at is None else turn.at - call.queued_at
    for seconds in turn.rules.queue(call.queue).relaxes(waited):
        turn.timer(seconds, MatchTimer(call.id))


def missed(turn: Turn, call: Call, outcome: CallOutcome, by: CallParty, *, gone: str = "") -> None:
    """Note that a called citizen was not reached; one whose place is kept is called again later.

    A call-back, and the last try, end the call with this outcome; so does one that the citizen
    did not answer and whose next try would come after the hours that they chose. What was not the
    citizen's doing is no try of such hours, so that they are called in them or told that they are
    over. Before the last the agent is free at once: there was no talk to write down.
    """
    counts = call.place_kept_at is not None and (not call.call_by or outcome in UNANSWERED)
    tries = call.tries + counts
    call = turn.change(call, tries=tries)
    hours = turn.rules.queue(call.queue).hours
    until = hours.opens_after(turn.at + turn.rules.retry_every)
    is_late = bool(call.call_by and until >= call.call_by)
    is_last = tries > turn.rules.retries or (is_late and outcome in UNANSWERED)
    # When a number of a list is called again, the list says
    if call.place_kept_at is None or call.listed or is_last or call.offer is None:
        turn.finish(call, outcome, by, gone=gone)
        return
    _hang_up(turn, call, gone)
    agent = turn.agent(call.offer.agent)
    call = hold_place(turn, turn.change(call, call_again_at=until))
    turn.record(
        CitizenMissed(
            at=turn.at, call=call.id, outcome=outcome, tries=call.tries, call_again_at=until
        )
    )
    turn.free(agent)


def not_taken(turn: Turn, call: Call, outcome: CallOutcome) -> None:
    """Continue without the agent who would have called the citizen; a kept place still waits."""
    if call.place_kept_at is None:
        turn.finish(call, outcome, CallParty.AGENT)
    else:
        hold_place(turn, call)


def _hang_up(turn: Turn, call: Call, gone: str) -> None:
    legs = [call.channel, *([agent_leg(call.offer.id)] if call.offer else [])]
    for leg in legs:
        if leg != gone and leg not in turn.gone:
            turn.do(HangUp(call=call.id, channel=leg))
