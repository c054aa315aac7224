"""Starts and stops what is said to a caller: one speech at a time, with a limit on its end."""

from __future__ import annotations

from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.turn.commands import StopSpeaking
from alo153.switchboard.acd.turn.timers import SpeechTimer
from alo153.switchboard.acd.turn.turn import Turn


def speak(turn: Turn, call: Call, *, limit: float | None = None) -> tuple[Call, str]:
    """Give the next speech of a call its name and return both; `limit` is in seconds."""
    number = call.speeches + 1
    speech = f"speech-{call.id}.{number}"
    turn.timer(limit or turn.rules.speech_limit, SpeechTimer(call.id, speech))
    return turn.change(call, speech=speech, speeches=number), speech


def hush(turn: Turn, call: Call) -> Call:
    """Cut a speech short that is still heard."""
    if call.speech is None:
        return call
    turn.do(StopSpeaking(call=call.id, speech=call.speech))
    return turn.change(call, speech=None)
