"""Judge the shifts of a roster by the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from alo153.workforce import lawbook
from alo153.workforce.law.check import NO_OVERTIME, Breach, Consents, Statuses, check
from alo153.workforce.law.rules import Law
from alo153.workforce.law.shifts import Shift
from alo153.workforce.models import Roster
from alo153.workforce.queries.contracts import (
    Employed,
    consenting,
    employed,
    leave_between,
    statuses_of,
)
from alo153.workforce.queries.overtime import beside
from alo153.workforce.queries.published import after, as_law, before

ON_LEAVE = "on_leave"
NO_CONTRACT = "no_contract"
HAS_SHIFT = "has_shift"


@dataclass(frozen=True)
class Judgment:
    """Breaches in the shifts of one person."""

    user: int
    breaches: tuple[Breach, ...]

    @property
    def days(self) -> frozenset[date]:
        """Return the days on which something is."""
        return frozenset(each.day for each in self.breaches)

    def since(self, first: date) -> tuple[Breach, ...]:
        """Return what is unlawful from a day on."""
        return tuple(each for each in self.breaches if each.day >= first)


def judgments(roster: Roster, users: Collection[int] | None = None) -> dict[int, Judgment]:
    """Judge a roster as it is now, or some of its people; nine queries."""
    rows = roster.shifts.select_related("type")
    if users is not None:
        rows = rows.filter(user__in=users)
    shifts: dict[int, list[Shift]] = {user: [] for user in users or ()}
    for row in rows:
        shifts.setdefault(row.user_id, []).append(as_law(row))
    return judge(roster, shifts)


def judgment(roster: Roster, user: int, shifts: list[Shift]) -> Judgment:
    """Judge what a person's shifts in a roster would be; eight queries."""
    return judge(roster, {user: shifts})[user]


def judge(roster: Roster, shifts: dict[int, list[Shift]]) -> dict[int, Judgment]:
    """Judge shifts of people, together with what was published before and after; eight queries."""
    known = known_of(roster, shifts)
    return {user: known.judged(user, ours) for user, ours in shifts.items()}


@dataclass(frozen=True)
class Known:
    """The law's input about some people, read once, so that many months can be tried."""

    law: Law
    statuses: Mapping[int, Statuses]
    before: Mapping[int, Sequence[Shift]]
    after: Mapping[int, Sequence[Shift]]
    away: Mapping[int, frozenset[date]]
    consents: Mapping[int, Consents]
    overtime: Mapping[int, Mapping[int, int]]
    employed: Mapping[int, Employed]

    def judged(self, user: int, shifts: Sequence[Shift]) -> Judgment:
        """Judge what a person's shifts would be. No query."""
        other_days = self.overtime.get(user, NO_OVERTIME)
        breaches = self._checked(user, shifts, other_days) + self._with_next(user, shifts)
        free = self.away.get(user, frozenset())
        absent = [Breach(ON_LEAVE, each.day) for each in shifts if each.day in free]
        unbound = [
            Breach(NO_CONTRACT, each.day) for each in shifts if not self.employed[user](each.day)
        ]
        return Judgment(user, tuple(breaches + absent + unbound))

    def _checked(
        self, user: int, shifts: Sequence[Shift], other_days: Mapping[int, int] = NO_OVERTIME
    ) -> list[Breach]:
        return check(
            shifts,
            law=self.law,
            statuses=self.statuses[user],
            before=self.before.get(user, ()),
            overtime_beside=other_days,
            consents=self.consents[user],
        )

    def _with_next(self, user: int, shifts: Sequence[Shift]) -> list[Breach]:
        """Find what these shifts make unlawful in the next roster; it is told of their last day."""
        following = self.after.get(user, ())
        if not shifts or not following:
            return []
        last = max(each.day for each in shifts)
        known = {(each.key, each.day) for each in self._checked(user, following)}
        return [
            replace(each, day=last)
            for each in self._checked(user, [*shifts, *following])
            if each.day > last and (each.key, each.day) not in known
        ]


def known_of(roster: Roster, users: Iterable[int]) -> Known:
    """Return what is known of people in a roster; eight queries."""
    keys = list(users)
    return Known(
        law=lawbook.of_city(),
        statuses=statuses_of(keys),
        before=before(roster.first_date, keys),
        after=after(roster.last_date, keys),
        away=leave_between(roster.first_date, roster.last_date),
        consents=consenting(keys),
        overtime=beside(roster, keys),
        employed=employed(keys),
    )
