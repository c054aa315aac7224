"""Two people at one conversation see each other.

Rows are true for seconds (`actions/attending.py`), and believed no longer than `BELIEVED_FOR`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.contacts.models import ConversationPresence

TOPIC: Final = "conversations_present"
"""Lists that show who is where watch it."""
BELIEVED_FOR: Final = timedelta(seconds=40)
TYPES_FOR: Final = timedelta(seconds=6)

type Place = tuple[int, int]
"""A conversation and a user, by their keys."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody else at a conversation; `types_until` if they type."""

    conversation: int
    name: str
    types_until: datetime | None = None


def colleagues_at(talks: Collection[int], *, but: User, at: datetime) -> list[Colleague]:
    """Return who else is at these conversations, by name; one query."""
    found: dict[Place, Colleague] = {}
    for row in _believed(at).filter(conversation__in=talks).exclude(user=but):
        wrote = row.wrote_at if row.wrote_at and row.wrote_at > at - TYPES_FOR else None
        one = found.get((row.conversation_id, row.user_id))
        if one is None or wrote:
            found[row.conversation_id, row.user_id] = Colleague(
                conversation=row.conversation_id,
                name=row.user.full_name,
                types_until=wrote + TYPES_FOR if wrote else None,
            )
    return list(found.values())


def _believed(at: datetime) -> QuerySet[ConversationPresence]:
    lately = ConversationPresence.objects.filter(seen_at__gt=at - BELIEVED_FOR)
    return lately.select_related("user").order_by("user__full_name", "pk")
