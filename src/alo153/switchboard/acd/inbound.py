"""A citizen calls: greeting, waiting with music and spoken position, talk, end."""

from __future__ import annotations

from .commands import Answer, BridgeThem, PlayGreeting, SayPosition, StartMusic, StopSpeaking
from .events import CallArrived, CallerHungUp, SpeechEnded
from .facts import CallAnswered, CallEntered, CallQueued
from .state import Call, Direction, Outcome, Party, Phase, Presence, agent_leg
from .timers import PositionTimer, SpeechTimer
from .turn import Turn


def arrived(turn: Turn, event: CallArrived) -> None:
    """Answer a new call and greet the caller; the same arrival twice is one call."""
    if event.call in turn.calls:
        return
    line = event.line if event.line in turn.rules.queues else ""
    call = Call(
        id=event.call,
        channel=event.channel,
        direction=Direction.IN,
        number=event.number,
        phase=Phase.GREETING,
        entered_at=turn.at,
        video=turn.rules.queue(line).video,
    )
    turn.calls[call.id] = call
    turn.record(
        CallEntered(
            at=turn.at,
            call=call.id,
            channel=call.channel,
            direction=Direction.IN,
            number=event.number,
            called=event.called,
            video=call.video,
            guest=event.guest,
        )
    )
    turn.do(Answer(call=call.id, channel=call.channel))
    if line:
        enqueue(turn, call, queue=line)
        return
    call, speech = _speak(turn, call)
    turn.do(PlayGreeting(call=call.id, channel=call.channel, speech=speech))


def speech_ended(turn: Turn, event: SpeechEnded) -> None:
    """Go on after a speech: from the greeting into the line, from a position to the music."""
    _after_speech(turn, event.call, event.speech)


def _after_speech(turn: Turn, call_id: str, speech: str) -> None:
    call = turn.calls.get(call_id)
    if call is None or call.speech != speech:
        return
    call = turn.change(call, speech=None)
    if call.phase is Phase.GREETING:
        enqueue(turn, call)
    elif call.phase is Phase.WAITING:
        turn.do(StartMusic(call=call.id, channel=call.channel))


def enqueue(turn: Turn, call: Call, *, queue: str = "") -> None:
    """Put a caller into a queue's line, by default the call's own, and say the place in it."""
    queue = queue or call.queue
    priority = call.priority + turn.rules.queue(queue).priority
    call = turn.change(call, phase=Phase.WAITING, queued_at=turn.at, queue=queue, priority=priority)
    turn.record(CallQueued(at=turn.at, call=call.id))
    say_position(turn, call)


def say_position(turn: Turn, call: Call) -> None:
    """Say the place in the line now, and again later as long as the caller waits.

    Who signs reads the place on the page.
    """
    if call.video:
        turn.do(StartMusic(call=call.id, channel=call.channel))
        return
    if call.speech is None:
        position = [other.id for other in turn.state().line()].index(call.id) + 1
        call, speech = _speak(turn, call)
        turn.do(SayPosition(call=call.id, channel=call.channel, speech=speech, position=position))
    turn.timer(turn.rules.position_every, PositionTimer(call.id, call.speeches))


def position_due(turn: Turn, timer: PositionTimer) -> None:
    """Say the place again, unless the caller does not wait any more or heard it since."""
    call = turn.calls.get(timer.call)
    if call is not None and call.phase is Phase.WAITING and call.speeches == timer.after:
        say_position(turn, call)


def speech_overdue(turn: Turn, timer: SpeechTimer) -> None:
    """Go on after a speech whose end was never reported."""
    _after_speech(turn, timer.call, timer.speech)


def connect(turn: Turn, call: Call) -> None:
    """Let caller and agent talk; a speech still heard is cut short."""
    if call.offer is None:
        return
    if call.speech is not None:
        turn.do(StopSpeaking(call=call.id, speech=call.speech))
    turn.do(
        BridgeThem(
            call=call.id, channel=call.channel, agent_leg=agent_leg(call.offer.id), video=call.video
        )
    )
    first = call.answered_at or turn.at
    turn.change(call, phase=Phase.TALKING, answered_at=first, speech=None)
    agent, leg = turn.agent(call.offer.agent), agent_leg(call.offer.id)
    turn.record(
        CallAnswered(
            at=turn.at,
            call=call.id,
            agent=agent.id,
            leg=leg,
            waited_seconds=call.waited(first),
        )
    )
    turn.set_agent(agent, Presence.TALKING, call=call.id)


def caller_hung_up(turn: Turn, event: CallerHungUp) -> None:
    """End an incoming call: abandoned before the talk, answered after it began."""
    call = turn.calls.get(event.call)
    if call is None or call.phase in (Phase.CALLING_AGENT, Phase.RESTING):
        return
    if event.channel in ("", call.channel):
        turn.finish(call, _outcome_of_hangup(call), Party.CITIZEN, gone=call.channel)


def _outcome_of_hangup(call: Call) -> Outcome:
    if call.answered_at is not None:
        return Outcome.ANSWERED
    return Outcome.ABANDONED if call.direction is Direction.IN else Outcome.NO_ANSWER


def _speak(turn: Turn, call: Call) -> tuple[Call, str]:
    number = call.speeches + 1
    speech = f"speech-{call.id}.{number}"
    turn.timer(turn.rules.speech_limit, SpeechTimer(call.id, speech))
    return turn.change(call, speech=speech, speeches=number), speech
