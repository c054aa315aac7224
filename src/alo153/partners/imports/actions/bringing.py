"""Bring a table, let it be taken in, or throw it away."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases.permissions import OPEN_CASE
from alo153.city.models import PartnerDesk
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.jobs import enqueue
from alo153.partners.events import TableDropped, TableTaken, TableUploaded
from alo153.partners.imports.content import sealed
from alo153.partners.models import TableContent, TableImport, TableLine
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS

READ_JOB: Final = "partners.read_table"
TAKE_JOB: Final = "partners.take_lines"
OPEN_LINES: Final = (TableLine.State.NEW, TableLine.State.CHANGED)
"""Verdicts on which a taking acts."""

State = TableImport.State
WORKING: Final = (State.READING, State.TAKING)
_LEFT: Final = (*WORKING, State.READY, State.REFUSED)
_DONE_LINES: Final = (TableLine.State.OPENED, TableLine.State.UPDATED)


class NotNow(Exception):
    """Somebody else has taken it in or thrown it away, or it is still being read.

    One that was taken in to its end is not thrown away.
    """


def upload(*, desk: PartnerDesk, content: bytes, by: User, at: datetime) -> TableImport:
    """Keep a table, sealed, and have it read; the same file that waits is not brought twice.

    Raises:
        NotPermitted: they do not exchange tables.
    """
    permit(EXCHANGE_WITH_PARTNERS, by=by)
    digest = sha256(content).hexdigest()
    try:
        return _keep(desk, content, digest, by, at)
    except IntegrityError:
        waiting = (State.READING, State.READY, State.TAKING)
        return TableImport.objects.get(desk=desk, sha256=digest, state__in=waiting)


@transaction.atomic
def _keep(desk: PartnerDesk, content: bytes, digest: str, by: User, at: datetime) -> TableImport:
    made = TableImport.objects.create(
        desk=desk, sha256=digest, size=len(content), by_user=by, at=at
    )
    TableContent.objects.create(table=made, sealed=sealed(content, made))
    what = TableUploaded(desk=desk.slug, size=len(content))
    events.record(what, subject=made, by=Actor.staff(by.pk), at=at)
    enqueue(READ_JOB, table=made.pk)
    return made


@transaction.atomic
def take(*, table: TableImport, by: User, at: datetime) -> None:
    """Let the new lines be opened and the changed days be taken over, by a job.

    Raises:
        NotPermitted: they do not exchange tables, or open no applications.
        NotNow: it is not one that waits for this.
    """
    permit(EXCHANGE_WITH_PARTNERS, by=by)
    permit(OPEN_CASE, by=by)
    _move(table, (State.READY,), state=State.TAKING, taken_by=by)
    lines = table.lines.filter(state__in=OPEN_LINES).count()
    events.record(TableTaken(lines=lines), subject=table, by=Actor.staff(by.pk), at=at)
    enqueue(TAKE_JOB, table=table.pk)


@transaction.atomic
def drop(*, table: TableImport, by: User, at: datetime) -> int:
    """Throw a table away, whatever became of it, unless it was taken in to its end.

    Its file is deleted. What was opened of it stays: returns how many lines those are.

    Raises:
        NotPermitted: they do not exchange tables.
        NotNow: it was taken in or thrown away.
    """
    permit(EXCHANGE_WITH_PARTNERS, by=by)
    _move(table, _LEFT, state=State.DROPPED, finished_at=at)
    # A worker may be at a line of it: this waits for that line, and the worker finds no more
    table.lines.exclude(state__in=_DONE_LINES).delete()
    TableContent.objects.filter(table=table).delete()
    events.record(TableDropped(), subject=table, by=Actor.staff(by.pk), at=at)
    return table.lines.count()


def forget(*, before: datetime) -> None:
    """Delete what was brought before then and nobody took, and lines that opened nothing."""
    old = TableImport.objects.filter(at__lt=before).exclude(state=State.TAKING)
    TableContent.objects.filter(table__in=old).delete()
    TableLine.objects.filter(table__in=old, case=None).delete()
    old.filter(state__in=[State.READING, State.READY]).update(state=State.DROPPED)


def _move(table: TableImport, before: Collection[State], **after: object) -> None:
    if not TableImport.objects.filter(pk=table.pk, state__in=before).update(**after):
        raise NotNow
