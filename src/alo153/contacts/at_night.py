"""The messages that leave within the city's quiet hours, and the ones that wait. Pure.

This is the one place that decides it; `actions.sending` asks it for each message it takes. A chat
is no message of the outbox: a citizen with the page open reads it at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.contacts.purposes import Purpose
from alo153.contacts.recipient_limits import Recipient

AWAKE_FOR: Final = timedelta(hours=1)
"""So long after their last words somebody still waits for an answer with the telephone in hand."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A message that may leave at `at` but for the hour.

    Args:
        wrote_at: when its recipient wrote last in the talk that it answers; None: they did not.
        closes_at: until when its channel takes words of ours; None: always.
    """

    at: datetime
    purpose: Purpose
    recipient: str
    wrote_at: datetime | None = None
    closes_at: datetime | None = None


def is_awake(wrote_at: datetime | None, *, at: datetime) -> bool:
    """Say whether somebody who wrote last at `wrote_at` still waits for an answer."""
    return wrote_at is not None and at - wrote_at < AWAKE_FOR


def leaves_at(ready: Ready, *, quiet_until: datetime) -> datetime:
    """Return when a message leaves: now, or when the quiet hours are over.

    Staff have quiet hours of their own (`notices`). Where nobody proved an address, it may be that
    of a stranger, whom an answer would wake.

    Args:
        quiet_until: when they are over; `ready.at` outside of them.
    """
    if ready.recipient == Recipient.STAFF or ready.purpose.at_any_hour:
        return ready.at
    if ready.purpose.answers and ready.recipient != Recipient.UNVERIFIED:
        # In the morning the channel would refuse it
        too_late = ready.closes_at and ready.at < ready.closes_at <= quiet_until
        if is_awake(ready.wrote_at, at=ready.at) or too_late:
            return ready.at
    return quiet_until
