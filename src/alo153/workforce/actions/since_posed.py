"""Find changes since the solver got its problem: its roster is taken without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alo153.workforce import posing, queries
from alo153.workforce.models import Roster, Shift
from alo153.workforce.queries.judging import judge

_Days = frozenset[tuple[date, int]]


@dataclass
class KnownDraft:
    """The draft as the solver knows it, and the people whose days planners have changed since."""

    days: Mapping[int, _Days]
    changed: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, roster: Roster) -> KnownDraft:
        """Return what is known of a draft now; one query."""
        return cls(_days(roster))

    def changed_in(self, roster: Roster) -> Collection[int]:
        """Return the people whose days differ from the solver's last result; one query."""
        now = _days(roster)
        self.changed |= {
            user for user in now.keys() | self.days.keys() if now.get(user) != self.days.get(user)
        }
        return self.changed

    def look(self, roster: Roster) -> None:
        """Take the draft as it is now for what the solver left; one query."""
        self.days = _days(roster)


def _days(roster: Roster) -> dict[int, _Days]:
    found: dict[int, set[tuple[date, int]]] = defaultdict(set)
    for user, day, shift_type in roster.shifts.values_list("user", "day", "type"):
        found[user].add((day, shift_type))
    return {user: frozenset(days) for user, days in found.items()}


def lawful_by_now(roster: Roster, posed: posing.Posed, made: Iterable[Shift]) -> list[Shift]:
    """Return the shifts that are lawful by what is known now of each person.

    Only people of whom something else was known when the solver began are judged. About 25 queries.
    """
    shifts = list(made)
    months: dict[int, list[Shift]] = {key: [] for key in _otherwise_known(roster, posed)}
    for each in shifts:
        if each.user_id in months:
            months[each.user_id].append(each)
    if not months:
        return shifts
    broken = _broken(roster, months, posed.center.first)
    lawful = {
        user: [each for each in rows if each.day not in broken.get(user, ())]
        for user, rows in months.items()
    }
    # A day may be named on which nobody works, as the first one of a week with too many hours
    still = _broken(roster, lawful, posed.center.first)
    kept = {user: [] if user in still else rows for user, rows in lawful.items()}
    others = [each for each in shifts if each.user_id not in months]
    return others + [each for rows in kept.values() for each in rows]


def _otherwise_known(roster: Roster, posed: posing.Posed) -> set[int]:
    """Return the people whose leave, contract or former shifts changed since it began."""
    first = posed.center.first
    now = posing.center_of(roster, first)
    known = {user.pk: member for user, member in zip(now.users, now.center.members, strict=True)}
    found = set()
    for user, before in zip(posed.users, posed.center.members, strict=True):
        member = known.get(user.pk)
        facts = member and (member.away, member.statuses, member.before)
        if facts != (before.away, before.statuses, before.before):
            found.add(user.pk)
    return found


def _broken(
    roster: Roster, months: Mapping[int, list[Shift]], first: date
) -> dict[int, frozenset[date]]:
    """Return the days on which something is unlawful, of each person with such a day."""
    earlier: dict[int, list[Shift]] = defaultdict(list)
    for row in roster.shifts.filter(user__in=months, day__lt=first).select_related("type"):
        earlier[row.user_id].append(row)
    asked = {
        user: [queries.as_law(each) for each in [*earlier[user], *rows]]
        for user, rows in months.items()
    }
    found = {
        user: frozenset(each.day for each in judged.since(first))
        for user, judged in judge(roster, asked).items()
    }
    return {user: days for user, days in found.items() if days}
