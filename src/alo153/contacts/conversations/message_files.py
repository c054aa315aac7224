"""The files of written messages, of one conversation each."""

from collections.abc import Collection
from uuid import UUID

from alo153.contacts.models import Conversation, Message, MessageFile


def one(conversation: Conversation, key: int) -> MessageFile | None:
    """Return a file of a message; nothing if it is not one of this conversation; one query."""
    those = MessageFile.objects.filter(pk=key, message__conversation=conversation)
    return those.select_related("message__conversation").first()


def of_reply(conversation: Conversation, message_id: UUID) -> list[MessageFile]:
    """Return the files of an answer; none if it is not one of this conversation."""
    those = MessageFile.objects.filter(
        message=message_id, message__conversation=conversation, message__author__isnull=False
    )
    return list(those)


def of_types(messages: Collection[Message], types: Collection[str]) -> list[MessageFile]:
    """Return the files of some messages that are of these media types; one query."""
    those = MessageFile.objects.filter(message__in=messages, content_type__in=types)
    return list(those.select_related("message__conversation"))
