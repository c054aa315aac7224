"""By which card a contact is scored. Pure."""

from enum import StrEnum
from typing import Final

from alo153.citizens.channel import SOCIAL, Channel


class CardMedium(StrEnum):
    """One card each: what is good on the telephone is something else in writing."""

    PHONE = Channel.PHONE.value
    # A call with pictures: somebody signs, or shows something
    VIDEO = "video"
    CHAT = Channel.CHAT.value
    WRITTEN = "written"
    COUNTER = Channel.COUNTER.value
    # What a unit found and did, and the plain words that the center made of it
    UNIT = "unit"


MEDIA: Final = {
    Channel.PHONE: CardMedium.PHONE,
    Channel.CHAT: CardMedium.CHAT,
    Channel.COUNTER: CardMedium.COUNTER,
    Channel.EMAIL: CardMedium.WRITTEN,
    Channel.SMS: CardMedium.WRITTEN,
} | dict.fromkeys(SOCIAL, CardMedium.WRITTEN)

STANDS_IN: Final = {CardMedium.VIDEO: CardMedium.PHONE}
"""The medium whose card scores another medium until that has a card of its own in use."""
