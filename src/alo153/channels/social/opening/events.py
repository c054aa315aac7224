"""Events of social channels."""

from alo153.channels.models import ApprovedTemplate, ChannelOpening
from alo153.core.payloads import Dimensions, Payload


class OfOpening(Payload[ChannelOpening]):
    """An event of a channel, which it names."""

    def dimensions(self, subject: ChannelOpening) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.channel)


class ChannelOpened(OfOpening, name="channel.opened"):
    """Somebody answers for it that a channel carries words of citizens abroad."""


class ChannelClosed(OfOpening, name="channel.closed"):
    """A channel carries nothing any more."""


class TemplateAdded(Payload[ApprovedTemplate], name="template.added"):
    """Words that WhatsApp has approved are known here."""


class TemplateRetired(Payload[ApprovedTemplate], name="template.retired"):
    """Approved words are used no more."""
