"""The state of a chat on a conversation's page: whether its citizen is present and has read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.ways import Way
from alo153.contacts.models import Chat, Conversation, Message

# The page says each minute that it is open
_THERE: Final = timedelta(minutes=3)


@dataclass(frozen=True, kw_only=True)
class ChatPage:
    """The page of a citizen, as the desk knows it.

    Args:
        is_there: the page is open.
        seen: keys of the answers that the page has shown.
        recallable: the last answer, while it can be taken from the page again.
        recalled_until: until when.
    """

    chat: Chat
    is_there: bool
    seen: frozenset[UUID]
    recallable: Message | None
    recalled_until: datetime | None


def page_of(
    conversation: Conversation, said: Iterable[Message], way: Way | None, *, at: datetime
) -> ChatPage | None:
    """Return the page of a chat; nothing for other conversations."""
    if conversation.channel != Channel.CHAT:
        return None
    chat = conversation.chat
    delay = timedelta(seconds=settings.SEND_DELAY_SECONDS)
    answers = [each for each in said if _is_on_page(each)]
    last = answers[-1] if answers and answers[-1].created_at > at - delay else None
    on_page = way is not None and way.channel == Channel.CHAT
    return ChatPage(
        chat=chat,
        is_there=on_page and chat.seen_at > at - _THERE,
        seen=frozenset(each.pk for each in answers if _is_read(each, chat)),
        recallable=last,
        recalled_until=last.created_at + delay if last else None,
    )


def _is_read(message: Message, chat: Chat) -> bool:
    return chat.read_at is not None and message.created_at <= chat.read_at


def _is_on_page(message: Message) -> bool:
    return (
        message.channel == Channel.CHAT
        and message.author_id is not None
        and message.state == Message.State.SENT
    )
