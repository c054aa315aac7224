"""A citizen chose when to be called: the promise, its end, and what can still be promised."""

from __future__ import annotations

from collections.abc import Iterator

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.menu import windows
from alo153.calls.menu.windows import Slot
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.facts import PromiseMissed
from alo153.switchboard.acd.turn.timers import MatchTimer, PromiseTimer
from alo153.switchboard.acd.turn.turn import Turn


def free(turn: Turn, queue: str) -> list[Slot]:
    """List the windows in which callers of a queue can be promised a call, the soonest first."""
    ends = (call.call_by for call in turn.calls.values())
    hours = turn.rules.queue(queue).hours
    return windows.slots(turn.rules.windows, hours, turn.at, promised=windows.count(ends))


def is_promised(turn: Turn, number: str, *, but: str = "") -> bool:
    """Tell whether a call to a number is promised, late or not; `but` is the call that asks.

    A call of a list is none.
    """
    return any(_to(turn, number, but=but))


def has_hours(turn: Turn, number: str, *, but: str = "") -> bool:
    """Tell whether the citizen chose hours for a call that is promised."""
    return any(call.call_by for call in _to(turn, number, but=but))


def _to(turn: Turn, number: str, *, but: str) -> Iterator[Call]:
    return (
        call
        for call in turn.calls.values()
        if call.call_back == number and (call.call_by or call.phase is Phase.CALLBACK_HOLD)
        if call.id != but and not call.listed
    )


def standing(turn: Turn, number: str) -> Call | None:
    """Find the promise to a number that nobody is keeping just now."""
    return next((call for call in turn.calls.values() if stands(call, number)), None)


def stands(call: Call, number: str) -> bool:
    """Tell whether a call is a promise to a number that nobody is keeping just now."""
    is_held = call.phase is Phase.CALLBACK_HOLD and not call.listed
    return is_held and bool(number) and call.call_back == number


def withdraw(turn: Turn, call: Call) -> None:
    """End a promise that its citizen does not wish any more."""
    turn.finish(call, CallOutcome.CANCELED, CallParty.CITIZEN)


def is_free(turn: Turn, queue: str, slot: Slot) -> bool:
    """Say whether a window can still be promised: it may be full, or has begun."""
    return any((each.begins, each.ends) == (slot.begins, slot.ends) for each in free(turn, queue))


def promised(turn: Turn, call: Call, slot: Slot) -> Call:
    """Give a call its place in the line from the beginning of the window on."""
    ahead = (each.priority for each in turn.rules.windows if each.key == slot.window)
    return turn.change(
        call,
        queued_at=slot.begins,
        call_again_at=slot.begins,
        call_by=slot.ends,
        priority=call.priority + next(ahead, 0.0),
    )


def watch(turn: Turn, call: Call) -> None:
    """Look at the end of the window whether the citizen was called."""
    if call.call_by:
        turn.timer(max(0.0, call.call_by - turn.at), PromiseTimer(call.id, call.call_by))


def is_over(turn: Turn, timer: PromiseTimer) -> None:
    """Note that nobody called in time, so that the citizen is told; the place still waits.

    A citizen who is being called just now is called in time.
    """
    call = turn.calls.get(timer.call)
    if call is None or call.call_by != timer.until or call.phase is not Phase.CALLBACK_HOLD:
        return
    again = turn.rules.queue(call.queue).hours.opens_after(turn.at)
    turn.record(PromiseMissed(at=turn.at, call=call.id, tries=call.tries, call_again_at=again))
    turn.change(call, call_by=0.0, call_again_at=again)
    if again > turn.at:
        turn.timer(again - turn.at, MatchTimer(call.id))
