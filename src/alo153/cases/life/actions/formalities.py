"""Further data of a formal application, and its entry in another body's register."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection

from alo153.cases.models import Case, Particulars, RegisterEntry
from alo153.cases.rules.clocks import Due, due_there, earlier
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind


class ArrivedTooLate(ValueError):
    """The day of arrival at the other body has not come yet: no clock can count from it."""


class AlreadyRegistered(ValueError):
    """This number of the other body has a case already."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.tracking_code)
        self.case = case


class AlreadyOpened(ValueError):
    """This form was sent before (double click, lost connection): `opened_by` has its case."""


@dataclass(frozen=True, kw_only=True)
class FormalDetails:
    """Further data of a formal application; ``signature`` is a `Particulars.Signature`."""

    address: str = ""
    signature: str = ""
    signature_reference: str = ""
    identity_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ExternalReference:
    """The reference of another body, such as CİMER."""

    number: str
    arrived_date: date
    due_date: date | None = None


def check_register(
    kind: CaseKind, external: ExternalReference | None, form_token: UUID | None
) -> None:
    """See that the number of the other body has no case yet. Raises AlreadyRegistered."""
    if not (kind.register and external):
        return
    _wait_for_same_number(f"{kind.register} {external.number}")
    there = RegisterEntry.objects.filter(register=kind.register, number=external.number)
    if already := there.select_related("case").first():
        if form_token and already.case.form_token == form_token:
            raise AlreadyOpened
        raise AlreadyRegistered(already.case)


def received_at(external: ExternalReference | None, at: datetime) -> datetime:
    """Return from when the clock counts: the day of arrival at the other body, else now.

    Raises ArrivedTooLate.
    """
    if external is None:
        return at
    if external.arrived_date > unit_queries.today(at):
        raise ArrivedTooLate(external.arrived_date.isoformat())
    return min(at, datetime.combine(external.arrived_date, time(12), unit_queries.zone()))


def first_due(promised: datetime, kind: CaseKind, external: ExternalReference | None) -> Due:
    """Return by when a case that is being opened is due: by our time, or by their day before it."""
    if not (kind.register and external and external.due_date):
        return Due(at=promised)
    theirs = due_there(external.due_date, unit_queries.working_calendar())
    return earlier(promised, theirs, body=kind.register)


def keep_formalities(
    case: Case, kind: CaseKind, formal: FormalDetails | None, external: ExternalReference | None
) -> None:
    """Write down what it brought, and the entry in the other body's register."""
    if formal and any(asdict(formal).values()):
        Particulars.objects.create(case=case, **asdict(formal))
    if kind.register and external:
        RegisterEntry.objects.create(case=case, register=kind.register, **asdict(external))


def _wait_for_same_number(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
