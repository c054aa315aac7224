"""A caller need not wait on the line: the place is kept, and the center calls when it is due."""

from __future__ import annotations

from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.facts import CallBackLeft
from alo153.switchboard.acd.ringing import withdraw
from alo153.switchboard.acd.state import Call
from alo153.switchboard.acd.turn import Turn, is_ringing
from alo153.switchboard.acd.waiting.goodbye import say_goodbye

LEAVE_KEY = "1"


def pressed(turn: Turn, call: Call, key: str) -> None:
    """Leave a call-back when a waiting caller presses the key for it."""
    if key == LEAVE_KEY:
        leave(turn, call)


def leave(turn: Turn, call: Call) -> bool:
    """Keep a caller's place without the caller: thank, hang up, and call when it is due.

    Not possible without a number that the center may call, nor for somebody who was spoken to
    already; then nothing changes and the answer is False. A caller who did not wait yet gets the
    place at the end of the line.
    """
    if not call.call_back or call.answered_at is not None:
        return False
    if is_ringing(call):
        call = withdraw(turn, call)
    opens = turn.rules.queue(call.queue).hours.opens_after(turn.at)
    since = turn.at if call.queued_at is None else call.queued_at
    call = turn.change(call, queued_at=since, rested_at=turn.at, rest_until=opens)
    turn.record(_left(turn, call, since))
    say_goodbye(turn, call, Leaving.CALL_BACK)
    return True


def _left(turn: Turn, call: Call, since: float) -> CallBackLeft:
    return CallBackLeft(
        at=turn.at,
        call=call.id,
        queue=call.queue,
        priority=call.priority,
        queued_at=since,
        rest_until=call.rest_until,
    )
