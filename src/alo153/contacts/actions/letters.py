"""Put a message into the letter that a channel is handed, with its files."""

from alo153.channels.contract import Letter, LetterFile, TemporaryFailure
from alo153.contacts import purposes, queries, unsubscribing
from alo153.contacts.frame import as_it_leaves
from alo153.contacts.models import Message, MessageFile
from alo153.contacts.written import unpacked
from alo153.core.database.sealed_text import reading, unseal_row
from alo153.core.keyring import KeyringError


def letter_of(message: Message) -> Letter:
    """Return the letter of a message; the message holds its words afterwards.

    Raises:
        TemporaryFailure: a file of it is not there, or a key is missing. Nothing left.
    """
    try:
        unseal_row(message)
    except KeyringError:
        raise TemporaryFailure("key missing") from None
    return Letter(
        id=message.pk,
        to=message.to,
        subject=message.subject,
        body=as_it_leaves(message),
        answers=queries.references_before(message),
        is_personal=message.author_id is not None,
        is_reply_of_machine=purposes.named(message.purpose).replies,
        comment=message.comment,
        is_public=message.is_public,
        template=unpacked(message.template),
        unsubscribe_url=unsubscribing.link_of(message),
        files=_files_of(message),
    )


def _files_of(message: Message) -> tuple[LetterFile, ...]:
    if message.conversation is None:
        return ()
    with reading(message.conversation):
        try:
            return tuple(_read(each) for each in message.files.all())
        except (OSError, KeyringError):
            raise TemporaryFailure("file not there") from None  # its text holds the path


def _read(file: MessageFile) -> LetterFile:
    with file.content() as content:
        return LetterFile(name=file.name, content_type=file.content_type, content=content.read())
