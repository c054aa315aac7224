"""The verbs of outgoing lists: written by one, approved by another, begun, paused, ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import holding
from alo153.calls.events.call_lists import (
    CallListApproved,
    CallListBegun,
    CallListChanged,
    CallListEnded,
    CallListPaused,
    CallListWritten,
)
from alo153.calls.models.call_lists import CallList, ListKind, ListNumber, ListState
from alo153.calls.permissions import RUN_CALL_LISTS
from alo153.calls.supervision.call_lists import notices
from alo153.calls.supervision.call_lists.receivers import Receivers
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor
from alo153.core.payloads import Payload
from alo153.notices.actions import give_notice

TOPIC = "call_lists"
_AT_ONCE = 1000


class ListRefused(ValueError):
    """The list cannot do this now; `why` says which rule it is: ``same_person``, ``not_now``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NobodyToCall(ValueError):
    """A list without a number."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The announcement of a list, its queue, and its hours of the day.

    With an `emergency_reason` it calls at any hour, including citizens who opted out.
    """

    name: str
    kind: ListKind
    menu_node: str = ""
    queue: str = ""
    begins: time
    ends: time
    emergency_reason: str = ""


@transaction.atomic
def write_list(*, plan: Plan, receivers: Receivers, by: User, at: datetime) -> CallList:
    """Write a list down; nobody is called before somebody else approves it.

    Raises:
        NotPermitted: `by` does not run call lists.
        NobodyToCall: there is no number that may be called.
    """
    permit(RUN_CALL_LISTS, by=by)
    if not receivers.numbers:
        raise NobodyToCall
    row = CallList.objects.create(
        name=plan.name.strip(),
        kind=plan.kind,
        menu_node=plan.menu_node,
        queue=plan.queue,
        begins=plan.begins,
        ends=plan.ends,
        emergency_reason=plan.emergency_reason.strip(),
        written_at=at,
        written_by=by,
    )
    rows = (ListNumber(call_list=row, number=number) for number in receivers.numbers)
    ListNumber.objects.bulk_create(rows, batch_size=_AT_ONCE)
    what = CallListWritten(
        kind=row.kind, numbers=len(receivers.numbers), emergency_reason=row.emergency_reason
    )
    _tell(row, what, by, at)
    return row


@transaction.atomic
def approve_list(
    *, call_list: CallList, sounds: Collection[str] = (), by: User, at: datetime
) -> CallList:
    """Approve a list that somebody else wrote, and what is announced with it.

    Args:
        sounds: of what is or will be announced; its calls say only these.

    Raises:
        NotPermitted: `by` does not run call lists.
        ListRefused: `by` wrote it, or it waits for no approval.
    """
    row = _held(call_list, by, ListState.DRAFT)
    if row.written_by_id == by.pk:
        raise ListRefused("same_person")
    row.state, row.approved_at, row.approved_by = ListState.APPROVED, at, by
    row.approved_sounds = "\n".join(sorted(sounds))
    row.save(update_fields=["state", "approved_at", "approved_by", "approved_sounds"])
    _tell(row, CallListApproved(emergency_reason=row.emergency_reason), by, at)
    return row


@transaction.atomic
def end_approval(*, call_list: CallList, at: datetime) -> None:
    """Let a list that runs wait for approval again: what it says has other words by now.

    Everybody who runs such lists is told: nobody watches one that calls by itself.
    """
    running = CallList.objects.filter(pk=call_list.pk, state=ListState.RUNNING)
    row = running.select_for_update().first()
    if row is None:
        return
    row.state, row.approved_at, row.approved_by = ListState.DRAFT, None, None
    row.save(update_fields=["state", "approved_at", "approved_by"])
    event = events.record(CallListChanged(), subject=row, by=SWITCHBOARD, at=at)
    give_notice(
        kind=notices.STOPPED,
        cause=f"call_list_changed:{event.pk}",
        about=row,
        words=dict.fromkeys(holding(RUN_CALL_LISTS), notices.of_stopped(row)),
        by=SWITCHBOARD,
        at=at,
    )
    live.publish(TOPIC)


@transaction.atomic
def begin_list(*, call_list: CallList, by: User, at: datetime) -> CallList:
    """Call from now on, also after a pause. Raises NotPermitted and ListRefused."""
    row = _held(call_list, by, ListState.APPROVED, ListState.PAUSED)
    row.state, row.begun_at = ListState.RUNNING, row.begun_at or at
    row.save(update_fields=["state", "begun_at"])
    _tell(row, CallListBegun(emergency_reason=row.emergency_reason), by, at)
    return row


@transaction.atomic
def pause_list(*, call_list: CallList, by: User, at: datetime) -> CallList:
    """Begin no more calls; citizens on the line hear the announcement to the end.

    Raises NotPermitted and ListRefused.
    """
    row = _held(call_list, by, ListState.RUNNING)
    row.state = ListState.PAUSED
    row.save(update_fields=["state"])
    _tell(row, CallListPaused(), by, at)
    return row


@transaction.atomic
def end_list(*, call_list: CallList, by: User, at: datetime) -> CallList:
    """Call nobody of it any more, for good. Raises NotPermitted and ListRefused."""
    standing = [each for each in ListState if each is not ListState.DONE]
    row = _held(call_list, by, *standing)
    row.state, row.ended_at = ListState.DONE, at
    row.save(update_fields=["state", "ended_at"])
    _tell(row, CallListEnded(), by, at)
    return row


def _held(call_list: CallList, by: User, *states: ListState) -> CallList:
    permit(RUN_CALL_LISTS, by=by)
    row = CallList.objects.select_for_update().get(pk=call_list.pk)
    if row.state not in states:
        raise ListRefused("not_now")
    return row


def _tell(row: CallList, what: Payload[CallList], by: User, at: datetime) -> None:
    events.record(what, subject=row, by=Actor.staff(by.pk), at=at)
    live.publish(TOPIC)
