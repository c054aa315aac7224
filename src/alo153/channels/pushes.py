"""Reports that a provider posts to us, as values. Pure: no Django."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Unreadable(ValueError):
    """The text cannot be read; `args` contain a short reason without personal data."""


class Delivery(StrEnum):
    """The delivery of a message that the provider took."""

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
    """The result of one message. Steps on its way are no report.

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
