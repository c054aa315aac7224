"""Let files of a conversation go with messages: the stored file is one, and rows name it."""

from collections.abc import Iterable

from alo153.contacts.models import Message, MessageFile
from alo153.contacts.models.kept_file import KeptFile


def enclose(message: Message, files: Iterable[KeptFile]) -> None:
    """Let files go with a message; whatever named them before still does."""
    for file in files:
        MessageFile.objects.create(message=message, **file.shared())


def pass_on_files(message: Message, *, to: Message) -> None:
    """Let the files of a message go with another one of its conversation, too."""
    enclose(to, message.files.all())
