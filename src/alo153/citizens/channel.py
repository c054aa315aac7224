"""The channels between the city and a citizen, one vocabulary for what comes and goes. Pure.

Which of them are possible depends on the question: each has its own list below. How *staff* are
told is no part of it: `notices.registry.Way` has the notices of a browser and no telephone.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Channel(StrEnum):
    """The channel of a message or contact, of a person's wish for an answer, and of an address.

    Also reads the two words that 0.2.0 wrote into drafts and events, which nobody rewrites.
    """

    PHONE = "phone"
    WEB = "web"
    EMAIL = "email"
    SMS = "sms"
    # Told by the push service of a browser; what is told stands on our page
    PUSH = "push"
    # Written on a page of ours, while the other side reads
    CHAT = "chat"
    # Companies abroad carry them: each is off until somebody has answered for that
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    MESSENGER = "messenger"
    INSTAGRAM = "instagram"
    X = "x"
    LETTER = "letter"
    COUNTER = "counter"
    EXTERNAL_AGENCY = "agency"
    # Another system of the city
    API = "api"
    # An incident that the municipality knows of by itself
    INTERNAL = "internal"
    # No message goes: the citizen looks the application up
    NONE = "none"

    @classmethod
    def _missing_(cls, value: object) -> "Channel | None":
        return {"call": cls.PHONE, "page": cls.NONE}.get(str(value))


CHANNEL_LABELS: Final = {
    Channel.PHONE: _("telephone"),
    Channel.WEB: _("web"),
    Channel.EMAIL: _("e-mail"),
    Channel.SMS: _("SMS"),
    Channel.PUSH: _("notice of the browser"),
    Channel.CHAT: _("chat"),
    Channel.WHATSAPP: _("WhatsApp"),
    Channel.TELEGRAM: _("Telegram"),
    Channel.MESSENGER: _("Messenger"),
    Channel.INSTAGRAM: _("Instagram"),
    Channel.X: _("X"),
    Channel.LETTER: _("letter"),
    Channel.COUNTER: _("counter"),
    Channel.EXTERNAL_AGENCY: _("external agency"),
    Channel.API: _("another system of the city"),
    Channel.INTERNAL: _("the municipality itself"),
    Channel.NONE: _("no message, looks it up"),
}
SOCIAL: Final = (
    Channel.WHATSAPP,
    Channel.TELEGRAM,
    Channel.MESSENGER,
    Channel.INSTAGRAM,
    Channel.X,
)
"""Channels of companies that know people by the company's own names, or by numbers."""
COMING: Final = (
    Channel.PHONE,
    Channel.WEB,
    Channel.EMAIL,
    Channel.SMS,
    Channel.CHAT,
    *SOCIAL,
    Channel.COUNTER,
    Channel.EXTERNAL_AGENCY,
    Channel.API,
    Channel.INTERNAL,
)
"""Channels by which messages come in."""
REACHING: Final = (Channel.PHONE, Channel.EMAIL, *SOCIAL)
"""Channels of which a citizen has an address; an SMS goes to the telephone's."""
WRITTEN: Final = (Channel.SMS, Channel.EMAIL)
"""Channels on which the program itself sends messages."""
CARRIED: Final = (*WRITTEN, *SOCIAL)
"""Channels whose words another body carries."""
CONVERSING: Final = (*CARRIED, Channel.CHAT)
"""Channels in which a citizen and the center write to each other; a chat stays on our page."""
OF_MESSAGES: Final = (*CONVERSING, Channel.PUSH)
"""Channels by which a message comes or goes; a browser's notice is not answered."""


def reached_by(channel: str) -> Channel:
    """Return for which channel a citizen has the address that a written one uses."""
    return Channel.PHONE if channel == Channel.SMS else Channel(channel)


HEARING: Final = (*WRITTEN, Channel.PHONE, Channel.NONE)
"""Those among which a citizen chooses how to hear an answer; a question goes the same way."""
ANSWERING: Final = (*HEARING, Channel.EXTERNAL_AGENCY)
"""Channels of answers: as the citizen chose, or back to the body by which they came."""
NOTIFYING: Final = (*WRITTEN, Channel.LETTER, Channel.PHONE)
"""Channels that reach a citizen while their case is open; a person does the last two."""


DECLINED: Final = (*WRITTEN, Channel.PHONE)
"""Channels on which a citizen can opt out of messages that the law does not require."""


def choices(channels: Iterable[Channel]) -> list[tuple[str, Any]]:
    """Return values and labels, for a column or a form."""
    return [(each.value, CHANNEL_LABELS[each]) for each in channels]
