"""Open offers, conversations to be offered, and the conversations of each agent."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.contacts.conversations.queries import read_by
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd

State = Conversation.State
MOST_OF_A_MEDIUM = 100
"""So many of each are looked at: more than any center offers at once."""


def standing() -> QuerySet[ConversationOffer]:
    """Return the offers that are neither taken nor over."""
    return ConversationOffer.objects.filter(ended_at=None)


def standing_at(node: str) -> QuerySet[ConversationOffer]:
    """Return those made by the switchboard of a node: it decides about the agents there."""
    return standing().filter(agent__phone_session__node=node)


def stands_for(conversation_id: int) -> bool:
    """Say whether somebody is asked to take a conversation."""
    return standing().filter(conversation=conversation_id).exists()


def was_made(conversation_id: int, agent_id: int, at: datetime) -> bool:
    """Say whether an offer is written already."""
    those = ConversationOffer.objects.filter(conversation=conversation_id, agent=agent_id)
    return those.filter(offered_at=at).exists()


def offered_to(user: User) -> ConversationOffer | None:
    """Find what somebody is asked to take now; one query."""
    mine = standing().filter(agent=user).select_related("conversation__citizen__person", "before")
    return mine.order_by("-offered_at").first()


def last_missed(user: User, *, since: datetime) -> ConversationOffer | None:
    """Find the newest offer of an agent, if it was let pass; one query."""
    lately = ConversationOffer.objects.filter(agent=user, ended_at__gte=since)
    newest = lately.order_by("-ended_at").first()
    return newest if newest is not None and newest.result == OfferEnd.NO_ANSWER else None


def before(conversation: Conversation, user: User) -> ConversationOffer | None:
    """Find the offer by which somebody took a conversation over from an absent agent; one query."""
    taken = ConversationOffer.objects.filter(
        conversation=conversation, agent=user, result=OfferEnd.ACCEPTED, before__isnull=False
    )
    return taken.select_related("before").order_by("-ended_at").first()


def in_hand(user: User, *, lively_since: datetime) -> list[Conversation]:
    """List what somebody has in hand, what waits first: waiting, or a chat that is still lively."""
    mine = read_by(user).filter(_held(lively_since), assignee=user)
    rows = mine.select_related("citizen__person").order_by("waiting_since", "last_at", "pk")
    return list(rows[:MOST_OF_A_MEDIUM])


def unclaimed(channel: str, *, elsewhere: Collection[int]) -> QuerySet[Conversation]:
    """Return the oldest waiting ones without an agent, except ones that another node offers."""
    waiting = Conversation.objects.filter(
        channel=channel, state=State.WAITING, assignee=None, confidential=False
    )
    return waiting.exclude(pk__in=elsewhere).order_by("waiting_since", "pk")[:MOST_OF_A_MEDIUM]


def left_behind(channels: Iterable[str], *, away: Collection[int]) -> QuerySet[Conversation]:
    """Return the oldest that wait for somebody who signed out of the telephone, or is `away`.

    Who never had a telephone is not known to be gone, and keeps what they took by hand.
    """
    gone = Q(assignee__phone_session__state="offline") | Q(assignee__in=away)
    waiting = Conversation.objects.filter(
        gone,
        channel__in=list(channels),
        state=State.WAITING,
        assignee__isnull=False,
        confidential=False,
    )
    return waiting.order_by("waiting_since", "pk")[:MOST_OF_A_MEDIUM]


def hands(agents: Collection[int], *, lively_since: datetime) -> Mapping[int, Mapping[str, int]]:
    """Count what agents have in hand, by agent and channel; one query."""
    held = Conversation.objects.filter(_held(lively_since), assignee__in=agents)
    found: dict[int, Counter[str]] = {}
    for agent, channel in held.values_list("assignee", "channel"):
        found.setdefault(agent, Counter())[channel] += 1
    return found


def _held(lively_since: datetime) -> Q:
    lively = Q(channel="chat", state=State.ANSWERED, last_at__gt=lively_since)
    return Q(state=State.WAITING) | lively
