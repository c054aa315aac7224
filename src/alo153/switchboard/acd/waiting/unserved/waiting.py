"""A caller waits for nobody: after a stated time they leave a message, which is called back."""

from __future__ import annotations

from alo153.calls.queue import Queue
from alo153.switchboard.acd.speech import hush
from alo153.switchboard.acd.state.shared_calls import reaches
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn import absence
from alo153.switchboard.acd.turn.timers import LongestWaitTimer, UnattendedTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting.unserved.messages import MessageAsked, TakeMessage

NOBODY_SIGNED_IN = "nobody_signed_in"
WAITED_TOO_LONG = "waited_too_long"


def watch(turn: Turn, call: Call) -> None:
    """Look again after the times that the call's queue states."""
    queue = turn.rules.queue(call.queue)
    if queue.unattended_after is not None:
        turn.timer(queue.unattended_after, UnattendedTimer(call.id, queue.key))
    if queue.longest_wait is not None:
        left = max(0.0, queue.longest_wait - call.waited(turn.at))
        turn.timer(left, LongestWaitTimer(call.id, queue.key))


def unattended(turn: Turn, timer: UnattendedTimer) -> None:
    """Ask for a message if nobody is signed in who could serve the caller; else look again."""
    call = _waiting(turn, timer)
    if call is None:
        return
    queue = turn.rules.queue(call.queue)
    if _is_attended(turn, queue) or call.offer is not None:
        turn.timer(queue.unattended_after or turn.rules.ring, timer)
    else:
        _take_message(turn, call, NOBODY_SIGNED_IN)


def waited_too_long(turn: Turn, timer: LongestWaitTimer) -> None:
    """Ask for a message; while a telephone rings it is first seen whether somebody answers."""
    call = _waiting(turn, timer)
    if call is not None and call.offer is not None:
        turn.timer(turn.rules.ring, timer)
    elif call is not None:
        _take_message(turn, call, WAITED_TOO_LONG)


def _waiting(turn: Turn, timer: UnattendedTimer | LongestWaitTimer) -> Call | None:
    """Find the waiting call of a timer; not a video call, whose page shows the state."""
    call = turn.calls.get(timer.call)
    waits = call is not None and call.phase is Phase.WAITING and not call.video
    return call if call is not None and waits and call.queue == timer.queue else None


def _is_attended(turn: Turn, queue: Queue) -> bool:
    """Tell whether an agent is at a telephone who could serve, here or at another node.

    A browser that was closed without signing out is nobody.
    """
    level = min(level for _, level in queue.levels)
    here = [agent.skills for agent in turn.agents.values() if absence.is_here(turn, agent)]
    return any(reaches(skills, queue.skill, level) for skills in (*here, *turn.sharing.elsewhere))


def _take_message(turn: Turn, call: Call, reason: str) -> None:
    call = hush(turn, call)
    turn.record(MessageAsked(at=turn.at, call=call.id, reason=reason))
    turn.do(TakeMessage(call=call.id, channel=call.channel, queued_at=call.queued_at or turn.at))
    del turn.calls[call.id]  # the dialplan ends it, and its log tells how (switchboard/fallback)
