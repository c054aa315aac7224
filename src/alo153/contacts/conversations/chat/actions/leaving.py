"""End a chat whose citizen has gone: they said so, or nobody can answer them there any more."""

from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations import stretches
from alo153.contacts.conversations.chat import queries
from alo153.contacts.conversations.holding import changed
from alo153.contacts.events import ConversationLeft
from alo153.contacts.models import Chat, Conversation
from alo153.core import events
from alo153.core.actor import CITIZEN, SYSTEM, Actor

State = Conversation.State
_MOST: Final = 200
"""Chats of one run; the next one continues."""


@transaction.atomic
def leave(*, token: str, at: datetime) -> None:
    """End a chat for its citizen: its token opens nothing any more.

    A question without an answer waits on, if the citizen left an address for it.
    """
    if chat := queries.locked(token, at=at):
        _leave(chat, by=CITIZEN, at=at)


def end_gone(*, at: datetime) -> None:
    """End the chats whose citizens have left for good, the longest silent ones first."""
    longest = queries.gone(at=at).order_by("conversation__last_at")
    for key in longest.values_list("pk", flat=True)[:_MOST]:
        _end_gone(key, at=at)


@transaction.atomic
def _end_gone(key: int, *, at: datetime) -> None:
    locked = conversations.locked(key)
    # Somebody may have written while this waited for the lock
    if chat := queries.gone(at=at).filter(pk=key).first():
        chat.conversation = locked
        _leave(chat, by=SYSTEM, at=at)


def _leave(chat: Chat, *, by: Actor, at: datetime) -> None:
    chat.token_hash = None
    chat.save(update_fields=["token_hash"])
    locked = chat.conversation
    if locked.state == State.ANSWERED or (locked.state == State.WAITING and not chat.away_address):
        locked.state, locked.waiting_since = State.CLOSED, None
        locked.closed_at, locked.close_reason = at, Conversation.CloseReason.LEFT
        locked.save()
        stretches.left(locked, at=at)
    events.record(ConversationLeft(), subject=locked, by=by, at=at)
    changed(locked)
