"""Who may lawfully work a shift that nobody has yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.law.shifts import Shift as LawShift
from alo153.workforce.models import Roster, ShiftType
from alo153.workforce.queries.judging import judge


@dataclass(frozen=True)
class Able:
    """Somebody for whom it is lawful, with the hours that they have in the roster so far."""

    user: User
    hours: float
    cell: str


def able(roster: Roster, day: date, shift_type: ShiftType) -> list[Able]:
    """Return who may have a shift on a day on which they have none, the fewest hours first.

    Seven queries, and a judgment for each person.
    """
    users = {key: each.user for key, each in queries.contracts_on(roster.first_date).items()}
    shifts: dict[int, list[LawShift]] = {user: [] for user in users}
    for row in roster.shifts.select_related("type").filter(user__in=users):
        shifts[row.user_id].append(queries.as_law(row))
    free = {user: ours for user, ours in shifts.items() if all(each.day != day for each in ours)}
    tried = {
        user: [*ours, queries.as_law(posing.shift_of(roster, users[user], day, shift_type))]
        for user, ours in free.items()
    }
    lawful = [user for user, found in judge(roster, tried).items() if not found.breaches]
    found = [
        Able(users[user], sum(each.work for each in free[user]) / 60, f"{user}-{day.isoformat()}")
        for user in lawful
    ]
    return sorted(found, key=lambda each: (each.hours, each.user.full_name))
