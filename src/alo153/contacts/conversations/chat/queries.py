"""Chats, by the token that a citizen's browser holds."""

import hashlib
from datetime import datetime

from django.db.models import Q, QuerySet

from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations.chat.limits import OPEN_FOR
from alo153.contacts.conversations.queries import TOKEN_HOLDS
from alo153.contacts.models import Chat, Conversation, Message, MessageFile

State = Conversation.State


def hash_of(token: str) -> str:
    """Return the digest of a token: the table alone opens no chat."""
    return hashlib.sha256(token.encode()).hexdigest()


def of_token(token: str, *, at: datetime) -> Chat | None:
    """Return the chat of a browser; nothing for a token that is wrong or old. One query."""
    if not token:
        return None
    living = Chat.objects.filter(token_hash=hash_of(token), seen_at__gt=at - TOKEN_HOLDS)
    return living.select_related("conversation").first()


def locked(token: str, *, at: datetime) -> Chat | None:
    """Return the chat of a browser behind the lock of its conversation; three queries."""
    found = of_token(token, at=at)
    if found is None:
        return None
    conversation = conversations.locked(found.pk)
    found.refresh_from_db()
    found.conversation = conversation
    # Another tab may have ended it while this one waited
    return found if found.token_hash else None


def gone(*, at: datetime) -> QuerySet[Chat]:
    """Return the open chats whose page has expired and whose citizens get no answer elsewhere.

    What was answered lately is left alone: that answer may come back from an address.
    """
    silent_since = at - TOKEN_HOLDS
    unreachable = Q(conversation__state=State.WAITING, away_address="")
    return Chat.objects.filter(
        Q(conversation__state=State.ANSWERED) | unreachable,
        # As the index of the few that go on says it
        conversation__channel=Channel.CHAT,
        conversation__state__in=[State.ANSWERED, State.WAITING],
        seen_at__lte=silent_since,
        conversation__last_at__lte=silent_since,
    )


def open_chats(*, at: datetime) -> int:
    """Count the chats whose citizen may be there."""
    there = Chat.objects.filter(token_hash__isnull=False, seen_at__gt=at - OPEN_FOR)
    return there.exclude(conversation__state=State.CLOSED).count()


def shown(chat: Chat) -> QuerySet[Message]:
    """Return what was written on the page, the oldest first; two queries.

    What comes from an address that somebody left is not shown: nobody has proved that it is theirs.
    """
    said = Message.objects.filter(conversation=chat.pk, channel=Channel.CHAT)
    return said.prefetch_related("files").order_by("created_at", "pk")


def own_file(chat: Chat, key: int) -> MessageFile | None:
    """Return a file that the citizen of a chat sent there, or was sent there and may still see."""
    on_page = MessageFile.objects.filter(
        pk=key, message__conversation=chat.pk, message__channel=Channel.CHAT
    )
    own = on_page.exclude(message__state=Message.State.RECALLED)
    return own.select_related("message__conversation").first()
