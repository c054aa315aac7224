"""Take in one application of a desk whose own system hands it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import actions as cases
from alo153.cases.models import Case
from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.city.partner_tables import Field
from alo153.intake.actions import take_in
from alo153.partners.imports import known
from alo153.partners.imports.meaning import Meanings


@dataclass(frozen=True, kw_only=True)
class Brought:
    """The result of a line. ``changes``: columns with another value than the stored one."""

    case: Case
    is_new: bool
    changes: Sequence[Field] = ()


def bring_one(*, desk: PartnerDesk, values: Mapping[Field, str], by: User, at: datetime) -> Brought:
    """Open an application, or take over the day that the body set anew; as a line of its table.

    Raises:
        NotPermitted: they open no applications.
        Faulty: with what is wrong in which column.
    """
    meanings = Meanings(desk, today=city.today(at))
    row = meanings.row(values)
    there = meanings.reference(row)
    if entry := known.entries_of(desk, [row.number]).get(row.number):
        changes = known.changes(entry, row, there)
        if Field.DUE in changes and there.due_date:
            cases.move_date_there(case=entry.case, due_date=there.due_date, by=by, at=at)
        return Brought(case=entry.case, is_new=False, changes=changes)
    try:
        with transaction.atomic():
            case = take_in(meanings.application(row), by=by, at=at)
    except cases.AlreadyRegistered as already:
        return Brought(case=already.case, is_new=False)
    return Brought(case=case, is_new=True)
