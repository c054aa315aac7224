"""A citizen's call comes in, and what was said to the caller comes to its end."""

from __future__ import annotations

from alo153.calls.call_words import CallDirection
from alo153.calls.menu.public_numbers import reached
from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.callers import inbound, menu, survey, whisper
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import Answer, FindCaller
from alo153.switchboard.acd.turn.events import CallArrived, SpeechEnded
from alo153.switchboard.acd.turn.facts import CallEntered
from alo153.switchboard.acd.turn.timers import SpeechTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import goodbye


def arrived(turn: Turn, event: CallArrived) -> None:
    """Answer a new call and lead the caller into the menu; the same arrival twice is one call."""
    if event.call in turn.calls:
        return
    # Only a caller who cannot hear the menu, and its notice, skips it
    line = event.line if turn.rules.queue(event.line).video else ""
    number, called = reached(turn.rules.numbers, called=event.called, to=event.to)
    call = Call(
        id=event.call,
        channel=event.channel,
        direction=CallDirection.IN,
        number=event.number,
        phase=Phase.MENU,
        entered_at=turn.at,
        queue=number.queue,
        video=turn.rules.queue(line).video,
        # Callers using sign language consent on their page, and their browser records
        recorded=not turn.rules.queue(line).video,
        proved=event.proved,
    )
    turn.put(call)
    turn.record(
        CallEntered(
            at=turn.at,
            call=call.id,
            channel=call.channel,
            direction=CallDirection.IN,
            number=event.number,
            called=called,
            public_number=number.key,
            queue=number.queue,
            video=call.video,
            guest=event.guest,
        )
    )
    turn.do(Answer(call=call.id, channel=call.channel))
    turn.commands.append(FindCaller(call=call.id, number=call.number, proved=event.proved))
    if turn.rules.emergency:
        goodbye.say_goodbye(turn, call, Leaving.EMERGENCY)
    elif line:
        inbound.enqueue(turn, call, queue=line)
    else:
        menu.begin(turn, call, start=number.menu)


def speech_ended(turn: Turn, event: SpeechEnded) -> None:
    """Continue after a speech: in the menu, or from a position to the music."""
    _after_speech(turn, event.call, event.speech)


def speech_overdue(turn: Turn, timer: SpeechTimer) -> None:
    """Continue after a speech whose end was never reported."""
    _after_speech(turn, timer.call, timer.speech)


def _after_speech(turn: Turn, call_id: str, speech: str) -> None:
    call = turn.calls.get(call_id)
    if call is not None and call.whisper == speech:
        whisper.over(turn, call)
    if call is None or call.speech != speech:
        return
    call = turn.change(call, speech=None)
    if call.phase is Phase.MENU:
        menu.speech_over(turn, call)
    elif call.phase is Phase.LEAVING:
        goodbye.end_goodbye(turn, call)
    elif call.phase is Phase.WAITING:
        inbound.position_said(turn, call)
    elif call.phase is Phase.SURVEY:
        survey.speech_over(turn, call)
