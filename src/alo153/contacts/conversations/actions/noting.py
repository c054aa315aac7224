"""Say something to colleagues about a conversation; nothing of it ever leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models.functions import Lower

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.holding import note
from alo153.contacts.conversations.mentions import names_in
from alo153.contacts.events import ConversationNoted
from alo153.contacts.models import Conversation, ConversationNote
from alo153.core.database.sealed_text import unseal_row

LONGEST_NOTE: Final = 4_000
MOST_MENTIONED: Final = 10
MOST_NOTES: Final = 200
"""Of one conversation."""
SAME_WITHIN: Final = timedelta(minutes=10)


class CannotNote(Exception):
    """A note is not kept; ``why`` is one of the reasons below, ``names`` whom it is about."""

    EMPTY: Final = "empty"
    TOO_LONG: Final = "too_long"
    TOO_MANY: Final = "too_many"
    TOO_MANY_NAMES: Final = "too_many_names"
    UNKNOWN: Final = "unknown"
    NOT_A_READER: Final = "not_a_reader"

    def __init__(self, why: str, *, names: Sequence[str] = (), excess: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.names = names
        self.excess = excess


@transaction.atomic
def note_inside(
    *, conversation: Conversation, text: str, by: User, at: datetime
) -> ConversationNote:
    """Keep a note for readers of the conversation, and notify the colleagues it names.

    The same note of the same person within `SAME_WITHIN` is one: a button pressed again.

    Raises:
        NotPermitted: this person may not read the conversation.
        CannotNote: there are no words or too many, or it names somebody who may not read it.
    """
    locked = queries.locked(conversation.pk)
    permit(queries.right_to_read(locked), by=by)
    words = _words(text)
    if earlier := _same(locked, words, by=by, at=at):
        return earlier
    if locked.notes.count() >= MOST_NOTES:
        raise CannotNote(CannotNote.TOO_MANY)
    named = _named(locked, words)
    kept = ConversationNote.objects.create(conversation=locked, author=by, text=words, at=at)
    kept.mentioned.set(named)
    note(locked, ConversationNoted(note=kept.pk), by=by, at=at)
    return kept


def _same(
    conversation: Conversation, words: str, *, by: User, at: datetime
) -> ConversationNote | None:
    """Return a note of these words from just now; sealed ones are compared open, and alone here."""
    for earlier in conversation.notes.filter(author=by, at__gt=at - SAME_WITHIN):
        unseal_row(earlier)
        if earlier.text == words:
            return earlier
    return None


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise CannotNote(CannotNote.EMPTY)
    if len(words) > LONGEST_NOTE:
        raise CannotNote(CannotNote.TOO_LONG, excess=len(words) - LONGEST_NOTE)
    return words


def _named(conversation: Conversation, words: str) -> list[User]:
    """Return whom a note names. Raises CannotNote."""
    names = names_in(words)
    if len(names) > MOST_MENTIONED:
        raise CannotNote(CannotNote.TOO_MANY_NAMES)
    found = {user.username.lower(): user for user in _users(names)}
    if unknown := [name for name in names if name not in found]:
        raise CannotNote(CannotNote.UNKNOWN, names=unknown)
    readers = set(queries.readers(conversation).filter(pk__in=[u.pk for u in found.values()]))
    if barred := [name for name in names if found[name] not in readers]:
        raise CannotNote(CannotNote.NOT_A_READER, names=[found[n].full_name for n in barred])
    return [found[name] for name in names]


def _users(names: list[str]) -> list[User]:
    lowered = User.objects.filter(is_active=True).annotate(lowered=Lower("username"))
    return list(lowered.filter(lowered__in=names)) if names else []
