"""An agent who picks up a call of another queue than usual hears first which one it is."""

from __future__ import annotations

from alo153.calls.call_words import OfferResult
from alo153.switchboard.acd.callers.inbound import connect
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.state import Call, Offer
from alo153.switchboard.acd.turn.commands import Whisper
from alo153.switchboard.acd.turn.timers import SpeechTimer
from alo153.switchboard.acd.turn.turn import RETURNING, Turn, is_ringing

LONGEST = 4.0
"""Seconds. A whisper whose end is not reported keeps no caller waiting."""


def picked_up(turn: Turn, call: Call) -> None:
    """Connect caller and agent, after the queue's name if the agent does not expect this queue.

    Until then the call counts as ringing: the caller hears the same sound, and a hang-up ends an
    unanswered call.
    """
    if call.offer is None or call.whisper:
        return
    if _is_expected(turn, call, call.offer):
        _connect(turn, call)
        return
    leg, number = agent_leg(call.offer.id), call.speeches + 1
    speech = f"speech-{call.id}.{number}"
    turn.change(call, whisper=speech, speeches=number, ringing=call.ringing | {leg})
    turn.do(Whisper(call=call.id, channel=leg, speech=speech, queue=call.queue))
    turn.timer(LONGEST, SpeechTimer(call.id, speech))


def over(turn: Turn, call: Call) -> None:
    """Let them talk now that the agent knows."""
    if is_ringing(call):
        _connect(turn, turn.change(call, whisper=""))


def _is_expected(turn: Turn, call: Call, offer: Offer) -> bool:
    agent = turn.agent(offer.agent)
    known = agent.reason == RETURNING or call.queue == agent.usual_queue
    return known or call.video or not turn.rules.queue(call.queue).whispered


def _connect(turn: Turn, call: Call) -> None:
    turn.offer_ended(call, OfferResult.ANSWERED)
    connect(turn, call)
