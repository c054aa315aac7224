"""With whom somebody may swap a shift: lawful for both, and no worse for who is wanted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from alo153.accounts.models import User
from alo153.workforce import posing, queries
from alo153.workforce.law import shifts as law
from alo153.workforce.models import Roster, Shift, Swap
from alo153.workforce.queries import leaves
from alo153.workforce.queries.judging import Known, known_of


@dataclass(frozen=True)
class Partner:
    """Somebody who may lawfully give this shift for one's own."""

    user: User
    day: date
    shift: Shift

    @property
    def key(self) -> str:
        """Return its name in a form."""
        return f"{self.user.pk}-{self.day.isoformat()}"


def roster_with(user: User, day: date) -> Roster | None:
    """Return the published roster in which somebody works on a day; one query."""
    shift = queries.shifts_of(user, day, day).select_related("roster").first()
    return shift.roster if shift else None


def exchanged(swap: Swap, roster: Roster) -> set[tuple[int, int]]:
    """Return the two shifts of a swap in a version: person and type; one query."""
    given = Q(user=swap.giver_id, day=swap.giver_day)
    taken = Q(user=swap.taker_id, day=swap.taker_day)
    return set(roster.shifts.filter(given | taken).values_list("user", "type"))


def partners(giver: User, day: date, *, at: datetime) -> list[Partner]:
    """Return the colleagues' shifts that the giver may get for their own.

    Neither shift has begun: worked shifts are not swapped. Neither has overtime, to which its
    person alone has agreed. Both people have the same of the required skills, so that no hour is
    worse covered. People who left, or are no longer planned, are not asked.
    """
    roster = roster_with(giver, day)
    if roster is None:
        return []
    by_user = _by_user(roster)
    mine = next((each for each in by_user[giver.pk] if each.day == day), None)
    if mine is None or not _is_swappable(mine, at):
        return []
    wanted = {each.skill for each in roster.requirements.all()}
    here = queries.contracts_on(day)
    known = known_of(roster, by_user)
    skills = posing.skills_of(by_user)
    able = wanted & skills[giver.pk]
    found = []
    for user, theirs in by_user.items():
        if user == giver.pk or user not in here or wanted & skills[user] != able:
            continue
        ahead = [each for each in theirs if _is_swappable(each, at)]
        found += _with_one(known, by_user[giver.pk], mine, theirs, ahead)
    return sorted(found, key=lambda each: (each.day, each.user.full_name))


def _is_swappable(shift: Shift, at: datetime) -> bool:
    return shift.starts_at > at and not shift.overtime_minutes


def _by_user(roster: Roster) -> dict[int, list[Shift]]:
    """Return who works when; shifts that the next version leaves out are nobody's."""
    gone = [each.pk for each in leaves.emptied(roster, roster.first_date)]
    found: dict[int, list[Shift]] = defaultdict(list)
    for row in roster.shifts.exclude(pk__in=gone).select_related("type", "user"):
        found[row.user_id].append(row)
    return found


def _with_one(
    known: Known, ours: list[Shift], mine: Shift, theirs: list[Shift], ahead: list[Shift]
) -> list[Partner]:
    """Return the shifts of a colleague after whose swap both months are lawful."""
    free = [each for each in ahead if each.day != mine.day or each.type_id != mine.type_id]
    found = []
    for each in free:
        giver = _with(ours, without=mine, extra=each)
        taker = _with(theirs, without=each, extra=mine)
        if giver is None or taker is None:
            continue
        judged = known.judged(mine.user_id, giver), known.judged(each.user_id, taker)
        if not any(judgment.breaches for judgment in judged):
            found.append(Partner(each.user, each.day, each))
    return found


def _with(shifts: list[Shift], *, without: Shift, extra: Shift) -> list[law.Shift] | None:
    """Return a month with one shift for another; None if that day would have two."""
    kept = [each for each in shifts if each.pk != without.pk]
    if any(each.day == extra.day for each in kept):
        return None
    return [queries.as_law(each) for each in [*kept, extra]]
