"""An outgoing list of the tests: written by Hakan, approved by Derya, begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from tests import cast
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.calls.models.call_lists import CallList, ListKind
from alo153.calls.queue import ListLimits
from alo153.calls.supervision.call_lists import actions, queries
from alo153.calls.supervision.call_lists.actions import Plan
from alo153.core import clock
from alo153.knowledge import queries as announcements

NOTICE = Plan(name="Fırtına", kind=ListKind.MENU, menu_node="notice", begins=time(9), ends=time(20))
WITH_AGENT = replace(NOTICE, kind=ListKind.AGENT, menu_node="", queue="general")
LIMITS = ListLimits(
    lines=10, reserve_lines=2, reserve_agents=0, at_once=5, attempts=2, retry_after=600, a_day=2
)
AYSE, MEHMET, FATMA = "+905320000101", "+905320000102", "+905320000103"


def writer() -> User:
    return cast.staff("hakan")


def approver() -> User:
    return cast.with_roles("elif", Role.SUPERVISOR)


def written(*numbers: str, plan: Plan = NOTICE, at: datetime = cast.AT) -> CallList:
    emergency = bool(plan.emergency_reason)
    receivers = queries.receivers("\n".join(numbers), emergency=emergency)
    return actions.write_list(plan=plan, receivers=receivers, by=writer(), at=at)


def begun(*numbers: str, plan: Plan = NOTICE, at: datetime = cast.AT) -> CallList:
    """Let a list of these numbers run, with what is announced by now."""
    row = written(*numbers, plan=plan, at=at)
    sounds = announcements.sounds_of(announcements.to_be_said(clock.now()))
    row = actions.approve_list(call_list=row, sounds=sounds, by=approver(), at=at)
    return actions.begin_list(call_list=row, by=writer(), at=at)
