"""Forgets whom lists called that ended long ago; what came of their numbers stays countable."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alo153.calls.models.call_lists import CallList, ListAttempt, ListNumber, ListState

KEPT = timedelta(days=30)
"""So long somebody may ask why they were called."""


@transaction.atomic
def forget_numbers(*, at: datetime) -> int:
    """Blank the numbers of lists that are over for a month. Returns how many there were."""
    over = CallList.objects.filter(state=ListState.DONE, ended_at__lt=at - KEPT)
    attempts = ListAttempt.objects.filter(list_number__call_list__in=over)
    attempts.exclude(number="").update(number="")
    return ListNumber.objects.filter(call_list__in=over).exclude(number="").update(number="")
