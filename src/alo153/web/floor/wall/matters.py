"""Applications on the wall: opened today, overdue; counted over the reader's applications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_LATE_CASES
from alo153.city import queries as city


@dataclass(frozen=True)
class Matters:
    """The numbers of applications opened today, and of overdue ones."""

    opened: int
    overdue: int
    may_list_overdue: bool


def of_today(reader: User, at: datetime) -> Matters | None:
    """Count them; two queries. None for people who do not see the applications of all units."""
    if not reader.may(SEE_EVERY_CASE):
        return None
    opened = queries.visible_to(reader).filter(opened_at__gte=city.midnight(at), opened_at__lte=at)
    return Matters(
        opened=opened.count(),
        overdue=queries.late(reader, at).order_by().count(),
        may_list_overdue=reader.may(SEE_LATE_CASES),
    )
