"""The meaning of the citizen's keys, by the phase of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alo153.switchboard.acd.callers import menu, survey
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.events import KeyPressed
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import virtual_hold

Meaning = Callable[[Turn, Call, str], None]
MEANINGS: Mapping[Phase, Meaning] = {
    Phase.MENU: menu.pressed,
    Phase.WAITING: virtual_hold.pressed,
    Phase.SURVEY: survey.pressed,
}
"""A phase that is not here knows no keys."""


def pressed(turn: Turn, event: KeyPressed) -> None:
    """Handle a key by the call's phase; ignore it if the call ended or its phase has no keys."""
    call = turn.calls.get(event.call)
    if call is not None and call.phase in MEANINGS:
        MEANINGS[call.phase](turn, call, event.key)
