"""A caller need not wait on the line: the place is kept, and the center calls when it is due."""

from __future__ import annotations

from alo153.calls.menu.voice import Leaving
from alo153.calls.menu.windows import Slot
from alo153.switchboard.acd.ringing.ringing import withdraw
from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.turn.facts import CallBackLeft
from alo153.switchboard.acd.turn.turn import Turn, is_ringing
from alo153.switchboard.acd.waiting import promises
from alo153.switchboard.acd.waiting.goodbye import say_goodbye

LEAVE_KEY = "1"


def pressed(turn: Turn, call: Call, key: str) -> None:
    """Leave a call-back when a waiting caller presses the key for it."""
    if key == LEAVE_KEY:
        leave(turn, call)


def leave(turn: Turn, call: Call, slot: Slot | None = None) -> bool:
    """Keep a caller's place without the caller: thank, hang up, and call when it is due.

    With `slot` it is due in the hours that the caller chose, and in the line from their beginning
    on, with the minutes that the window gives in advance.

    Not possible without a number that the center may call, nor for somebody who was spoken to
    already; then nothing changes and the answer is False. A caller who did not wait yet gets the
    place at the end of the line.
    """
    if not call.call_back or call.answered_at is not None:
        return False
    if is_ringing(call):
        call = withdraw(turn, call)
    if slot is not None:
        call = promises.promised(turn, call, slot)
    else:
        opens = turn.rules.queue(call.queue).hours.opens_after(turn.at)
        call = turn.change(call, call_again_at=opens)
    since = turn.at if call.queued_at is None else call.queued_at
    call = turn.change(call, queued_at=since, place_kept_at=turn.at)
    turn.record(_left(turn, call, since))
    say_goodbye(turn, call, Leaving.CALL_BACK if slot is None else Leaving.PROMISED)
    return True


def leave_to_promise(turn: Turn, call: Call) -> None:
    """Thank a caller whom the center calls already, and hang up: a number is called once."""
    has_hours = promises.has_hours(turn, call.call_back, but=call.id)
    say_goodbye(turn, call, Leaving.PROMISED if has_hours else Leaving.CALL_BACK)


def _left(turn: Turn, call: Call, since: float) -> CallBackLeft:
    return CallBackLeft(
        at=turn.at,
        call=call.id,
        queue=call.queue,
        priority=call.priority,
        queued_at=since,
        call_again_at=call.call_again_at,
        call_by=call.call_by,
    )
