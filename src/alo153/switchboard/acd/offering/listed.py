"""Calls of outgoing lists: to the voice menu at once, or for an agent who is free."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.callers import menu
from alo153.switchboard.acd.offering.dialing import dial
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.facts import CallBackLeft, CallEntered, MenuWalked
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting.callback_hold import hold_place

LAST_PRIORITY = -24 * 60.0
"""Minutes: a caller of the last day comes before a citizen whom a list calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCallTaken(Event):
    """A number of a list was taken, to be called before `until` or not at all.

    It leads to the voice menu at `menu_node`; without one, to an agent of `queue`.
    """

    call: str
    number: str = field(repr=False)
    reference: str
    menu_node: str = ""
    queue: str = GENERAL
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCallDropped(Event):
    """A list was paused or its hours are over: a citizen who waits for an agent is not called."""

    call: str


def taken(turn: Turn, event: ListCallTaken) -> None:
    """Call somebody for a list; one that comes late is left alone, and taken again by the list."""
    if event.call in turn.calls or turn.at > event.until:
        return
    call = _new_call(turn, event)
    if event.menu_node:
        dial(turn, turn.put(call))
    else:
        _wait_for_agent(turn, call)


def dropped(turn: Turn, event: ListCallDropped) -> None:
    """Drop a list call without an agent; if an agent rings already, the call continues."""
    call = turn.calls.get(event.call)
    if call is not None and call.listed and call.phase is Phase.CALLBACK_HOLD:
        turn.finish(call, CallOutcome.CANCELED, CallParty.SWITCHBOARD)


def picked_up(turn: Turn, call: Call) -> None:
    """Say what the list is for, and write down that somebody is there."""
    turn.record(MenuWalked(at=turn.at, call=call.id, node=call.menu_start))
    menu.begin(turn, call, start=call.menu_start)


def _wait_for_agent(turn: Turn, call: Call) -> None:
    call = replace(
        call,
        queued_at=turn.at,
        call_again_at=turn.at,
        priority=turn.rules.queue(call.queue).priority + LAST_PRIORITY,
        call_back=call.number,
        place_kept_at=turn.at,
    )
    turn.record(
        CallBackLeft(
            at=turn.at,
            call=call.id,
            queue=call.queue,
            priority=call.priority,
            queued_at=turn.at,
            call_again_at=turn.at,
        )
    )
    hold_place(turn, call)


def _new_call(turn: Turn, event: ListCallTaken) -> Call:
    # Law 6698, article 10: a menu tells of the recording, or the call is not recorded. Whom an
    # agent calls nobody has told
    entered = CallEntered(
        at=turn.at,
        call=event.call,
        channel=citizen_leg(event.call),
        direction=CallDirection.OUT,
        number=event.number,
        queue=event.queue,
        reference=event.reference,
        recorded=bool(event.menu_node),
    )
    turn.record(entered)
    return Call(
        id=event.call,
        channel=entered.channel,
        direction=CallDirection.OUT,
        number=event.number,
        phase=Phase.CALLING_CITIZEN,
        entered_at=turn.at,
        queue=event.queue,
        listed=True,
        menu_start=event.menu_node,
        recorded=entered.recorded,
    )
