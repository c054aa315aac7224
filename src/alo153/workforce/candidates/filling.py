"""People who may lawfully work a shift that nobody has yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.law.check import Breach
from alo153.workforce.law.shifts import Shift as LawShift
from alo153.workforce.models import Roster, ShiftType
from alo153.workforce.queries import leaves
from alo153.workforce.queries.judging import HAS_SHIFT, NO_CONTRACT, Known, known_of


@dataclass(frozen=True)
class Able:
    """A person for whom the shift is lawful, with their hours in the roster so far.

    ``brings`` are the missing skills that the person has.
    """

    user: User
    hours: float
    cell: str
    brings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Staff:
    """The people of a roster with their shifts, and what the law asks about them: read once."""

    roster: Roster
    users: Mapping[int, User]
    shifts: Mapping[int, Sequence[LawShift]]
    known: Known
    skills: Mapping[int, frozenset[str]]
    first: date

    def able(
        self, day: date, shift_type: ShiftType, *, lacking: Collection[str] = ()
    ) -> list[Able]:
        """Return the people who may have a shift on a day without one, best first. No query.

        People with the most lacking skills come first, then people with the fewest hours.
        """
        found = [
            Able(
                user=user,
                hours=sum(each.work for each in self.shifts[key]) / 60,
                cell=f"{key}-{day.isoformat()}",
                brings=tuple(sorted(self.skills[key] & set(lacking))),
            )
            for key, user in self.users.items()
            if not self.breaches(key, [day], shift_type)
        ]
        return sorted(found, key=lambda each: (-len(each.brings), each.hours, each.user.full_name))

    def breaches(
        self, user: int, days: Sequence[date], shift_type: ShiftType
    ) -> tuple[Breach, ...]:
        """Return what speaks against a shift of a person on each of some days. No query."""
        if user not in self.users:
            return (Breach(NO_CONTRACT, days[0]),)
        ours = self.shifts[user]
        if taken := sorted({each.day for each in ours} & set(days)):
            return (Breach(HAS_SHIFT, taken[0]),)
        person = self.users[user]
        tried = [
            queries.as_law(posing.shift_of(self.roster, person, day, shift_type)) for day in days
        ]
        return self.known.judged(user, [*ours, *tried]).since(self.first)


def staff_of(roster: Roster, today: date) -> Staff:
    """Return the people who are planned in a roster, as a new version of it would have them.

    About sixteen queries. What was on days that have passed speaks against nobody; a new version
    keeps the shifts of these days, also of people who were on leave.
    """
    first = max(roster.first_date, today)
    contracts = queries.contracts_within(roster.first_date, roster.last_date)
    users = {key: each.user for key, each in contracts.items()}
    shifts: dict[int, list[LawShift]] = {user: [] for user in users}
    gone = [each.pk for each in leaves.emptied(roster, first)]
    rows = roster.shifts.select_related("type").filter(user__in=users).exclude(pk__in=gone)
    for row in rows:
        shifts[row.user_id].append(queries.as_law(row))
    return Staff(
        roster=roster,
        users=users,
        shifts=shifts,
        known=known_of(roster, users),
        skills=posing.skills_of(users),
        first=first,
    )
