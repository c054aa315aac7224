"""No event is earlier than the one decided before it. Pure.

A command of the web has the time at which it entered the mailbox, an event of Asterisk the time at
which it left. The record ignores a fact that is older than its row: an agent whose telephone
registered while the sign-in waited in the mailbox stayed offline there.
"""

from dataclasses import replace
from typing import Final

from alo153.switchboard.acd.turn.events import Event

LONGEST_SECONDS: Final = 60.0
"""No event waits longer in the mailbox: an earlier time means that a clock was set back."""


class EventOrder:
    """Remembers the latest time at which something was decided."""

    def __init__(self) -> None:
        self._latest = 0.0

    def in_order[E: Event](self, event: E) -> E:
        """Return the event, as late as the one before it."""
        if 0 < self._latest - event.at < LONGEST_SECONDS:
            return replace(event, at=self._latest)
        self._latest = event.at
        return event
