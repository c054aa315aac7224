"""Open the applications of a table, each in a transaction of its own.

A worker does it some hundred lines at a time and may be killed at any of them: what was done is
on the line, in the transaction that did it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.cases import actions as cases
from alo153.city import queries as city
from alo153.city.models import CaseKind
from alo153.city.partner_tables import Field
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.intake.actions import take_in
from alo153.partners.events import TableFinished
from alo153.partners.imports.actions.bringing import OPEN_LINES
from alo153.partners.imports.actions.refusing import refuse
from alo153.partners.imports.content import content_of
from alo153.partners.imports.judging import failed
from alo153.partners.imports.meaning import Meanings
from alo153.partners.models import TableContent, TableImport, TableLine
from alo153.partners.rules.rows import Fault, Faulty
from alo153.partners.rules.table import NoTable, read_some

AT_ONCE: Final = 200
"""Lines of one job: other work of the worker waits some seconds for them."""

State = TableLine.State


def take_lines(*, table: int, at: datetime) -> bool:
    """Take the next lines of a table; returns whether there are more.

    If its approver may no longer open applications, it waits for another person.
    """
    current = TableImport.objects.select_related("taken_by").get(pk=table)
    if current.state != TableImport.State.TAKING or current.taken_by is None:
        return False
    waiting = list(current.lines.filter(state__in=OPEN_LINES)[:AT_ONCE])
    if not waiting:
        _finish(current, at)
        return False
    with translation.override(city.city().language):
        meanings = Meanings(current.desk, today=city.today(at))
        try:
            values = _values(current, waiting)
            for line in waiting:
                _take(line, values[line.line], meanings, by=current.taken_by, at=at)
        except NoTable as refused:
            refuse(current, str(refused.reason), at)
            return False
        except NotPermitted:
            taking = TableImport.objects.filter(pk=table, state=TableImport.State.TAKING)
            taking.update(state=TableImport.State.READY)
            return False
    return True


def _values(table: TableImport, waiting: Sequence[TableLine]) -> dict[int, Mapping[Field, str]]:
    """Return what the lines say; of the file only they are taken apart, however long it is.

    Raises NoTable.
    """
    first, last = waiting[0].line, waiting[-1].line
    return dict(read_some(content_of(table), table.desk.columns, begin=first, end=last))


def _take(
    line: TableLine, values: Mapping[Field, str], meanings: Meanings, *, by: User, at: datetime
) -> None:
    """Do with a line what was said of it; the line keeps a refusal."""
    try:
        with transaction.atomic():
            current = TableLine.objects.select_for_update().filter(pk=line.pk).first()
            if current is None:  # the table was thrown away meanwhile
                return
            if current.state == State.NEW:
                _open(current, values, meanings, by=by, at=at)
            elif current.state == State.CHANGED:
                _update(current, by=by, at=at)
            current.save(update_fields=["state", "case", "changes"])
    except cases.AlreadyRegistered as already:
        line.case, line.state = already.case, State.KNOWN
    except (cases.NeedsMissing, cases.ArrivedTooLate, CaseKind.DoesNotExist):
        failed(line, Faulty(Fault(Field.KIND, _("The city's rules changed: read it again."))))
    except Faulty as faulty:
        failed(line, faulty)
    else:
        return
    after = {"state": line.state, "case": line.case, "faults": line.faults}
    TableLine.objects.filter(pk=line.pk).update(**after)


def _open(
    line: TableLine, values: Mapping[Field, str], meanings: Meanings, *, by: User, at: datetime
) -> None:
    application = meanings.application(meanings.row(values))
    line.case, line.state = take_in(application, by=by, at=at), State.OPENED


def _update(line: TableLine, *, by: User, at: datetime) -> None:
    """Take over the day that the body set anew. Other words stay what the citizen's case says."""
    if Field.DUE in line.changes and line.case:
        due = date.fromisoformat(line.becomes["due"])
        cases.move_date_there(case=line.case, due_date=due, by=by, at=at)
        line.changes = [field for field in line.changes if field != Field.DUE]
    line.state = State.UPDATED


@transaction.atomic
def _finish(table: TableImport, at: datetime) -> None:
    done = {"state": TableImport.State.DONE, "finished_at": at}
    taking = TableImport.objects.filter(pk=table.pk, state=TableImport.State.TAKING)
    if not taking.update(**done):
        return
    TableContent.objects.filter(table=table).delete()
    count = {state: table.lines.filter(state=state).count() for state in State}
    what = TableFinished(opened=count[State.OPENED], faulty=count[State.FAULTY])
    events.record(what, subject=table, by=SYSTEM, at=at)
