"""Check whether a shift may lawfully be moved to another person or day."""

from __future__ import annotations

from datetime import date

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.law.check import Breach
from alo153.workforce.models import Shift


def breaches(shift: Shift, user: User, day: date, today: date) -> tuple[Breach, ...]:
    """Return what would be unlawful if a shift of a draft were somebody's on a day instead.

    About ten queries. What is on days that have passed counts for nothing.
    """
    roster = shift.roster
    rows = roster.shifts.filter(user=user).exclude(day=day).exclude(pk=shift.pk)
    tried = posing.shift_of(roster, user, day, shift.type)
    moved = posing.as_agreed(tried, posing.agreed_in(roster))
    month = [queries.as_law(each) for each in [*rows.select_related("type"), moved]]
    return queries.judgment(roster, user.pk, month).since(roster.first_open(today))
