"""People who may lawfully work longer today, and agreed to overtime in writing."""

from __future__ import annotations

from collections.abc import Sequence

from alo153.workforce import queries
from alo153.workforce.law.overtime import longer
from alo153.workforce.models import Overtime, Roster, Shift
from alo153.workforce.queries import leaves
from alo153.workforce.queries.judging import known_of


def volunteers(shifts: Sequence[Shift], minutes: int) -> list[Shift]:
    """Return which published shifts may lawfully be `minutes` longer.

    People who were asked for this day already, or declined, are left out. About a dozen queries for
    each roster of the shifts (usually one).
    """
    asked = {
        (each.user_id, each.day)
        for each in Overtime.objects.filter(day__in={each.day for each in shifts})
    }
    free = [each for each in shifts if (each.user_id, each.day) not in asked]
    found: list[Shift] = []
    for roster in Roster.objects.filter(pk__in={each.roster_id for each in free}):
        found += _of_roster(roster, [each for each in free if each.roster_id == roster.pk], minutes)
    return found


def _of_roster(roster: Roster, shifts: list[Shift], minutes: int) -> list[Shift]:
    users = {each.user_id for each in shifts}
    known = known_of(roster, users)
    months: dict[int, list[Shift]] = {user: [] for user in users}
    gone = [each.pk for each in leaves.emptied(roster, roster.first_date)]
    for row in roster.shifts.filter(user__in=users).exclude(pk__in=gone).select_related("type"):
        months[row.user_id].append(row)
    found = []
    for shift in shifts:
        user = shift.user_id
        others = [queries.as_law(each) for each in months[user] if each.pk != shift.pk]
        tried = longer(known.law, known.statuses[user](shift.day), queries.as_law(shift), minutes)
        if not known.judged(user, [*others, tried]).since(shift.day):
            found.append(shift)
    return found
