"""Find lines of a table that exist already, and their changed values."""

from collections.abc import Iterable, Mapping

from alo153.cases.actions import ExternalReference
from alo153.cases.models import RegisterEntry
from alo153.city.models import PartnerDesk
from alo153.city.partner_tables import Field
from alo153.partners.rules.rows import PartnerRow


def entries_of(desk: PartnerDesk, numbers: Iterable[str]) -> Mapping[str, RegisterEntry]:
    """Return what that body has here by its number, with the case; one query."""
    found = RegisterEntry.objects.filter(register=desk.name, number__in=list(numbers))
    return {entry.number: entry for entry in found.select_related("case")}


def changes(entry: RegisterEntry, row: PartnerRow, there: ExternalReference) -> list[Field]:
    """Return the columns that say something else than the case has.

    Words of a confidential case are not read for it, and of one whose citizen was erased there are
    none. A table without a day for the answer takes none back.
    """
    case = entry.case
    found = []
    if there.arrived_date != entry.arrived_date:
        found.append(Field.ARRIVED)
    if there.due_date and there.due_date != entry.due_date:
        found.append(Field.DUE)
    if not case.confidential and case.text and case.text != row.text:
        found.append(Field.TEXT)
    return found
