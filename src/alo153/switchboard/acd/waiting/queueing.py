"""Waiting in a queue: what time changes there, and what the caller is told of the position."""

from __future__ import annotations

from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS
from alo153.switchboard.acd.speech import speak
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import IN_LINE, Call, Phase, place
from alo153.switchboard.acd.turn.commands import SayPosition, StartMusic
from alo153.switchboard.acd.turn.facts import CallMoved
from alo153.switchboard.acd.turn.timers import MatchTimer, OverflowTimer, PositionTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting.unserved import waiting
from alo153.switchboard.acd.waiting.waiting_time import minutes, serving

OVERFLOW = "overflow"


def watch(turn: Turn, call: Call) -> None:
    """Look again when a lower level is asked, the preferred agent did not come, or it overflows."""
    queue, waited = turn.rules.queue(call.queue), call.waited(turn.at)
    for seconds in queue.relaxes(waited):
        turn.timer(seconds, MatchTimer(call.id))
    if call.preferred is not None and call.preferred_until > turn.at:
        turn.timer(call.preferred_until - turn.at, MatchTimer(call.id))
    if waited < turn.rules.caller_waits and any(each.writes for each in turn.agents.values()):
        turn.timer(turn.rules.caller_waits - waited, MatchTimer(call.id))
    if waited < BREAK_YIELDS and any(each.break_is_due for each in turn.agents.values()):
        turn.timer(BREAK_YIELDS - waited, MatchTimer(call.id))
    if waited < turn.rules.spared_wait and _spares_somebody(turn):
        turn.timer(turn.rules.spared_wait - waited, MatchTimer(call.id))
    if queue.overflow_after is not None:
        left = max(0.0, queue.overflow_after - waited)
        turn.timer(left, OverflowTimer(call.id, call.queue))
    waiting.watch(turn, call)


def _spares_somebody(turn: Turn) -> bool:
    return any(each.sparing.holds(turn.at) for each in turn.agents.values())


def match_again(turn: Turn, timer: MatchTimer) -> None:
    """Change nothing: after every event waiting calls and agents are matched anew."""


def overflow(turn: Turn, timer: OverflowTimer) -> None:
    """Move a call that waited too long into the queue that helps out, unless that is closed.

    While an agent rings for it, it is left alone until it is known whether they answer.
    """
    call = turn.calls.get(timer.call)
    if call is None or call.queue != timer.queue or call.phase not in IN_LINE:
        return
    target = turn.rules.queue(turn.rules.queue(call.queue).overflow_to)
    if call.offer is not None:
        turn.timer(turn.rules.ring, timer)
    elif target.hours.open_at(turn.at):
        move(turn, call, target.key, OVERFLOW)


def move(turn: Turn, call: Call, queue: str, reason: str) -> Call:
    """Put a waiting call into another queue; the time waited so far counts there."""
    call = turn.change(call, queue=queue, overflowed=reason == OVERFLOW)
    turn.record(CallMoved(at=turn.at, call=call.id, queue=queue, reason=reason))
    watch(turn, call)
    return call


def say_position(turn: Turn, call: Call) -> None:
    """Say the place in the line now, and again later as long as the caller waits.

    Callers using sign language see their position on the page.
    """
    if call.video:
        turn.do(StartMusic(call=call.id, channel=call.channel))
        return
    if call.speech is None:
        standing = _place(turn, call)
        call, speech = speak(turn, call)
        turn.do(
            SayPosition(
                call=call.id,
                channel=call.channel,
                speech=speech,
                position=standing,
                language=call.language,
                minutes=_minutes(turn, call, standing),
                call_back=bool(call.call_back),
                call_back_first=turn.at < turn.rules.call_back_first_until,
            )
        )
    turn.timer(turn.rules.position_every, PositionTimer(call.id, call.speeches))


def offer_call_backs(turn: Turn) -> None:
    """Tell the callers who wait at once that their place can be kept.

    A caller whose number nobody calls back, or who hears something just now, is left alone.
    """
    for call in list(turn.calls.values()):
        if call.phase is Phase.WAITING and call.speech is None and call.call_back:
            say_position(turn, call)


def position_due(turn: Turn, timer: PositionTimer) -> None:
    """Say the place again, unless the caller does not wait any more or heard it since."""
    call = turn.calls.get(timer.call)
    if call is not None and call.phase is Phase.WAITING and call.speeches == timer.after:
        say_position(turn, call)


def _place(turn: Turn, call: Call) -> int:
    """Count the callers ahead without sorting: five hundred callers may ask one after another."""
    own = place(call)
    others = (one for one in turn.calls.values() if one.phase in IN_LINE)
    return 1 + sum(one.queue == call.queue and place(one) < own for one in others)


def _minutes(turn: Turn, call: Call, place: int) -> int | None:
    queue = turn.rules.queue(call.queue)
    pace = turn.paces.get(call.queue, Pace())
    return minutes(place, pace, serving(queue, turn.agents.values()))
