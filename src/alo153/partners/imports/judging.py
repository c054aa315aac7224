"""Say of each line of a table what it becomes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from alo153.cases.models import RegisterEntry
from alo153.city.models import PartnerDesk
from alo153.city.partner_tables import Field
from alo153.partners.imports import known, meaning
from alo153.partners.imports.meaning import Meanings
from alo153.partners.models import TableImport, TableLine
from alo153.partners.rules.rows import Fault, Faulty, PartnerRow
from alo153.partners.rules.table import Row

State = TableLine.State


class Judge:
    """Goes through a table from above and remembers its numbers: each is there once."""

    def __init__(self, table: TableImport, desk: PartnerDesk, *, today: date) -> None:
        self._table, self._desk = table, desk
        self._meanings = Meanings(desk, today=today)
        self._seen: dict[str, int] = {}

    def lines(self, rows: Sequence[Row]) -> list[TableLine]:
        """Return what some lines become; one query."""
        numbers = [values.get(Field.NUMBER, "") for _place, values in rows]
        there = known.entries_of(self._desk, numbers)
        return [self._line(place, values, there) for place, values in rows]

    def _line(
        self, place: int, values: Mapping[Field, str], there: Mapping[str, RegisterEntry]
    ) -> TableLine:
        line = TableLine(table=self._table, line=place, number=values[Field.NUMBER][:40])
        try:
            self._once(line)
            row = self._meanings.row(values)
            if entry := there.get(row.number):
                return self._known(line, row, entry)
            line.becomes = meaning.shown(self._meanings.application(row))
        except Faulty as faulty:
            return failed(line, faulty)
        line.state = State.NEW
        return line

    def _once(self, line: TableLine) -> None:
        first = self._seen.setdefault(line.number, line.line)
        if line.number and first != line.line:
            words = _("The same number stands in line %(line)s.") % {"line": first}
            raise Faulty(Fault(Field.NUMBER, words))

    def _known(self, line: TableLine, row: PartnerRow, entry: RegisterEntry) -> TableLine:
        external = self._meanings.reference(row)
        line.case = entry.case
        line.changes = known.changes(entry, row, external)
        line.state = State.CHANGED if line.changes else State.KNOWN
        line.becomes = {"due": external.due_date.isoformat() if external.due_date else ""}
        return line


def failed(line: TableLine, faulty: Faulty) -> TableLine:
    """Write on a line why it cannot be taken."""
    line.state = State.FAULTY
    line.faults = [(fault.field, str(fault.words)) for fault in faulty.faults]
    return line
