"""Rows of addresses with wrong SIP passwords: counts and instants, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from alo153.calls.models import SipAttempt
from alo153.switchboard.sip_guard.slowing import Standing, after

KEPT = timedelta(days=7)
"""An address may belong to a person; a week is enough to see who scans."""


@transaction.atomic
def count(tries: Mapping[str, int], at: datetime) -> None:
    """Count wrong tries by address and slow whom the rule slows; two queries an address."""
    for address, number in tries.items():
        row, _ = SipAttempt.objects.select_for_update().get_or_create(
            address=address, defaults={"first_at": at, "last_at": at}
        )
        before = row.last_at if row.tries else None
        now = after(
            Standing(tries=row.recent, slowed=row.slowed, until=row.slowed_until, last_at=before),
            number,
            at,
        )
        row.tries, row.recent, row.slowed = row.tries + number, now.tries, now.slowed
        row.slowed_until, row.last_at = now.until, at
        row.save()


def slowed_addresses(at: datetime) -> frozenset[str]:
    """List who is slowed now; one query."""
    rows = SipAttempt.objects.filter(slowed_until__gt=at)
    return frozenset(rows.values_list("address", flat=True))


def slowed_before(at: datetime) -> frozenset[str]:
    """List who was slowed once and is not now; one query."""
    rows = SipAttempt.objects.filter(slowed_until__lte=at)
    return frozenset(rows.values_list("address", flat=True))


def forget(at: datetime) -> int:
    """Delete addresses that were quiet for a week."""
    return int(SipAttempt.objects.filter(last_at__lt=at - KEPT).delete()[0])
