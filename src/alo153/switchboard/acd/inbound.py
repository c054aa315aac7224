"""A citizen calls: waiting with music and spoken position, talk, end."""

from __future__ import annotations

from .commands import BridgeThem, SayPosition, StartMusic
from .events import CallerHungUp
from .facts import CallAnswered, CallQueued
from .speech import hush, speak
from .state import Call, Direction, Outcome, Party, Phase, Presence, agent_leg
from .timers import PositionTimer
from .turn import Turn


def position_said(turn: Turn, call: Call) -> None:
    """Go back to the music after the place was said."""
    turn.do(StartMusic(call=call.id, channel=call.channel))


def enqueue(turn: Turn, call: Call, *, queue: str = "") -> None:
    """Put a caller into a queue's line, by default the call's own, and say the place in it."""
    queue = queue or call.queue
    priority = call.priority + turn.rules.queue(queue).priority
    call = turn.change(
        call,
        phase=Phase.WAITING,
        queued_at=turn.at,
        queue=queue,
        priority=priority,
        menu=None,
    )
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
        call, speech = speak(turn, call)
        turn.do(
            SayPosition(
                call=call.id,
                channel=call.channel,
                speech=speech,
                position=position,
                language=call.language,
            )
        )
    turn.timer(turn.rules.position_every, PositionTimer(call.id, call.speeches))


def position_due(turn: Turn, timer: PositionTimer) -> None:
    """Say the place again, unless the caller does not wait any more or heard it since."""
    call = turn.calls.get(timer.call)
    if call is not None and call.phase is Phase.WAITING and call.speeches == timer.after:
        say_position(turn, call)


def connect(turn: Turn, call: Call) -> None:
    """Let caller and agent talk; a speech still heard is cut short."""
    offer = call.offer
    if offer is None:
        return
    call = hush(turn, call)
    turn.do(
        BridgeThem(
            call=call.id, channel=call.channel, agent_leg=agent_leg(offer.id), video=call.video
        )
    )
    first = call.answered_at or turn.at
    turn.change(call, phase=Phase.TALKING, answered_at=first)
    agent, leg = turn.agent(offer.agent), agent_leg(offer.id)
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
    if call.menu is not None and call.menu.served:
        return Outcome.SELF_SERVED
    return Outcome.ABANDONED if call.direction is Direction.IN else Outcome.NO_ANSWER
