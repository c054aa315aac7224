"""Rows of who was in a call beside the citizen. Each writer compares and sets.

Only `records.py` calls these: they write, and say whether something changed.
"""

from __future__ import annotations

from datetime import datetime

from alo153.switchboard.acd import facts
from alo153.switchboard.models import CallLeg, LegKind, LegResult, LegRole
from alo153.switchboard.records_calls import add


def answered(fact: facts.CallAnswered, at: datetime) -> bool:
    """Write the leg of the agent who picked up; one who took a call over has one already."""
    who = {"call_id": fact.call, "agent_id": fact.agent, "kind": LegKind.AGENT}
    when = {"asked_at": at, "joined_at": at, "role": LegRole.AGENT}
    return add(CallLeg, fact.leg, **who, **when)


def invited(fact: facts.MemberInvited, at: datetime) -> bool:
    """Write the leg of somebody who is asked into a call."""
    who = {"call_id": fact.call, "agent_id": fact.agent, "number": fact.number, "by_id": fact.by}
    what = {"kind": fact.kind.value, "role": fact.role.value, "asked_at": at}
    return add(CallLeg, fact.member, **who, **what)


def joined(leg: str, at: datetime) -> bool:
    """Write when somebody joined."""
    rows = CallLeg.objects.filter(pk=leg, joined_at__isnull=True, left_at__isnull=True)
    return bool(rows.update(joined_at=at))


def changed(leg: str, role: LegRole) -> bool:
    """Write that somebody does something else in the call."""
    rows = CallLeg.objects.filter(pk=leg, left_at__isnull=True).exclude(role=role)
    return bool(rows.update(role=role))


def left(leg: str, at: datetime, result: LegResult) -> bool:
    """Write when and how somebody left."""
    rows = CallLeg.objects.filter(pk=leg, left_at__isnull=True)
    return bool(rows.update(left_at=at, result=result))


def call_ended(call: str, at: datetime) -> None:
    """Close the legs that ended with their call."""
    standing = CallLeg.objects.filter(call_id=call, left_at__isnull=True)
    standing.update(left_at=at, result=LegResult.ENDED)


def agents_of(call: str) -> list[int]:
    """Name the agents who were or are in a call."""
    agents = CallLeg.objects.filter(call_id=call, agent__isnull=False)
    return list(agents.values_list("agent_id", flat=True).distinct())
