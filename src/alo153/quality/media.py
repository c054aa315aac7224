"""By which card a contact is scored. Pure."""

from enum import StrEnum
from typing import Final

from alo153.citizens.channel import SOCIAL, Channel


class Medium(StrEnum):
    """One card each: what is good on the telephone is something else in writing."""

    PHONE = "phone"
    CHAT = "chat"
    WRITTEN = "written"
    COUNTER = "counter"


MEDIA: Final = {
    Channel.PHONE: Medium.PHONE,
    Channel.CHAT: Medium.CHAT,
    Channel.COUNTER: Medium.COUNTER,
    Channel.EMAIL: Medium.WRITTEN,
    Channel.SMS: Medium.WRITTEN,
} | dict.fromkeys(SOCIAL, Medium.WRITTEN)
