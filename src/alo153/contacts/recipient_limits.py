"""Limits of messages to one telephone or mailbox, from every sender.

Anybody can type anybody's number on the web: without a limit the city's own sender floods a victim.
What somebody unverified can cause is not sent beyond its limit (the page or the voice says the same
words); what the municipality has to say waits until there is room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Recipient(TextChoices):
    """The recipient of a message, as far as it is known."""

    UNVERIFIED = "unverified", _("whoever was named")
    CITIZEN = "citizen", _("the citizen of a matter")
    WRITING = "writing", _("who writes with us just now")
    STAFF = "staff", _("one of the staff")


@dataclass(frozen=True)
class Limit:
    """At most so many within a time."""

    most: int
    within: timedelta


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A head of a neighborhood who reports the whole of it gets a receipt of the first ones
UNVERIFIED: Final = (Limit(5, HOUR), Limit(12, DAY))
EVERY: Final = (Limit(10, HOUR), Limit(30, DAY))
# Short messages go back and forth where somebody has their telephone in hand
OF_A_TALK: Final = (Limit(60, HOUR), Limit(200, DAY))
LONGEST: Final = max(limit.within for limit in (*UNVERIFIED, *EVERY))


def of(recipient: str) -> Sequence[Limit]:
    """Return the limits of a message by whom it is for; staff are always told."""
    return _LIMITS[Recipient(recipient)]


_LIMITS: Final[Mapping[Recipient, Sequence[Limit]]] = {
    Recipient.UNVERIFIED: UNVERIFIED,
    Recipient.CITIZEN: EVERY,
    Recipient.WRITING: OF_A_TALK,
    Recipient.STAFF: (),
}


def next_free(sent: Sequence[datetime], limits: Sequence[Limit], *, at: datetime) -> datetime:
    """Return when another message may leave: `at` itself, or later.

    Args:
        sent: when each message to the same recipient left, in any order.
    """
    newest = sorted(sent, reverse=True)
    free = [newest[limit.most - 1] + limit.within for limit in limits if len(newest) >= limit.most]
    return max([at, *free])
