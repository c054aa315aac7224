"""Forgets whom lists called; what came of their numbers stays countable."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from alo153.calls.events.call_lists import CallListLapsed
from alo153.calls.models.call_lists import CallList, ListAttempt, ListNumber, ListState
from alo153.calls.supervision.call_lists.actions.running import TOPIC
from alo153.core import events, live
from alo153.core.actor import SYSTEM

KEPT = timedelta(days=30)
"""So long somebody may ask why they were called."""
IDLE = timedelta(days=60)
"""So long a list may call nobody: then it ends by itself, and its numbers go `KEPT` later."""


@transaction.atomic
def forget_numbers(*, at: datetime) -> int:
    """Blank the numbers of lists that are over for a month. Returns how many there were.

    Lists that nobody ends are ended `IDLE` after their last call, or after they were begun,
    approved or written.
    """
    _end_idle(at)
    over = CallList.objects.filter(state=ListState.DONE, ended_at__lt=at - KEPT)
    attempts = ListAttempt.objects.filter(list_number__call_list__in=over)
    attempts.exclude(number="").update(number="")
    return ListNumber.objects.filter(call_list__in=over).exclude(number="").update(number="")


def _end_idle(at: datetime) -> None:
    for row in _idle(at).select_for_update(of=("self",)):
        row.state, row.ended_at = ListState.DONE, at
        row.save(update_fields=["state", "ended_at"])
        events.record(CallListLapsed(), subject=row, by=SYSTEM, at=at)
        live.publish(TOPIC)


def _idle(at: datetime) -> QuerySet[CallList]:
    """Return the lists of which nothing was heard for long; `Greatest` ignores what is missing."""
    calls = ListAttempt.objects.filter(list_number__call_list=OuterRef("pk")).order_by()
    last_call = calls.values("list_number__call_list").annotate(last=Max("at")).values("last")
    heard = Greatest("written_at", "approved_at", "begun_at", Subquery(last_call))
    return (
        CallList.objects.exclude(state=ListState.DONE)
        .alias(heard=heard)
        .filter(heard__lt=at - IDLE)
    )
