"""Parts of every notice about an application: what it is about, where it opens, who may know."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.cases.models import Case
from alo153.cases.permissions import SEE_EVERY_CASE, WORK_ON_UNIT_CASES
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city import queries as unit_queries


def may_know(case: Case, those: Iterable[User]) -> list[User]:
    """Keep the people who may know of the case; a confidential one is told to somebody who may."""
    if not case.confidential:
        return list(those)
    found = [each for each in those if each.may(READ_CONFIDENTIAL)]
    return found or list(holding(READ_CONFIDENTIAL))


def works_on(case: Case, reader: User) -> bool:
    """Tell whether this person works on the applications of the case's unit."""
    if case.unit is None:
        return False
    return WORK_ON_UNIT_CASES in unit_queries.permissions_in(reader, case.unit)


def page(case: Case, reader: User) -> str:
    """Return where this reader can do most: with the unit they work in, else in the center."""
    room = "center" if reader.may(SEE_EVERY_CASE) and not works_on(case, reader) else "unit"
    return f"/{room}/cases/{case.tracking_code}/"


def matter(case: Case, name: str) -> tuple[str, str]:
    """Say what it is about and whose it is; of a confidential application not what."""
    about = _("Confidential application") if case.confidential else name
    return about, case.unit.name if case.unit else _("without a unit")


def due(at: datetime | None, set_by: str = "") -> str:
    """Say until when the answer is due, and by whose date."""
    when = moment(at) if at else _("not fixed yet")
    if set_by:
        return _("Due: %(when)s, the date of %(body)s") % {"when": when, "body": set_by}
    return _("Due: %(when)s") % {"when": when}


def moment(at: datetime) -> str:
    """Write a day and an hour by the city's clock."""
    return formats.date_format(unit_queries.local(at), "DATETIME_FORMAT")
