"""Which node carries out what the web asks for."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from alo153.accounts.models import User
from alo153.switchboard.models import AgentSession, Call, CommandName

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
    }
)
"""What only the node decides where the agent's telephone is; all else is about the call at hand."""


def node_for(name: CommandName, payload: dict[str, Any]) -> str:
    """Choose the node of a command; no query while only one is named, else one."""
    if not settings.NODES:
        return settings.NODE
    who = payload.get("agent") or payload.get("supervisor") or payload.get("guest")
    if "call" in payload and name != CommandName.DIAL:
        return _node_of_call(payload["call"])
    session = AgentSession.objects.select_related("call").filter(user=who).first()
    if session is None:
        return settings.NODE
    call = None if name in OF_THE_AGENT else session.call
    return session.node if call is None or call.ended_at else call.node


def home_of(agent: User | None) -> str:
    """Name the node at which an agent's telephone is, if several are named; else no query."""
    if agent is None or not settings.NODES:
        return ""
    sessions = AgentSession.objects.filter(user=agent)
    return sessions.values_list("node", flat=True).first() or ""


def _node_of_call(call: str) -> str:
    return Call.objects.values_list("node", flat=True).filter(pk=call).first() or settings.NODE
