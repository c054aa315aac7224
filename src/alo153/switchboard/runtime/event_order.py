"""No event is earlier than the one decided before it. Pure.

What the web asks has the time at which it was put into the mailbox, what Asterisk tells the time at
which it is taken out. The record takes an older fact for a stale one: an agent whose telephone
registered while the sign-in stood in the mailbox stayed offline there.
"""

from dataclasses import replace
from typing import Final

from alo153.switchboard.acd.turn.events import Event

LONGEST_SECONDS: Final = 60.0
"""No event stands in the mailbox for longer: what is earlier than that is by a clock set back."""


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
