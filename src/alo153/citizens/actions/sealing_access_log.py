"""Seal the access log: an event holds the hash of a run of it, and is itself in the chain."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from alo153.citizens.access_log import digest_of, last_sealed
from alo153.citizens.events import AccessLogSealed
from alo153.citizens.models import AccessLog
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.history.horizon import have_ended

MOST_AT_ONCE: Final = 5_000
_LOCK: Final = "citizens.seal_access_log"


def newest_entry() -> int:
    """Return the number of the newest entry; a mark for `seal_access_log` some seconds later."""
    return AccessLog.objects.order_by("-id").values_list("id", flat=True).first() or 0


def seal_access_log(*, up_to: int, before_transaction: str, at: datetime) -> int:
    """Seal the entries up to a mark, once every older transaction has ended; returns how many."""
    if not have_ended(before_transaction):
        return 0
    sealed = 0
    while count := _seal_next(up_to, at):
        sealed += count
    return sealed


@transaction.atomic
def _seal_next(up_to: int, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    after = last_sealed()
    rows = AccessLog.objects.filter(id__gt=after, id__lte=up_to).order_by("id")[:MOST_AT_ONCE]
    entries = list(rows)
    if not entries:
        return 0
    sealed = AccessLogSealed(
        after=after, last=entries[-1].pk, entries=len(entries), digest=digest_of(entries)
    )
    events.record(sealed, subject=entries[-1], by=SYSTEM, at=at)
    return len(entries)
