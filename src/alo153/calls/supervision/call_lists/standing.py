"""Look-ups of running lists, their next numbers, and their calls without an end. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alo153.calls.models import Call
from alo153.calls.models.call_lists import CallList, ListAttempt, ListState
from alo153.calls.nodes.queries import serving
from alo153.calls.supervision.call_lists.rules import may_call
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts.models import OptOut

CHANNELS = (Channel.PHONE, Channel.SMS)
"""An opt-out of SMS counts for these calls, too."""
LONGEST_CALL = timedelta(hours=4)
"""An older call has no line any more: its node has stopped and ends nothing."""
OUTLIVING = timedelta(minutes=10)
"""A node that serves no more ends nothing: an older call of it has rung out and heard its menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCall:
    """A call of a list that has no end yet: and whether its list still runs."""

    call: str
    may_go_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The load of the other nodes: lines taken, calls of lists among them or about to be."""

    lines: int
    of_lists: int


def elsewhere(node: str, at: datetime) -> Elsewhere:
    """Count the lines that the other nodes have taken: all share the city's; two queries."""
    since, serves = at - LONGEST_CALL, Q(node__in=serving().values("name"))
    # A switchboard that stops ends no talk
    talks = Q(answered_at__isnull=False)
    standing = Call.objects.filter(
        serves | talks | Q(entered_at__gt=at - OUTLIVING), ended_at=None, entered_at__gt=since
    ).exclude(node=node)
    attempts = ListAttempt.objects.filter(
        serves | Q(at__gt=at - OUTLIVING), ended_at=None, at__gt=since
    ).exclude(node=node)
    written = Exists(Call.objects.filter(pk=OuterRef("pk")))
    of_lists = list(attempts.annotate(is_written=written).values_list("is_written", flat=True))
    return Elsewhere(lines=standing.count() + of_lists.count(False), of_lists=len(of_lists))


def running() -> list[CallList]:
    """List the lists that run, the oldest first; one query."""
    return list(CallList.objects.filter(state=ListState.RUNNING).order_by("begun_at", "pk"))


def callable_now(call_list: CallList, at: datetime) -> bool:
    """Say whether a list may call at this instant."""
    return may_call(
        city.local(at),
        begins=call_list.begins,
        ends=call_list.ends,
        quiet=city.quiet_hours(),
        emergency=call_list.is_emergency,
    )


def opted_out(numbers: Collection[str]) -> set[str]:
    """Name those numbers that wish nothing they are not owed; one query."""
    rows = OptOut.objects.filter(channel__in=CHANNELS, to__in=numbers)
    return set(rows.values_list("to", flat=True))


def open_calls(node: str, at: datetime) -> list[OpenCall]:
    """List the calls of lists that a node has taken and that have no end; one query."""
    rows = ListAttempt.objects.filter(node=node, ended_at=None).select_related(
        "list_number__call_list"
    )
    return [OpenCall(call=str(row.pk), may_go_on=_may_go_on(row, at)) for row in rows]


def _may_go_on(row: ListAttempt, at: datetime) -> bool:
    call_list = row.list_number.call_list
    return call_list.state == ListState.RUNNING and callable_now(call_list, at)


def sayable(call: str) -> frozenset[str] | None:
    """Return what a call of a list may announce; None of any other call. One query at most."""
    try:
        attempts = ListAttempt.objects.filter(pk=UUID(call), ended_at=None)
    except ValueError:
        return None
    found = attempts.select_related("list_number__call_list").first()
    return found.list_number.call_list.sayable if found else None
