"""Which node carries out what the web asks for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from alo153.accounts.models import User
from alo153.calls.models import AgentSession, Call, CallLeg, CommandName, Offer
from alo153.calls.models.monitoring import Monitoring

OF_THE_AGENT = frozenset(
    {
        CommandName.PROVISION_AGENT,
        CommandName.SIGN_OUT,
        CommandName.SKILLS,
        CommandName.READY,
        CommandName.PAUSE,
        CommandName.MORE_TIME,
        CommandName.DIAL,
        CommandName.SET_STATE,
        CommandName.OPEN_SEAT,
        CommandName.END_SEAT,
    }
)
"""What only the node decides where the agent's telephone is; all else is about the call at hand."""


def node_for(name: CommandName, payload: dict[str, Any]) -> str:
    """Choose the node of a command; no query while only one is named, else two at most."""
    if not settings.NODES:
        return settings.NODE
    if "call" in payload and name != CommandName.DIAL:
        return _node_of_call(payload["call"])
    who = payload.get("agent") or payload.get("supervisor") or payload.get("guest")
    found = None if name in OF_THE_AGENT else _node_at_hand(who)
    return found or _home(who)


def home_of(agent: User | None) -> str:
    """Name the node where an agent's telephone is or was; without a query if one is named."""
    if agent is None or not settings.NODES:
        return ""
    return _written(agent.pk)


def _node_of_call(call: str) -> str:
    return Call.objects.values_list("node", flat=True).filter(pk=call).first() or settings.NODE


def _node_at_hand(who: int | None) -> str | None:
    """Find the node of the call that somebody rings for, is in, or listens to."""
    legs = CallLeg.objects.filter(left_at__isnull=True, agent=who)
    offers = Offer.objects.filter(ended_at__isnull=True, agent=who)
    heard = Monitoring.objects.filter(ended_at__isnull=True, supervisor=who)
    theirs = Q()
    for rows in (legs, offers, heard):
        theirs |= Q(Exists(rows.filter(call=OuterRef("pk"))))
    standing = Call.objects.filter(theirs, ended_at__isnull=True).order_by("-entered_at")
    return standing.values_list("node", flat=True).first()


def _home(who: int | None) -> str:
    return _written(who) or settings.NODE


def _written(who: int | None) -> str:
    sessions = AgentSession.objects.filter(user=who)
    return sessions.values_list("node", flat=True).first() or ""
