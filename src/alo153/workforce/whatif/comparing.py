"""Drafts of the same days side by side: cover, law, fairness, wishes, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.workforce import cover, queries
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import wishes
from alo153.workforce.queries.wishes import Count


@dataclass(frozen=True)
class Figures:
    """The figures of one draft.

    Args:
        under, over: hours of people too few and too many.
        skills_under: hours in which a wanted skill is missing.
        hours: hours of work in all.
        nights: the fewest and the most nights of a person.
        changed: days of people that differ from the first draft of the comparison.
    """

    roster: Roster
    under: float
    over: float
    skills_under: float
    hours: float
    nights: tuple[int, int]
    breaches: int
    wishes: Count
    changed: int


def drafts_of(asker: User, roster: Roster) -> list[Figures]:
    """Compare a roster with all drafts of its first day, the draft itself first.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=asker)
    rows = Roster.objects.filter(first_date=roster.first_date, state=Roster.State.DRAFT)
    found = [*rows.order_by("branch", "pk")]
    if roster not in found:
        found = [roster, *found]
    base = _days(found[0])
    return [_figures(each, base) for each in found]


def _figures(roster: Roster, base: dict[tuple[int, date], int]) -> Figures:
    everybody, *skills = cover.by_day(roster)
    lawful: dict[int, list[bool]] = {}
    minutes = 0
    for row in roster.shifts.select_related("type"):
        shift = queries.as_law(row)
        minutes += shift.work
        lawful.setdefault(row.user_id, []).append(shift.is_night)
    nights = [sum(each) for each in lawful.values()] or [0]
    days = _days(roster)
    return Figures(
        roster=roster,
        under=everybody.under,
        over=sum(each.over for each in everybody.days),
        skills_under=sum(each.under for each in skills),
        hours=minutes / 60,
        nights=(min(nights), max(nights)),
        breaches=sum(len(each.breaches) for each in queries.judgments(roster).values()),
        wishes=wishes.total(wishes.of_roster(roster)),
        changed=sum(days.get(key) != base.get(key) for key in days.keys() | base.keys()),
    )


def _days(roster: Roster) -> dict[tuple[int, date], int]:
    rows = roster.shifts.values_list("user", "day", "type")
    return {(user, day): shift_type for user, day, shift_type in rows}
