"""The data of each event of a message."""

from typing import TypedDict

from alo153.contacts.models import Message


class Facts(TypedDict):
    """The fields that these events share."""

    channel: str
    purpose: str
    about_type: str
    about_id: str


def facts_of(message: Message) -> Facts:
    """Return them for this message."""
    return {
        "channel": message.channel,
        "purpose": message.purpose,
        "about_type": message.about_type,
        "about_id": message.about_id,
    }
