"""The validity of a message's link: while the application is open, and some time after."""

from datetime import datetime, timedelta
from typing import Final

from alo153.cases.life.closings import last_closing
from alo153.cases.models import Case
from alo153.city import queries as unit_queries

AFTER_CLOSING: Final = timedelta(days=90)
"""Long enough to say that it is not solved, and to keep what was answered."""


def opens_until(case: Case) -> datetime | None:
    """Return until when the link opens; None while the application is open. One query."""
    if case.closed_at is None:
        return None
    closing = last_closing(case)
    planned = closing.answer.planned_date if closing and closing.answer else None
    # What was promised for a day is followed up on that day
    days = max(0, (planned - unit_queries.today(case.closed_at)).days) if planned else 0
    return case.closed_at + timedelta(days=days) + AFTER_CLOSING
