"""The outcome of an arrival: read, or unreadable; both are stored."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alo153.channels import queries
from alo153.channels.models import Arrival
from alo153.core.jobs import enqueue

MOST_TRIES: Final = 5
"""Of reading: what takes its worker down each time must not do so for ever."""
# A job may wait a moment for a worker
GRACE: Final = timedelta(seconds=60)


def begin_reading(*, arrival_id: UUID) -> Arrival | None:
    """Return an arrival that nobody has read; None if there is none, or it was tried too often.

    The try is counted before it begins, for it may take the worker with it: call it outside of
    the transaction of `mark_read`.
    """
    waiting = Arrival.objects.filter(pk=arrival_id, state=Arrival.State.NEW)
    if waiting.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        return waiting.first()
    mark_unreadable(arrival_id=arrival_id, code="gave up")
    return None


def mark_read(*, arrival_id: UUID) -> bool:
    """Say that an arrival was read, in the transaction that writes down what it says.

    False: another run was first, and what this one has read is not to be written.
    """
    return _settle(arrival_id, Arrival.State.READ)


def mark_unreadable(*, arrival_id: UUID, code: str) -> bool:
    """Say that nobody but a person will make sense of it; `code` holds no personal data."""
    return _settle(arrival_id, Arrival.State.UNREADABLE, code)


def _settle(arrival_id: UUID, state: Arrival.State, code: str = "") -> bool:
    waiting = Arrival.objects.filter(pk=arrival_id, state=Arrival.State.NEW)
    return waiting.update(state=state, error_code=code) == 1


@transaction.atomic
def read_forgotten(*, at: datetime) -> None:
    """Queue the reading of arrivals whose job was lost or failed."""
    for arrival_id in queries.forgotten(before=at - GRACE):
        enqueue(queries.READ_JOB, arrival_id=str(arrival_id))
