"""Seal what was said in a conversation, once it is about something confidential (ADR 47).

Words are sealed in the transaction that makes it confidential. Files are sealed by a job after it:
a file has no transaction. A run of each hour finishes what was killed, and what was written by
somebody who had not heard yet.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.channels.actions import seal_raw
from alo153.channels.models import Arrival
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.holding import changed, let_wait
from alo153.contacts.events import ConversationMadeConfidential
from alo153.contacts.models import (
    Conversation,
    ConversationNote,
    Message,
    MessageFile,
    ReplyFile,
)
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.files.sealed_files import seal_in_place
from alo153.core.jobs import enqueue

SEAL_JOB: Final = "contacts.seal"
WORDS: Final = ("subject", "body", "full_text", "html", "template")
_AT_ONCE: Final = 50


@transaction.atomic
def make_confidential(*, conversation: Conversation, at: datetime) -> None:
    """Let only those read it from now on who may read what is confidential; it stays so.

    Messages that wait for a supervisor wait for its readers from then on.
    """
    locked = queries.locked(conversation.pk)
    if locked.confidential:
        return
    locked.confidential = True
    if locked.review_since:
        let_wait(locked, since=locked.review_since)
    locked.save()
    _seal_words(locked)
    seal_later(locked)
    conversation.confidential = True
    events.record(ConversationMadeConfidential(), subject=locked, by=SYSTEM, at=at)
    changed(locked)


def seal_later(conversation: Conversation) -> None:
    """Queue the sealing of files that came to a confidential conversation."""
    enqueue(SEAL_JOB, conversation_id=conversation.pk)


def seal_files(*, conversation_id: int) -> None:
    """Seal the files of a confidential conversation, and its messages as they came."""
    sent = MessageFile.objects.filter(message__conversation=conversation_id, sealed=False)
    for file in sent.exclude(file=""):
        seal_in_place(file.file, of=file.sealed_for)
        MessageFile.objects.filter(pk=file.pk).update(sealed=True)
    for waiting in ReplyFile.objects.filter(conversation=conversation_id, sealed=False):
        seal_in_place(waiting.file, of=waiting.sealed_for)
        ReplyFile.objects.filter(pk=waiting.pk).update(sealed=True)
    for arrival in Arrival.objects.filter(message__conversation=conversation_id, sealed=False):
        seal_raw(arrival=arrival)


def seal_rest() -> None:
    """Seal what is in the open though its conversation is confidential."""
    for key in queries.not_all_sealed():
        with transaction.atomic():
            _seal_words(queries.locked(key))
        seal_files(conversation_id=key)


def _seal_words(conversation: Conversation) -> None:
    """Save each row of words anew: its columns seal what is in the open, and leave the rest."""
    said = Message.objects.filter(conversation=conversation)
    for message in said.iterator(chunk_size=_AT_ONCE):
        message.conversation = conversation
        message.save(update_fields=WORDS)
    for file in MessageFile.objects.filter(message__conversation=conversation):
        file.message.conversation = conversation
        file.save(update_fields=["name", "content_id"])
    for waiting in ReplyFile.objects.filter(conversation=conversation):
        waiting.conversation = conversation
        waiting.save(update_fields=["name"])
    for note in ConversationNote.objects.filter(conversation=conversation):
        note.conversation = conversation
        note.save(update_fields=["text"])
