"""Fetch the files of a message from the channel that has them, after the words are here.

Nobody waits for a file to read what was written. What names a file there is in the message as
it came, and nowhere else: it may hold what opens it.
"""

import math
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from alo153.channels import adapters, readers
from alo153.channels.actions import open_raw
from alo153.channels.contract import NotFetched
from alo153.channels.inbound import InboundFile, RemoteFile
from alo153.contacts import retrying
from alo153.contacts.conversations.actions.files.storing import checked, keep_content
from alo153.contacts.conversations.actions.sealing import seal_later
from alo153.contacts.conversations.holding import changed
from alo153.contacts.models import Message, MessageFile
from alo153.contacts.purposes import HOURS
from alo153.core.files.uploads import MAX_BYTES, CheckedFile, FileError, FileProblem
from alo153.core.jobs import enqueue

FETCH_JOB: Final = "contacts.fetch_file"
MOST_FILES: Final = 20
"""Of one message."""
# As large as a column of PostgreSQL holds
_LARGEST: Final = 2**31 - 1
Fetch = MessageFile.Fetch


def await_files(message: Message, files: Sequence[RemoteFile]) -> None:
    """Name the files that are still to be fetched, and queue that; within a transaction."""
    for file in files[:MOST_FILES]:
        too_large = file.size > MAX_BYTES
        named = MessageFile.objects.create(
            message=message,
            name=file.name,
            size=min(file.size, _LARGEST),
            needs_care=True,
            fetch=Fetch.TOO_LARGE if too_large else Fetch.WAITING,
        )
        if not too_large:
            enqueue(FETCH_JOB, file_id=named.pk)


def fetch_file(*, file_id: int, tries: int) -> None:
    """Fetch a file and look into it as into any upload; a temporary failure is tried again.

    Whatever came, a virus too, is the same after a second run.

    Raises:
        OSError: there is no room for it.
    """
    file = _waiting(file_id)
    if file is None:
        return
    remote = _remote(file)
    if remote is None:
        _settle(file, Fetch.FAILED)
        return
    try:
        content = adapters.fetch(file.message.channel, remote.reference)
        came = InboundFile(name=remote.name, content_type="", content=content)
        _keep(file, came, checked(came))
    except NotFetched as problem:
        if problem.temporary:
            _again(file, tries)
        else:
            too_large = problem.code == NotFetched.TOO_LARGE
            _settle(file, Fetch.TOO_LARGE if too_large else Fetch.FAILED)
    except FileError:  # too many are looked at, or the disk is full
        _again(file, tries)


def _waiting(file_id: int) -> MessageFile | None:
    those = MessageFile.objects.filter(pk=file_id, fetch=Fetch.WAITING)
    return those.select_related("message__conversation", "message__arrival").first()


def _remote(file: MessageFile) -> RemoteFile | None:
    """Return what names a file there, out of the message as it came; None once that was deleted."""
    arrival = file.message.arrival
    if arrival is None or not arrival.raw:
        return None
    with open_raw(arrival) as raw:
        inbound = readers.read(arrival.channel, raw.read())
    # They were named in their order
    before = MessageFile.objects.filter(message=file.message, pk__lt=file.pk).count()
    found = inbound.remote_files if inbound else ()
    return found[before] if before < len(found) else None


def _keep(file: MessageFile, came: InboundFile, found: CheckedFile | FileProblem) -> None:
    with transaction.atomic():
        locked = MessageFile.objects.select_for_update().filter(pk=file.pk, fetch=Fetch.WAITING)
        if not locked.exists():
            return
        file.fetch = Fetch.HERE
        keep_content(file, came, found)
        _tell(file)


def _settle(file: MessageFile, fetch: MessageFile.Fetch) -> None:
    MessageFile.objects.filter(pk=file.pk, fetch=Fetch.WAITING).update(fetch=fetch)
    _tell(file)


def _tell(file: MessageFile) -> None:
    if talk := file.message.conversation:
        if talk.confidential:
            seal_later(talk)
        changed(talk)


def _again(file: MessageFile, tries: int) -> None:
    wait = retrying.wait_after(tries, worth=HOURS, share=0)
    if wait is None:
        _settle(file, Fetch.FAILED)
        return
    seconds = math.ceil(wait.total_seconds())
    enqueue(FETCH_JOB, wait_seconds=seconds, file_id=file.pk, tries=tries + 1)
