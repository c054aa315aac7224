"""What the law says to the shifts of a roster."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from alo153.workforce import lawbook
from alo153.workforce.law.check import Breach, check
from alo153.workforce.law.shifts import Shift
from alo153.workforce.models import Roster
from alo153.workforce.queries.contracts import leave_between, statuses_of
from alo153.workforce.queries.published import as_law, before

ON_LEAVE = "on_leave"


@dataclass(frozen=True)
class Judgment:
    """What is unlawful in the shifts of one person."""

    user: int
    breaches: tuple[Breach, ...]

    @property
    def days(self) -> frozenset[date]:
        """Return the days on which something is."""
        return frozenset(each.day for each in self.breaches)


def judgments(roster: Roster, users: Collection[int] | None = None) -> dict[int, Judgment]:
    """Judge a roster as it is now, or some of its people; five queries."""
    rows = roster.shifts.select_related("type")
    if users is not None:
        rows = rows.filter(user__in=users)
    shifts: dict[int, list[Shift]] = {user: [] for user in users or ()}
    for row in rows:
        shifts.setdefault(row.user_id, []).append(as_law(row))
    return judge(roster, shifts)


def judgment(roster: Roster, user: int, shifts: list[Shift]) -> Judgment:
    """Judge what a person's shifts in a roster would be; four queries."""
    return judge(roster, {user: shifts})[user]


def judge(roster: Roster, shifts: dict[int, list[Shift]]) -> dict[int, Judgment]:
    """Judge shifts of people, together with what was published before."""
    law = lawbook.of_city()
    statuses = statuses_of(list(shifts))
    former = before(roster.first_date, list(shifts))
    away = leave_between(roster.first_date, roster.last_date)
    found = {}
    for user, ours in shifts.items():
        breaches = check(ours, law=law, statuses=statuses[user], before=former.get(user, ()))
        free = away.get(user, frozenset())
        absent = [Breach(ON_LEAVE, each.day) for each in ours if each.day in free]
        found[user] = Judgment(user, tuple(breaches + absent))
    return found
