"""Attach files to an answer that is being written, and take them off again.

They are kept as they are attached: what is wrong with the answer loses none of them.
"""

from datetime import datetime
from pathlib import PurePath
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.contacts.actions.enclosing import enclose
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.files.forgetting import drop
from alo153.contacts.conversations.actions.files.storing import ENDINGS, stored_name
from alo153.contacts.conversations.actions.sealing import seal_later
from alo153.contacts.conversations.holding import held
from alo153.contacts.models import Conversation, Message, MessageFile, ReplyFile
from alo153.core.files.uploads import CheckedFile, room

MOST_FILES: Final = 5
"""Of one answer."""
_LONGEST_STEM: Final = 100


class TooManyFiles(Exception):
    """An answer has as many files as one takes."""


@transaction.atomic
def attach_file(
    *, conversation: Conversation, file: CheckedFile, name: str, by: User, at: datetime
) -> ReplyFile:
    """Let a file go with the next answer of this person.

    Args:
        name: as they call it; its ending is what the file was found to be.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
        TooManyFiles: the answer has `MOST_FILES`.
        FileError: the disk is full.
    """
    locked = held(conversation, by=by)
    if queries.reply_files(locked, by=by).count() >= MOST_FILES:
        raise TooManyFiles
    kept = ReplyFile(
        conversation=locked,
        author=by,
        name=_name(name, file.content_type),
        content_type=file.content_type,
        size=len(file.content),
        needs_care=file.needs_care,
        attached_at=at,
    )
    with room():
        kept.file.save(stored_name(file.content, file.content_type), ContentFile(file.content))
    if locked.confidential:
        seal_later(locked)
    return kept


def _name(given: str, content_type: str) -> str:
    """Return one line that says what a file is: no name of a program, whatever it was called."""
    stem = " ".join(PurePath(given.replace("\\", "/")).stem.split())
    shown = "".join(letter for letter in stem if letter.isprintable())[:_LONGEST_STEM]
    return f"{shown or _('file')}.{ENDINGS[content_type]}"


@transaction.atomic
def detach_file(*, conversation: Conversation, file_id: int, by: User) -> None:
    """Take a file of one's own off an answer; a removed one is no error.

    The agent who has the conversation now: nobody else sees the file.

    Raises:
        NotPermitted: this person does not answer what citizens write.
    """
    locked = held(conversation, by=by, over=True)
    if file := queries.reply_files(locked, by=by).filter(pk=file_id).first():
        drop(file)


def hand_over_files(message: Message, conversation: Conversation, *, by: User) -> None:
    """Let the files of an answer go with the message that it became; within a transaction."""
    waiting = queries.reply_files(conversation, by=by)
    enclose(message, waiting)
    waiting.delete()
    if conversation.confidential:
        seal_later(conversation)


def take_files_back(
    files: list[MessageFile], conversation: Conversation, *, by: User, at: datetime
) -> None:
    """Let files of an answer that was taken back wait for the next one; within a transaction."""
    for file in files:
        ReplyFile.objects.create(
            conversation=conversation, author=by, attached_at=at, **file.shared()
        )
