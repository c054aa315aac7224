"""The hours of a roster by person, as payroll needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alo153.city import queries as city
from alo153.workforce.models import Roster, Shift
from alo153.workforce.queries.published import as_law


@dataclass(frozen=True)
class Line:
    """Minutes of one person: all work, and what of it is at night, on holidays, overtime.

    A holiday counts by the day on which the shift begins.
    """

    name: str
    work: int
    night: int
    holiday: int
    overtime: int


def lines(roster: Roster) -> list[Line]:
    """Return a line for everybody with shifts, by name; one query."""
    by_user: dict[int, list[Shift]] = {}
    for row in roster.shifts.select_related("user", "type").order_by("user__full_name", "day"):
        by_user.setdefault(row.user_id, []).append(row)
    return [_line(shifts) for shifts in by_user.values()]


def _line(shifts: list[Shift]) -> Line:
    lawful = [as_law(each) for each in shifts]
    return Line(
        name=shifts[0].user.full_name,
        work=sum(each.work for each in lawful),
        # Of a night the break is not work; it is taken off in proportion
        night=sum(each.night_minutes * each.work // each.presence for each in lawful),
        holiday=sum(each.work for each in lawful if is_holiday(each.day)),
        overtime=sum(each.overtime_minutes for each in lawful),
    )


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday or a half one."""
    return city.working_calendar().closed_from(day) is not None
