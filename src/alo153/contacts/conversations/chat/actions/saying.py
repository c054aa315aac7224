"""Actions of a chat's citizen: write, read, leave an address."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alo153.channels.inbound import Inbound, InboundFile
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts.about import About
from alo153.contacts.conversations.actions.files.storing import keep_files
from alo153.contacts.conversations.actions.receiving import (
    RECEIVED,
    note_waiting,
    one_at_a_time,
)
from alo153.contacts.conversations.actions.sealing import seal_later
from alo153.contacts.conversations.chat import limits, queries
from alo153.contacts.conversations.holding import changed
from alo153.contacts.events import ConversationAddressLeft, MessageReceived
from alo153.contacts.models import Chat, Conversation, Direction, Message, MessageFile
from alo153.core import events, live
from alo153.core.actor import CITIZEN
from alo153.core.files.uploads import CheckedFile
from alo153.core.text import plain_words

State = Conversation.State
_SEEN_AGAIN: Final = timedelta(seconds=30)
_MINUTE: Final = timedelta(minutes=1)


class CannotSay(Exception):
    """Words are not taken; ``why`` is one of the reasons below."""

    EMPTY: Final = "empty"
    TOO_LONG: Final = "too_long"
    TOO_FAST: Final = "too_fast"
    TOO_MANY: Final = "too_many"
    TOO_MANY_AT_ONCE: Final = "too_many_at_once"
    TOO_MANY_FILES: Final = "too_many_files"
    FULL: Final = "full"

    def __init__(self, why: str, *, excess: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.excess = excess


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A file that a citizen sends, and what it was found to be."""

    name: str
    checked: CheckedFile


@transaction.atomic
def say(*, token: str, text: str, key: UUID, photos: Sequence[Photo] = (), at: datetime) -> Message:
    """Take in what a citizen writes on the page; the first words begin the chat.

    Args:
        token: what the browser holds; nobody else knows it.
        key: names what is sent. The same words and photos with the same key are here once; changed
            ones are new: a citizen without an answer may have written on.

    Raises:
        CannotSay: there are no words, too many, or more than anybody may write.
        FileError: the disk is full.
    """
    words = _words(text, photos)
    one_at_a_time(Channel.CHAT, queries.hash_of(token))
    chat = queries.locked(token, at=at) or _begun(token, at)
    conversation = chat.conversation
    name = f"chat:{chat.pk}:{_digest(words, photos, key)}"
    if said := Message.objects.filter(key=name).first():
        return said
    _check_room(conversation, photos, at)
    message = _written(words, conversation, name, at)
    named = [InboundFile(name=each.name, content_type="", content=b"") for each in photos]
    keep_files(message, [(file, each.checked) for file, each in zip(named, photos, strict=True)])
    note_waiting(conversation, Inbound(reference="", sender="", text=words, new_text=words), at)
    Chat.objects.filter(pk=chat.pk).update(seen_at=at)
    what = MessageReceived(channel=message.channel, conversation=conversation.pk)
    events.record(what, subject=message, by=CITIZEN, at=at)
    if conversation.confidential:
        seal_later(conversation)
    changed(conversation)
    return message


def _words(text: str, photos: Sequence[Photo]) -> str:
    words = plain_words(text).strip()
    if not words and not photos:
        raise CannotSay(CannotSay.EMPTY)
    if len(words) > limits.LONGEST_TEXT:
        raise CannotSay(CannotSay.TOO_LONG, excess=len(words) - limits.LONGEST_TEXT)
    return words


def _digest(words: str, photos: Sequence[Photo], key: UUID) -> str:
    """Tell what is sent from all else; the key is kept nowhere, so nobody guesses words by it."""
    digest = hashlib.blake2b(words.encode(), key=key.bytes, digest_size=16)
    for each in photos:
        digest.update(b"\0" + hashlib.sha256(each.checked.content).digest())
    return digest.hexdigest()


def _begun(token: str, at: datetime) -> Chat:
    if queries.open_chats(at=at) >= limits.MOST_OPEN:
        raise CannotSay(CannotSay.FULL)
    kept = queries.hash_of(token)
    # A browser may still hold the token of a chat that is too old to be opened
    Chat.objects.filter(token_hash=kept).update(token_hash=None)
    conversation = Conversation.objects.create(
        channel=Channel.CHAT,
        queue=city.written_queue(Channel.CHAT),
        state=State.WAITING,
        began_at=at,
        last_at=at,
        waiting_since=at,
    )
    return Chat.objects.create(conversation=conversation, token_hash=kept, seen_at=at)


def _check_room(conversation: Conversation, photos: Sequence[Photo], at: datetime) -> None:
    """Raise CannotSay if its citizen has written as much as anybody may; two or three queries."""
    written = conversation.messages.filter(direction=Direction.INBOUND)
    if written.count() >= limits.MOST_MESSAGES:
        raise CannotSay(CannotSay.TOO_MANY)
    if written.filter(created_at__gt=at - _MINUTE).count() >= limits.MOST_A_MINUTE:
        raise CannotSay(CannotSay.TOO_FAST)
    if len(photos) > limits.MOST_AT_ONCE:
        raise CannotSay(CannotSay.TOO_MANY_AT_ONCE)
    theirs = MessageFile.objects.filter(message__in=written)
    if photos and theirs.count() + len(photos) > limits.MOST_FILES:
        raise CannotSay(CannotSay.TOO_MANY_FILES)


def _written(words: str, conversation: Conversation, name: str, at: datetime) -> Message:
    about = About.row(conversation)
    return Message.objects.create(
        direction=Direction.INBOUND,
        channel=Channel.CHAT,
        purpose=RECEIVED,
        about_type=about.type,
        about_id=about.id,
        key=name,
        conversation=conversation,
        body=words,
        full_text=words,
        state=Message.State.RECEIVED,
        created_at=at,
        due_at=at,
    )


def see(*, chat: Chat, read_to: datetime | None, at: datetime) -> None:
    """Note that the page is open and shows the answers up to then; mostly without a write.

    Args:
        read_to: when the last answer on the page was written.
    """
    Chat.objects.filter(pk=chat.pk, seen_at__lt=at - _SEEN_AGAIN).update(seen_at=at)
    if read_to is None:
        return
    unread = Chat.objects.filter(Q(read_at=None) | Q(read_at__lt=read_to), pk=chat.pk)
    if unread.update(read_at=read_to):
        live.publish(f"conversation:{chat.pk}")


def note_open(*, keys: Collection[int], at: datetime) -> None:
    """Note that the pages of chats are open now; one query."""
    Chat.objects.filter(pk__in=keys, token_hash__isnull=False).update(seen_at=at)


@transaction.atomic
def leave_address(*, token: str, channel: Channel, address: str, at: datetime) -> bool:
    """Keep where an answer goes that the citizen does not see; returns whether there is a chat.

    Args:
        address: E.164, or an e-mail address in lower case. Nobody has proved it.
    """
    chat = queries.locked(token, at=at)
    if chat is None:
        return False
    chat.away_channel, chat.away_address = channel, address
    chat.save(update_fields=["away_channel", "away_address"])
    what = ConversationAddressLeft(channel=channel)
    events.record(what, subject=chat.conversation, by=CITIZEN, at=at)
    changed(chat.conversation)
    return True
