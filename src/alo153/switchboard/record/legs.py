"""Rows of a call's members in addition to the citizen. Each writer compares and sets.

Only `records.py` calls these functions: they write, and say whether something changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alo153.calls.call_words import LegKind, LegResult, LegRole
from alo153.calls.models import CallLeg
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record.calls import book


def answered(fact: facts.CallAnswered, at: datetime) -> bool:
    """Write the leg of the agent who picked up; one who took a call over has one already."""
    who = {"agent_id": fact.agent, "kind": LegKind.AGENT}
    when = {"asked_at": at, "joined_at": at, "role": LegRole.AGENT}
    return _add(fact.leg, fact.call, **who, **when)


def invited(fact: facts.MemberInvited, at: datetime) -> bool:
    """Write the leg of somebody who is asked into a call."""
    who = {"agent_id": fact.agent, "number": fact.number, "by_id": fact.by}
    what = {"kind": fact.kind.value, "role": fact.role.value, "asked_at": at}
    return _add(fact.member, fact.call, **who, **what)


def joined(call: str, leg: str, at: datetime) -> bool:
    """Write when somebody joined."""
    row = _standing(call, leg)
    return row is not None and row.joined_at is None and _change(call, row, joined_at=at)


def changed(call: str, leg: str, role: LegRole) -> bool:
    """Write that somebody does something else in the call."""
    row = _standing(call, leg)
    return row is not None and row.role != role and _change(call, row, role=role)


def left(call: str, leg: str, at: datetime, result: LegResult) -> bool:
    """Write when and how somebody left."""
    row = _standing(call, leg)
    return row is not None and _change(call, row, left_at=at, result=result)


def call_ended(call: str, at: datetime) -> None:
    """Close the legs that ended with their call."""
    for row in of_call(call):
        if row.left_at is None:
            _change(call, row, left_at=at, result=LegResult.ENDED)


def agents_of(call: str) -> list[int]:
    """Name the agents who were or are in a call."""
    return sorted({row.agent_id for row in of_call(call) if row.agent_id is not None})


def of_call(call: str) -> list[CallLeg]:
    """Return the legs of a call."""
    return [row for row in book().legs(call).all() if str(row.call_id) == call]


def _add(leg: str, call: str, **values: Any) -> bool:
    legs = book().legs(call)
    if legs.get(leg) is not None:
        return False
    legs.add(CallLeg(pk=leg, call_id=call, **values))
    return True


def _standing(call: str, leg: str) -> CallLeg | None:
    row = book().legs(call).get(leg)
    return row if row is not None and row.left_at is None else None


def _change(call: str, row: CallLeg, **values: Any) -> bool:
    book().legs(call).change(row, **values)
    return True
