"""Keep the files of a message, each as it was found to be when it was looked into."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile

from alo153.channels.inbound import InboundFile
from alo153.contacts.models import Message, MessageFile
from alo153.core.files.uploads import CheckedFile, FileError, FileProblem, check, room

ENDINGS: Final = {"image/jpeg": "jpg", "application/pdf": "pdf"}
# Those pass: the file is looked at again by the next try
_PASSING: Final = frozenset({FileProblem.BUSY, FileProblem.FULL})


def checked(file: InboundFile) -> CheckedFile | FileProblem:
    """Look into a file, or say why it stays as it came.

    Raises:
        FileError: it has to be looked at later.
    """
    try:
        return check(BytesIO(file.content))
    except FileError as error:
        if error.problem in _PASSING:
            raise
        return error.problem


def keep_files(
    message: Message, files: Sequence[tuple[InboundFile, CheckedFile | FileProblem]]
) -> None:
    """Keep the files of a message.

    Raises:
        FileError: the disk is full.
    """
    for came, found in files:
        kept = MessageFile(message=message, name=came.name[:200], content_id=came.content_id[:200])
        keep_content(kept, came, found)


def keep_content(kept: MessageFile, came: InboundFile, found: CheckedFile | FileProblem) -> None:
    """Keep a file as it was checked; of one with malware its name and size alone.

    Raises:
        FileError: the disk is full.
    """
    looked_into = found if isinstance(found, CheckedFile) else None
    content = looked_into.content if looked_into else came.content
    kept.content_type = looked_into.content_type if looked_into else ""
    kept.size = len(content)
    kept.needs_care = looked_into.needs_care if looked_into else True
    kept.malware = found is FileProblem.MALWARE
    if kept.malware:
        kept.save()
        return
    with room():
        kept.file.save(stored_name(content, kept.content_type), ContentFile(content))


def stored_name(content: bytes, content_type: str) -> str:
    """Return under which name a file is stored: what it is called is in its row alone."""
    return f"{hashlib.sha256(content).hexdigest()[:32]}.{ENDINGS.get(content_type, 'bin')}"
