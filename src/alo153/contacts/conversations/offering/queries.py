"""Open offers, conversations to be offered, and the conversations of each agent."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from alo153.accounts.models import User
from alo153.accounts.queries import at_a_page, holding
from alo153.contacts.conversations.queries import read_by
from alo153.contacts.events import ConversationMoved
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.contacts.queries import offers
from alo153.core import events
from alo153.core.models import Event

State = Conversation.State
MOST_OF_A_MEDIUM = 100
"""So many of each are looked at: more than any center offers at once."""
# One look at an index for each queue in which anything waits, however much waits there
_UNCLAIMED = """
WITH RECURSIVE line AS (
  (SELECT channel, queue FROM contacts_conversation
   WHERE state = 'waiting' AND assignee_id IS NULL
   ORDER BY channel, queue LIMIT 1)
  UNION ALL
  SELECT next.channel, next.queue FROM line CROSS JOIN LATERAL (
    SELECT channel, queue FROM contacts_conversation
    WHERE state = 'waiting' AND assignee_id IS NULL
      AND (channel, queue) > (line.channel, line.queue)
    ORDER BY channel, queue LIMIT 1) AS next
)
SELECT talk.* FROM line CROSS JOIN LATERAL (
  SELECT id, channel, queue, waiting_since, last_at, assignee_id FROM contacts_conversation
  WHERE state = 'waiting' AND assignee_id IS NULL
    AND channel = line.channel AND queue = line.queue
    AND NOT confidential AND id <> ALL(%(elsewhere)s)
  ORDER BY waiting_since, id LIMIT %(most)s) AS talk
WHERE line.channel = ANY(%(channels)s)
"""


class Waiting(NamedTuple):
    """A conversation that waits, and whether the agent who has it left."""

    conversation: Conversation
    left: bool = False


def offered_to(user: User, at: datetime) -> ConversationOffer | None:
    """Find what somebody is asked to take now; one query."""
    mine = offers.offered_to(ConversationOffer, user, at)
    return mine.select_related("conversation__citizen__person", "before").first()


def before(conversation: Conversation, user: User) -> ConversationOffer | None:
    """Find the offer by which somebody took a conversation over from an absent agent; one query."""
    taken = ConversationOffer.objects.filter(
        conversation=conversation, agent=user, result=OfferEnd.ACCEPTED, before__isnull=False
    )
    return taken.select_related("before").order_by("-ended_at").first()


def moved(conversation: Conversation) -> Event | None:
    """Find the last move of a conversation to another queue, with its `mover`; one query."""
    name = User.objects.filter(pk=OuterRef("actor_id")).values("full_name")
    moves = events.history(conversation, ConversationMoved)
    return moves.annotate(mover=Subquery(name)).last()


def in_hand(user: User, *, lively_since: datetime) -> list[Conversation]:
    """List what somebody has in hand, what waits first: waiting, or a chat that is still lively."""
    mine = read_by(user).filter(_held(lively_since), assignee=user)
    rows = mine.select_related("citizen__person").order_by("waiting_since", "last_at", "pk")
    return list(rows[:MOST_OF_A_MEDIUM])


def unclaimed(channels: Collection[str], *, elsewhere: Collection[int]) -> list[Waiting]:
    """List the oldest of each channel and queue without an agent; one query.

    What other switchboards offer is left out. A queue that nobody serves hides no other one.
    """
    given = {
        "channels": list(channels),
        "elsewhere": list(elsewhere),
        "most": MOST_OF_A_MEDIUM,
    }
    return [Waiting(each) for each in Conversation.objects.raw(_UNCLAIMED, given)]


def left_behind(
    channel: str,
    *,
    away: Collection[int],
    stranded: Collection[int],
    elsewhere: Collection[int],
    at: datetime,
) -> list[Waiting]:
    """List the oldest of a channel that wait for somebody who left, or is `away` and may have left.

    An agent who signed out of the telephone after taking one left it, and so did the `stranded`. An
    agent who takes or answers one after signing out keeps it while they use pages; an agent who
    never had a telephone keeps it. A person who may answer no messages any more has left, whatever
    their telephone says. `elsewhere` are conversations that other switchboards offer.
    """
    signed_out = Q(assignee__phone_session__state="offline")
    kept = Q(assignee__phone_session__since__lte=F("taken_at"), assignee__in=at_a_page(at))
    barred = ~Q(assignee__in=holding(ANSWER_MESSAGES).values("pk"))
    left = signed_out & ~kept | Q(assignee__in=stranded) | barred
    waiting = Conversation.objects.filter(
        left | Q(assignee__in=away),
        channel=channel,
        state=State.WAITING,
        assignee__isnull=False,
        confidential=False,
    )
    found = waiting.annotate(left=ExpressionWrapper(left, output_field=BooleanField()))
    return [Waiting(each, bool(each.left)) for each in _oldest(found, elsewhere)]


def hands(agents: Collection[int], *, lively_since: datetime) -> Mapping[int, Mapping[str, int]]:
    """Count what agents have in hand, by agent and channel; one query."""
    held = Conversation.objects.filter(_held(lively_since), assignee__in=agents)
    found: dict[int, Counter[str]] = {}
    for agent, channel in held.values_list("assignee", "channel"):
        found.setdefault(agent, Counter())[channel] += 1
    return found


def _oldest[W: Conversation](waiting: QuerySet[W], elsewhere: Collection[int]) -> QuerySet[W]:
    others = waiting.exclude(pk__in=elsewhere)
    return others.order_by("waiting_since", "pk")[:MOST_OF_A_MEDIUM]


def _held(lively_since: datetime) -> Q:
    lively = Q(channel="chat", state=State.ANSWERED, last_at__gt=lively_since)
    return Q(state=State.WAITING) | lively
