"""Be at a conversation: said by the stream of its page, and by what is typed there.

Written as a page opens and closes its stream, and again every while it is open. No event: it is
true for seconds, and nobody counts who looked.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alo153.accounts.models import User
from alo153.contacts.conversations.presence import TOPIC, Place
from alo153.contacts.models import Conversation, ConversationPresence
from alo153.core import live

_FORGOTTEN: Final = timedelta(hours=1)


@transaction.atomic
def note_present(
    *, process: UUID, here: Collection[Place], gone: Collection[Place], at: datetime
) -> None:
    """Note who is at which conversation by the streams of a process; two queries at most."""
    rows = [
        ConversationPresence(conversation_id=talk, user_id=user, process=process, seen_at=at)
        for talk, user in sorted(here)
    ]
    ConversationPresence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["conversation", "user", "process"],
        update_fields=["seen_at"],
    )
    if gone:
        places = [Q(conversation=talk, user=user) for talk, user in gone]
        of_process = ConversationPresence.objects.filter(process=process)
        of_process.filter(reduce(or_, places)).delete()


def tell_present(talks: Collection[int]) -> None:
    """Tell the pages of these conversations, and the lists, that somebody came, went or types."""
    live.publish(TOPIC, *(f"present:{talk}" for talk in sorted(talks)))


def note_typing(*, conversation_id: int, by: User, at: datetime) -> None:
    """Note that somebody types an answer, and tell colleagues who have it open."""
    if ConversationPresence.objects.filter(conversation=conversation_id, user=by).update(
        wrote_at=at
    ):
        tell_present([conversation_id])


def show_typing(*, conversation_id: int, every: timedelta, at: datetime) -> bool:
    """Note that the citizen is shown now that somebody types; false if that was just done."""
    due = Q(typing_told_at=None) | Q(typing_told_at__lte=at - every)
    those = Conversation.objects.filter(due, pk=conversation_id)
    return those.update(typing_told_at=at) == 1


def forget_presences(*, at: datetime) -> None:
    """Delete the rows of processes that ended without a word."""
    ConversationPresence.objects.filter(seen_at__lt=at - _FORGOTTEN).delete()
