"""Route a call by the record's data about its caller."""

from __future__ import annotations

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.menu.voice import Leaving
from alo153.calls.queue import MINUTE
from alo153.switchboard.acd.ringing.ringing import withdraw
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.events import CallerKnown
from alo153.switchboard.acd.turn.turn import Turn, is_ringing
from alo153.switchboard.acd.waiting.goodbye import say_goodbye

REFUSE = "refuse"
LAST = "last"
LAST_PRIORITY = -24 * 60.0
"""Minutes: a caller of the last day comes before a caller who must be last."""


def caller_found(turn: Turn, event: CallerKnown) -> None:
    """Note the caller's identity; a call that ended or was answered does not change."""
    call = turn.calls.get(event.call)
    if call is None or call.direction is not CallDirection.IN:
        return
    if call.queued_at is None and call.phase is not Phase.LEAVING:
        _found_in_time(turn, call, event)
    elif call.phase is Phase.WAITING and call.answered_at is None:
        _found_late(turn, call, event)


def _found_in_time(turn: Turn, call: Call, event: CallerKnown) -> None:
    call = turn.change(
        call,
        preferred=event.preferred,
        priority=call.priority + event.priority + (LAST_PRIORITY if event.blocked == LAST else 0),
        language=event.language or call.language,
        call_back="" if event.blocked else event.call_back,
    )
    if event.blocked == REFUSE:
        say_goodbye(turn, call, Leaving.BLOCKED)
    else:
        _take_over_kept_place(turn, call)


def _found_late(turn: Turn, call: Call, event: CallerKnown) -> None:
    """Note what still counts for a caller in the line, whose place is settled.

    Some numbers lead into a line at once, and a restart takes callers there whom nobody knows any
    more: they may leave a call-back, and a refused caller is not served.
    """
    if event.blocked == REFUSE:
        call = withdraw(turn, call) if is_ringing(call) else call
        say_goodbye(turn, call, Leaving.BLOCKED)
    elif not event.blocked:
        turn.change(call, call_back=event.call_back)


def _take_over_kept_place(turn: Turn, call: Call) -> None:
    """Give a citizen who calls before their call-back the kept place.

    Chosen hours remain promised: the citizen may be calling about another matter.
    """
    held = (
        other
        for other in turn.calls.values()
        if other.phase is Phase.CALLBACK_HOLD and not (other.call_by or other.listed)
    )
    for other in [other for other in held if other.call_back == call.call_back]:
        waited = other.waited(turn.at) / MINUTE
        call = turn.change(call, priority=call.priority + waited)
        turn.finish(other, CallOutcome.CANCELED, CallParty.CITIZEN)
