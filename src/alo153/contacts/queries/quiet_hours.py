"""When a message leaves that is ready: `at_night` decides, with what is known of its talk."""

from datetime import datetime

from alo153.city import queries as city
from alo153.contacts import at_night, purposes, windows
from alo153.contacts.at_night import Ready
from alo153.contacts.models import Conversation, Direction, Message


def leaves_at(
    *,
    purpose: str,
    recipient: str,
    channel: str,
    to: str,
    conversation: Conversation | int | None,
    at: datetime,
) -> datetime:
    """Return when a message leaves that may leave at `at`; two index scans in quiet hours.

    Args:
        conversation: the conversation that it continues, or its key.
    """
    quiet = city.quiet_hours()
    quiet_until = quiet.over_at(city.local(at)) if quiet else at
    if quiet_until == at:
        return at
    ready = Ready(
        at=at,
        purpose=purposes.named(purpose),
        recipient=recipient,
        wrote_at=_wrote_last(conversation) if conversation else None,
        closes_at=windows.closes_at(channel, to),
    )
    return at_night.leaves_at(ready, quiet_until=quiet_until)


def waits_until(message: Message, *, at: datetime) -> datetime | None:
    """Return when a queued message leaves that waits for the morning; None if it does not wait."""
    if message.state != Message.State.QUEUED:
        return None
    leaves = leaves_at(
        purpose=message.purpose,
        recipient=message.recipient,
        channel=message.channel,
        to=message.to,
        conversation=message.conversation_id,
        at=at,
    )
    return leaves if leaves > at else None


def _wrote_last(conversation: Conversation | int) -> datetime | None:
    """Return when a person wrote last in a talk; the clock is ours."""
    came = Message.objects.filter(conversation=conversation, direction=Direction.INBOUND)
    by_people = came.filter(automatic=False).order_by("-created_at")
    return by_people.values_list("created_at", flat=True).first()
