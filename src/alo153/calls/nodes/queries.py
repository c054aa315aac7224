"""The serving nodes, and the node for a telephone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import Now

from alo153.accounts.models import User
from alo153.accounts.queries import at_a_page
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, Call
from alo153.calls.models.nodes import Node

ALIVE = timedelta(seconds=6)
"""A node without a heartbeat for this long counts as offline."""


def are_several() -> bool:
    """Say whether a telephone may go to another node; no query."""
    return bool(settings.NODES)


def serving() -> QuerySet[Node]:
    """Return the nodes that serve now."""
    return Node.objects.filter(seen_at__gt=Now() - ALIVE)


def alive() -> set[str]:
    """Name the nodes that serve now; one query."""
    return set(serving().values_list("name", flat=True))


def for_sign_in(user: User) -> str:
    """Choose the node for an agent's telephone: where they are if it serves, else the emptiest.

    Of equally empty ones the first that is named. No query while only one is named, else three.
    """
    if not settings.NODES:
        return settings.NODE
    session = AgentSession.objects.filter(user=user).first()
    here = alive()
    if session is not None and session.state != AgentState.OFFLINE and session.node in here:
        return session.node
    sessions = AgentSession.objects.exclude(state=AgentState.OFFLINE).values_list("node")
    crowd = dict(sessions.annotate(Count("user")))
    return _emptiest(here, crowd)


def for_guest() -> str:
    """Choose the node for a citizen's browser: the one with the fewest calls.

    No query while only one is named, else two.
    """
    if not settings.NODES:
        return settings.NODE
    standing = Call.objects.filter(ended_at__isnull=True).values_list("node")
    return _emptiest(alive(), dict(standing.annotate(Count("id"))))


def first() -> str:
    """Choose the node for what citizens ask on pages, the same for all: the first that serves.

    So that one node decides what may be promised to a number. No query while only one is named,
    else one.
    """
    if not settings.NODES:
        return settings.NODE
    here = alive()
    return next((name for name in settings.NODES if name in here), next(iter(settings.NODES)))


def _emptiest(here: set[str], crowd: dict[str, int]) -> str:
    names = [name for name in settings.NODES if name in here] or list(settings.NODES)
    return min(names, key=lambda name: crowd.get(name, 0))


def in_service() -> list[str]:
    """Name this node and every other node that serves now, in the order of the setting.

    None, and no query, while only one is named; else one query.
    """
    here = alive() | {settings.NODE} if settings.NODES else set()
    return [name for name in settings.NODES if name in here]


def those_here(agents: Collection[int]) -> frozenset[int]:
    """Name the agents, among some, whose telephone is at this node: another node knows the rest.

    No query while only one node is named, else one.
    """
    if not settings.NODES:
        return frozenset(agents)
    here = AgentSession.objects.filter(user__in=agents, node=settings.NODE)
    return frozenset(here.values_list("user", flat=True))


def stranded(at: datetime) -> frozenset[int]:
    """Name the agents at work whose node died, and who went without signing in at another one.

    While the Asterisk of such a node runs, its agents may still be at their pages. No query while
    only one node is named, else one.
    """
    if not settings.NODES:
        return frozenset()
    at_work = AgentSession.objects.exclude(state=AgentState.OFFLINE).exclude(node=settings.NODE)
    gone = at_work.exclude(node__in=serving().values("name")).exclude(user__in=at_a_page(at))
    return frozenset(gone.values_list("user", flat=True))


def socket_of(node: str) -> str:
    """Return the web socket by which a browser reaches a node; no query."""
    return settings.NODE_SOCKETS.get(node, settings.PHONE_SOCKET_URL)
