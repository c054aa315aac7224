"""A citizen is promised a call in hours that they chose, by an agent or on a page; or no more."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import CallDirection
from alo153.calls.menu.windows import Slot
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.events import Asked, Verbs
from alo153.switchboard.acd.turn.facts import CallBackLeft, CallEntered, LanguageChosen
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import promises
from alo153.switchboard.acd.waiting.callback_hold import hold_place

FULL = "window_full"
"""Why a promise was not made: its window has begun or is full, or the queue is closed in it."""
PROMISED = "promised_already"
"""Why not: a call to this number is promised already, for the same or different hours."""
OVER = "promise_over"
"""Why it was not taken back: somebody calls just now, or has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCallBack(page_commands.Promise, Asked):
    """An agent promises a call; an agent who is ready in the window makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCallBack(page_commands.AskCallBack, Asked):
    """A citizen asks for a call on a page, and has proved the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPromise(page_commands.WithdrawPromise, Asked):
    """A citizen, or an agent for them, takes a promised call back."""


def withdraw(turn: Turn, event: WithdrawPromise) -> None:
    """End a promise while nobody is calling; one of another number is none."""
    call = turn.calls.get(event.call)
    if call is None or not promises.stands(call, event.number):
        turn.done(event.command, OVER)
        return
    turn.done(event.command)
    promises.withdraw(turn, call)


def promise(turn: Turn, event: PromiseCallBack | AskCallBack) -> None:
    """Keep a place for a citizen who is not on the line, unless the window cannot be promised now.

    A number is called once: a citizen with a promise gets no second one.
    """
    if event.call in turn.calls:
        return
    if promises.is_promised(turn, event.number):
        turn.done(event.command, PROMISED)
        return
    free = promises.free(turn, event.queue)
    slot = next((each for each in free if each.id == event.window), None)
    turn.done(event.command, "" if slot else FULL)
    if slot is not None:
        hold_place(turn, _new_call(turn, event, slot))


def _new_call(turn: Turn, event: PromiseCallBack | AskCallBack, slot: Slot) -> Call:
    entered = CallEntered(
        at=turn.at,
        call=event.call,
        channel=citizen_leg(event.call),
        direction=CallDirection.OUT,
        number=event.number,
        queue=event.queue,
    )
    turn.record(entered)
    language = event.language if isinstance(event, AskCallBack) else ""
    if language:
        turn.record(LanguageChosen(at=turn.at, call=event.call, language=language))
    call = Call(
        id=event.call,
        channel=entered.channel,
        direction=CallDirection.OUT,
        number=event.number,
        phase=Phase.CALLBACK_HOLD,
        entered_at=turn.at,
        queue=event.queue,
        priority=turn.rules.queue(event.queue).priority,
        call_back=event.number,
        language=language,
        place_kept_at=turn.at,
    )
    call = promises.promised(turn, call, slot)
    turn.record(
        CallBackLeft(
            at=turn.at,
            call=call.id,
            queue=call.queue,
            priority=call.priority,
            queued_at=slot.begins,
            call_again_at=slot.begins,
            call_by=slot.ends,
        )
    )
    return call


VERBS: Verbs = {
    PromiseCallBack: promise,
    AskCallBack: promise,
    WithdrawPromise: withdraw,
}
