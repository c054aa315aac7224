"""A call ended while nobody listened: when, and by whom, as far as Asterisk knows."""

from __future__ import annotations

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.turn.events import Reconciled
from alo153.switchboard.acd.turn.turn import Turn


def finish(turn: Turn, call: Call, outcome: CallOutcome, event: Reconciled) -> None:
    """End a call whose citizen's leg is gone.

    Asterisk writes the end of every such leg. Without that it died itself, and everybody's leg
    with it: at the latest when it started again.
    """
    at, by = event.ends.get(call.channel), CallParty.CITIZEN
    if at is None and call.entered_at < event.asterisk_began_at:
        at, by = event.asterisk_began_at, CallParty.SWITCHBOARD
    began = max(call.entered_at, call.answered_at or 0.0)
    ended_at = turn.at if at is None else min(max(at, began), turn.at)
    turn.finish(call, outcome, by, ended_at=ended_at)
