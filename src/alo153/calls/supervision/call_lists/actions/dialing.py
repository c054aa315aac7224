"""Takes numbers of running lists for the switchboard, and writes down what came of each call.

A call is written before it is dialed. Whatever dies, a number has one open call at most, and an
unknown outcome counts as called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Q

from alo153.calls.events.call_lists import CallListFinished
from alo153.calls.models import Call
from alo153.calls.models.call_lists import (
    CallList,
    ListAttempt,
    ListNumber,
    ListState,
    NumberState,
)
from alo153.calls.nodes.queries import serving
from alo153.calls.queue import ListLimits
from alo153.calls.supervision.call_lists.actions.running import TOPIC
from alo153.calls.supervision.call_lists.rules import (
    OPERATOR_KEY,
    REFERENCE,
    Result,
    answer_of,
    result_of,
    state_after,
)
from alo153.calls.supervision.call_lists.standing import LONGEST_CALL, opted_out
from alo153.citizens.channel import Channel
from alo153.city.queries import local_time
from alo153.contacts.models import OptOut
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD

_LOCK = 153_057
"""One program takes numbers at a time: the limit of a day counts over all lists and nodes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A call to begin now: to the voice menu at `menu_node`, or for an agent of `queue`."""

    call: str
    number: str = field(repr=False)
    reference: str
    menu_node: str = ""
    queue: str = ""


@transaction.atomic
def take(
    call_list: CallList, *, most: int, limits: ListLimits, node: str, at: datetime
) -> list[Taken]:
    """Take at most so many numbers of a list, and write a call down for each.

    Citizens who opted out are held back for good, citizens called often enough today until
    tomorrow. Nothing is taken of a list that was paused in between.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    # A pause waits for this transaction or is seen here
    row = CallList.objects.select_for_update().get(pk=call_list.pk)
    if row.state != ListState.RUNNING:
        return []
    due = ListNumber.objects.filter(call_list=row, state=NumberState.WAITING)
    due = due.filter(Q(next_at=None) | Q(next_at__lte=at)).exclude(number="")
    # Whom another list calls at this moment hears that first
    ringing = ListAttempt.objects.filter(ended_at=None).values("number")
    due = due.exclude(number__in=ringing).order_by(F("next_at").asc(nulls_first=True), "pk")
    # An erasure waits for this transaction, and takes the number out of the call as well
    numbers = list(due.select_for_update(skip_locked=True)[:most])
    if not row.is_emergency:
        numbers = _without_spared(numbers, limits, at)
    if numbers:
        live.publish(TOPIC)
    else:
        _finish({row.pk}, at)
    return [_take(row, number, node, at) for number in numbers]


def _take(row: CallList, number: ListNumber, node: str, at: datetime) -> Taken:
    number.state = NumberState.CALLING
    number.save(update_fields=["state"])
    attempt = ListAttempt.objects.create(
        call=uuid4(), list_number=number, number=number.number, node=node, at=at
    )
    return Taken(
        call=str(attempt.pk),
        number=number.number,
        reference=f"{REFERENCE}{row.pk}",
        menu_node=row.menu_node,
        queue=row.queue,
    )


def _without_spared(
    numbers: list[ListNumber], limits: ListLimits, at: datetime
) -> list[ListNumber]:
    """Leave out whom nobody may call now, and say so on their rows; three queries at most."""
    values = [each.number for each in numbers]
    silent = opted_out(values)
    often = _called_often(values, limits.a_day, at)
    held = [each.pk for each in numbers if each.number in silent]
    later = [each.pk for each in numbers if each.number in often and each.pk not in held]
    ListNumber.objects.filter(pk__in=held).update(state=NumberState.HELD_BACK)
    ListNumber.objects.filter(pk__in=later).update(next_at=_tomorrow(at))
    return [each for each in numbers if each.pk not in {*held, *later}]


def _called_often(numbers: Collection[str], a_day: int, at: datetime) -> set[str]:
    today = local_time.midnight(at)
    calls = ListAttempt.objects.filter(number__in=numbers, at__gte=today)
    counted: dict[str, int] = {}
    for number in calls.exclude(result=Result.WITHDRAWN).values_list("number", flat=True):
        counted[number] = counted.get(number, 0) + 1
    return {number for number, times in counted.items() if times >= a_day}


def _tomorrow(at: datetime) -> datetime:
    return local_time.day_begins(local_time.today(at) + timedelta(days=1))


@transaction.atomic
def settle(
    *,
    node: str,
    is_lost: Callable[[str], bool],
    late: Collection[str] = (),
    limits: ListLimits,
    at: datetime,
) -> int:
    """Write down what came of the calls that ended, and finish lists without a number left.

    `is_lost` says of a call that is not written whether nobody knows of it; calls of `late` were
    never begun, and do not count. Calls of a node that serves no more are lost after
    `LONGEST_CALL`. Returns how many calls ended.
    """
    left = Q(at__lt=at - LONGEST_CALL) & ~Q(node__in=serving().values("name"))
    rows = ListAttempt.objects.filter(Q(node=node) | left, ended_at=None)
    rows = rows.select_related("list_number")
    rows = rows.select_for_update(of=("self", "list_number"), skip_locked=True)
    attempts = list(rows.order_by("pk"))
    calls = Call.objects.in_bulk([attempt.pk for attempt in attempts])
    back = [each for each in attempts if str(each.pk) in late]
    for each in back:
        _close(each, Result.WITHDRAWN, [], limits, at)
    others = [each for each in attempts if each not in back]

    def has_no_end(attempt: ListAttempt) -> bool:
        """Say so of a call of a dead node, and of one that never was."""
        return attempt.node != node or (attempt.pk not in calls and is_lost(str(attempt.pk)))

    ended = [each for each in others if _settle(each, calls.get(each.pk), has_no_end, limits, at)]
    ended += back
    _finish({each.list_number.call_list_id for each in ended}, at)
    if ended:
        live.publish(TOPIC)
    return len(ended)


def _settle(
    attempt: ListAttempt,
    call: Call | None,
    has_no_end: Callable[[ListAttempt], bool],
    limits: ListLimits,
    at: datetime,
) -> bool:
    if call is None or call.ended_at is None:
        if has_no_end(attempt):
            _close(attempt, Result.LOST, [], limits, at)
        return attempt.ended_at is not None
    keys = [step["key"] for step in call.menu_path]
    opted = OptOut.objects.filter(channel=Channel.PHONE, to=attempt.number, at__gte=attempt.at)
    result = result_of(
        call.outcome or "", call.ended_by or "", opted_out=opted.exists(), pressed=any(keys)
    )
    _close(attempt, result, keys, limits, call.ended_at)
    return True


def _close(
    attempt: ListAttempt, result: Result, keys: list[str], limits: ListLimits, at: datetime
) -> None:
    attempt.ended_at, attempt.result = at, result
    attempt.save(update_fields=["ended_at", "result"])
    number = attempt.list_number
    number.tries += result is not Result.WITHDRAWN
    number.state = state_after(result, tries=number.tries, attempts=limits.attempts)
    number.key = OPERATOR_KEY if OPERATOR_KEY in keys else answer_of(keys)
    if number.state == NumberState.WAITING and not number.number:
        # Its citizen was erased while the telephone rang
        number.state = NumberState.HELD_BACK
    again = timedelta(seconds=0 if result is Result.WITHDRAWN else limits.retry_after)
    number.next_at = at + again if number.state == NumberState.WAITING else None
    number.save(update_fields=["tries", "state", "key", "next_at"])


def _finish(lists: Collection[int], at: datetime) -> None:
    """End the running lists among these of which no number is left."""
    left = ListNumber.objects.filter(state__in=(NumberState.WAITING, NumberState.CALLING))
    for row in CallList.objects.select_for_update().filter(pk__in=lists, state=ListState.RUNNING):
        if not left.filter(call_list=row).exists():
            row.state, row.ended_at = ListState.DONE, at
            row.save(update_fields=["state", "ended_at"])
            events.record(CallListFinished(), subject=row, by=SWITCHBOARD, at=at)
