"""Forget the files of answers that nobody sent."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.contacts.conversations import queries
from alo153.contacts.models import MessageFile, ReplyFile

KEPT_FOR: Final = timedelta(days=7)
"""The time that a file waits for its answer."""


def forget_reply_files(*, before: datetime) -> None:
    """Delete what was attached before then and went with no answer; one conversation at a time."""
    old = ReplyFile.objects.filter(attached_at__lt=before).order_by()
    for key in list(old.values_list("conversation", flat=True).distinct()):
        _forget(key, before)


@transaction.atomic
def _forget(key: int, before: datetime) -> None:
    # An answer that takes them along holds the lock
    for file in queries.locked(key).reply_files.filter(attached_at__lt=before):
        drop(file)


def drop(file: ReplyFile) -> None:
    """Delete a file that waits, and what is stored of it unless something else names that.

    An answer that was shown and taken back does. Within a transaction that has the conversation.
    """
    file.delete()
    name = str(file.file.name)
    named = any(kind.objects.filter(file=name).exists() for kind in (MessageFile, ReplyFile))
    if not named:
        transaction.on_commit(lambda: file.file.storage.delete(name))
