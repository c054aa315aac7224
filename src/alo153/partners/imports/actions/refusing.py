"""Refuse a table: it cannot be read, cannot be read any more, or nothing reads it."""

from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.partners.events import TableRefused
from alo153.partners.imports.actions.bringing import READ_JOB, TAKE_JOB, WORKING
from alo153.partners.models import TableContent, TableImport

MOST_FAILURES: Final = 3
"""Of a job before its table is refused: a person waits, and the next try would be in hours."""


@transaction.atomic
def refuse(table: TableImport, reason: str, at: datetime) -> None:
    """Say why a table is not read or taken in any further, and delete its file.

    What was opened of it stays. One that somebody has thrown away is left alone.
    """
    after = {"state": TableImport.State.REFUSED, "reason": reason[:300], "finished_at": at}
    if not TableImport.objects.filter(pk=table.pk, state__in=WORKING).update(**after):
        return
    TableContent.objects.filter(table=table).delete()
    events.record(TableRefused(), subject=table, by=SYSTEM, at=at)


def refuse_stuck(*, at: datetime) -> None:
    """Refuse the tables that no job works on: it failed several times, or took its worker down."""
    with translation.override(city.city().language):
        for table in _stuck():
            refuse(table, _("The program failed several times at this table: bring it again."), at)


def _stuck() -> QuerySet[TableImport]:
    """Return the tables at work without a job; one query, so that no job comes between."""
    alive = Q(status="doing") | Q(status="todo", attempts__lt=MOST_FAILURES)
    key = Cast(KeyTextTransform("table", "args"), models.BigIntegerField())
    jobs = ProcrastinateJob.objects.filter(alive, task_name__in=[READ_JOB, TAKE_JOB])
    at_work = TableImport.objects.filter(state__in=WORKING)
    return at_work.exclude(pk__in=jobs.annotate(key=key).values("key"))
