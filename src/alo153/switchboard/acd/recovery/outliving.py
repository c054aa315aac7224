"""No leg outlives its call, also when Asterisk did not hear that it should end."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.state.state import call_of_leg
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.turn import Turn, legs


@dataclass(frozen=True, slots=True, kw_only=True)
class LegsSeen(Event):
    """Which legs that we dialed are in Asterisk, ringing or up."""

    legs: frozenset[str]


def seen(turn: Turn, event: LegsSeen) -> None:
    """End every leg that no call has any more.

    A call knows its legs before Asterisk does: one that it does not know, it has let go.
    """
    standing = {leg for call in turn.calls.values() for leg in legs(call)}
    for leg in sorted(event.legs - standing):
        turn.do(HangUp(call=call_of_leg(leg), channel=leg))
