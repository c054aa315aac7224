"""Read a table that was brought; a worker does it, and may be killed at any line."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from typing import Final

from django.db import transaction
from django.utils import translation

from alo153.city import queries as city
from alo153.partners.imports.actions.refusing import refuse
from alo153.partners.imports.content import content_of
from alo153.partners.imports.judging import Judge
from alo153.partners.models import TableImport, TableLine
from alo153.partners.rules import table as tables
from alo153.partners.rules.table import NoTable

_AT_ONCE: Final = 1_000
"""Lines that are judged and written together."""

State = TableImport.State


def read(*, table: int, at: datetime) -> None:
    """Say of each line of a table what it becomes; one that runs again begins anew."""
    current = TableImport.objects.get(pk=table)
    if current.state != State.READING:
        return
    current.lines.all().delete()
    with translation.override(city.city().language):
        try:
            content, columns = content_of(current), current.desk.columns
            rows = tables.count(content, columns)
        except NoTable as refused:
            refuse(current, str(refused.reason), at)
            return
        TableImport.objects.filter(pk=table).update(rows=rows)
        judge = Judge(current, current.desk, today=city.today(at))
        for some in batched(tables.read(content, columns), _AT_ONCE):
            if not _keep(current, judge.lines(some)):
                return
    TableImport.objects.filter(pk=table, state=State.READING).update(state=State.READY)


@transaction.atomic
def _keep(table: TableImport, lines: Sequence[TableLine]) -> bool:
    """Write some lines, unless somebody has thrown the table away."""
    reading = TableImport.objects.select_for_update(no_key=True)
    if not reading.filter(pk=table.pk, state=State.READING).exists():
        return False
    TableLine.objects.bulk_create(lines, ignore_conflicts=True)
    return True
