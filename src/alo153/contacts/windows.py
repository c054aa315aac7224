"""Some channels take our own words for a while only, counted from what a citizen wrote last."""

from datetime import UTC, datetime

from alo153.channels import registry
from alo153.contacts.models import Conversation


def is_open(channel: str, address: str, *, at: datetime) -> bool:
    """Say whether words of our own may go to an address now; one index scan at most."""
    closes = closes_at(channel, address)
    return closes is None or at < closes


def closes_at(channel: str, address: str) -> datetime | None:
    """Return until when words of our own may go to an address; None where they always may.

    Where citizens have to write first, a citizen who never wrote has a time in the past.
    """
    window = registry.window_of(channel)
    if window is None and not registry.invites(channel):
        return None
    talks = Conversation.objects.filter(channel=channel, address=address, wrote_at__isnull=False)
    last = talks.order_by("-wrote_at").values_list("wrote_at", flat=True).first()
    if last is None:
        return datetime.min.replace(tzinfo=UTC)
    return last + window if window else None
