"""Seal what has happened: a run of events gets a hash that includes all before it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from alo153.core.history.horizon import Mark, have_ended
from alo153.core.history.sealing import chain
from alo153.core.history.sealing.queries import facts
from alo153.core.models import Event, Seal

MOST_AT_ONCE: Final = 5_000
"""Events under one seal: checking a single event reads so many at most."""
_LOCK: Final = "core.seal"


def seal_events(*, since: Mark, at: datetime, most: int = MOST_AT_ONCE) -> int:
    """Seal every event up to a mark; returns how many.

    Nothing is sealed while a transaction runs that wrote when the mark was made (`horizon`);
    the next mark does. A second sealing process leaves the work to the first.
    """
    if not have_ended(since.transaction):
        return 0
    sealed = 0
    while count := _seal_next(since.event, at, most):
        sealed += count
    return sealed


@transaction.atomic
def _seal_next(up_to: int, at: datetime, most: int) -> int:
    if not _alone():
        return 0
    before = Seal.objects.order_by("-id").first()
    previous, after = (before.hash, before.last_event) if before else (chain.BEGINNING, 0)
    those = list(facts(Event.objects.filter(id__gt=after, id__lte=up_to).order_by("id")[:most]))
    if not those:
        return 0
    last, digest = those[-1].id, chain.digest_of(those)
    Seal.objects.create(
        previous=previous,
        after_event=after,
        last_event=last,
        events=len(those),
        digest=digest,
        hash=chain.seal(
            previous=previous, after=after, last=last, events=len(those), digest=digest
        ),
        at=at,
    )
    return len(those)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])
        return bool(cursor.fetchone()[0])
