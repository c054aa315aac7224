"""Choose the node that executes a command of the web."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from alo153.accounts.models import User
from alo153.calls.models import AgentSession, Call, CallLeg, Offer
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.nodes import queries
from alo153.calls.page_commands.rows import PageCommand


def node_for(asked: PageCommand) -> str:
    """Choose the node of a command; no query while only one is named, else two at most."""
    if not settings.NODES:
        return settings.NODE
    if asked.about:
        return _node_of_call(asked.about)
    if asked.whose is None:
        return queries.first()
    found = None if asked.at_home else _node_at_hand(asked.whose)
    return found or _home(asked.whose)


def home_of(agent: User | None) -> str:
    """Name the node where an agent's telephone is or was; without a query if one is named."""
    if agent is None or not settings.NODES:
        return ""
    return _written(agent.pk)


def _node_of_call(call: str) -> str:
    return Call.objects.values_list("node", flat=True).filter(pk=call).first() or settings.NODE


def _node_at_hand(who: int) -> str | None:
    """Find the node of the call that somebody rings for, is in, or listens to."""
    legs = CallLeg.objects.filter(left_at__isnull=True, agent=who)
    offers = Offer.objects.filter(ended_at__isnull=True, agent=who)
    heard = Monitoring.objects.filter(ended_at__isnull=True, supervisor=who)
    theirs = Q()
    for rows in (legs, offers, heard):
        theirs |= Q(Exists(rows.filter(call=OuterRef("pk"))))
    standing = Call.objects.filter(theirs, ended_at__isnull=True).order_by("-entered_at")
    return standing.values_list("node", flat=True).first()


def _home(who: int) -> str:
    return _written(who) or settings.NODE


def _written(who: int) -> str:
    sessions = AgentSession.objects.filter(user=who)
    return sessions.values_list("node", flat=True).first() or ""
