"""What the other side tells us unasked, as values. Pure: no Django."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Unreadable(ValueError):
    """What came cannot be read; `args` hold a short reason without personal data."""


class Delivery(StrEnum):
    """What became of a message that the other side took."""

    # It left: of use where nobody knew that
    SENT = "sent"
    DELIVERED = "delivered"
    # It has arrived, and its recipient has opened it
    READ = "read"
    # Its time was over: a telephone that is off, a line that is full
    EXPIRED = "expired"
    REJECTED = "rejected"
    # It is over, and nobody there knows how
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class StatusReport:
    """What became of one message. Steps on its way are no report.

    Args:
        reference: as `Sent.reference` was.
        code: as the other side gives it, without personal data; at most 40 letters.
        at: by the clock of the other side, if it says.
        ours: our own name for the message (`Letter.id`), where the other side repeats it.
    """

    reference: str
    state: Delivery
    code: str
    at: datetime | None = None
    ours: str = ""


@dataclass(frozen=True, kw_only=True)
class Pushed:
    """A message that came in, as it came.

    Args:
        key: names it in its channel, the same for a repeat.
    """

    key: str
    raw: bytes


@dataclass(frozen=True, kw_only=True)
class Push:
    """All that came at once.

    Args:
        unread: short reasons, without personal data, for which an event of it was left out.
    """

    reports: tuple[StatusReport, ...] = ()
    messages: tuple[Pushed, ...] = ()
    unread: tuple[str, ...] = ()
