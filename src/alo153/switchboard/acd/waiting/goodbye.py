"""Says a last sentence to a caller, and then hangs up."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.speech import hush, speak
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import HangUp, SayGoodbye
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting.callback_hold import hold_place

OUTCOMES: Mapping[Leaving, CallOutcome] = {
    Leaving.CLOSED: CallOutcome.CLOSED,
    Leaving.BLOCKED: CallOutcome.BLOCKED,
    Leaving.EMERGENCY: CallOutcome.CLOSED,
}


def say_goodbye(turn: Turn, call: Call, why: Leaving) -> None:
    """Say the last sentence; a speech still heard is cut short."""
    call = turn.change(hush(turn, call), phase=Phase.LEAVING, leaving=why, menu=None)
    call, speech = speak(turn, call)
    turn.do(
        SayGoodbye(
            call=call.id, channel=call.channel, speech=speech, why=why, language=call.language
        )
    )


def end_goodbye(turn: Turn, call: Call, *, gone: str = "") -> None:
    """Hang up after the last sentence, or note that the caller did; a kept place is kept.

    Who was promised a call before has no place in this one: it is over.
    """
    outcome = OUTCOMES.get(call.leaving) if call.leaving else None
    if outcome is None and call.place_kept_at is None:
        outcome = CallOutcome.SELF_SERVED
    if outcome is not None:
        by = CallParty.CITIZEN if gone else CallParty.SWITCHBOARD
        turn.finish(call, outcome, by, gone=gone)
        return
    if call.channel != gone and call.channel not in turn.gone:
        turn.do(HangUp(call=call.id, channel=call.channel))
    hold_place(turn, call)
