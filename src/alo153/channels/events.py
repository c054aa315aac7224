"""What becomes of messages in the outbox."""

from alo153.channels.models import OutboundMessage
from alo153.core.payloads import Dimensions, Payload


class OfMessage(Payload[OutboundMessage]):
    """What becomes of a message says by which channel it goes."""

    channel: str
    purpose: str
    # What it is about: one of the two
    case: int | None = None
    interaction: int | None = None

    def dimensions(self, subject: OutboundMessage) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.channel)


class MessageSent(OfMessage, name="message.sent"):
    """A message has left."""


class MessageFailed(OfMessage, name="message.failed"):
    """A message could not be sent."""


class MessageUnclear(OfMessage, name="message.unclear"):
    """Nobody knows whether a message left."""


class MessageWithheld(OfMessage, name="message.withheld"):
    """The recipient has had enough of what nobody verified."""


class MessageWithdrawn(OfMessage, name="message.withdrawn"):
    """An invitation is taken back before it left."""
