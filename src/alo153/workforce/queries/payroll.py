"""The hours of a roster by person, as payroll needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from alo153.city import queries as city
from alo153.workforce.law import shifts as law
from alo153.workforce.models import Roster, Shift
from alo153.workforce.queries.published import as_law, away


@dataclass(frozen=True)
class Line:
    """Minutes of one person: all work, and its parts at night, on holidays and as overtime.

    A holiday counts by the day on which the shift begins. Minutes are elapsed time, also in the
    night in which clocks change.
    """

    name: str
    work: int
    night: int
    holiday: int
    overtime: int


def lines(roster: Roster) -> list[Line]:
    """Return a line for everybody with shifts, by name; days of leave are not worked. One query."""
    by_user: dict[int, list[Shift]] = {}
    worked = roster.shifts.exclude(away()).select_related("user", "type")
    for row in worked.order_by("user__full_name", "day"):
        by_user.setdefault(row.user_id, []).append(row)
    return [_line(shifts) for shifts in by_user.values()]


def _line(shifts: list[Shift]) -> Line:
    hours = [_Hours.of(each) for each in shifts]
    return Line(
        name=shifts[0].user.full_name,
        work=sum(each.work for each in hours),
        night=sum(each.night for each in hours),
        holiday=sum(each.work for each in hours if is_holiday(each.lawful.day)),
        overtime=sum(each.lawful.overtime_minutes for each in hours),
    )


@dataclass(frozen=True)
class _Hours:
    """Minutes of one shift as they pass: where clocks are changed in it an hour more or less."""

    lawful: law.Shift
    changed: int

    @classmethod
    def of(cls, shift: Shift) -> Self:
        lawful = as_law(shift)
        passed = int((shift.ends_at - shift.starts_at).total_seconds()) // 60
        return cls(lawful, passed - lawful.presence)

    @property
    def work(self) -> int:
        return self.lawful.work + self.changed

    @property
    def night(self) -> int:
        """Clocks are changed at night; of it the break is taken off in proportion."""
        night = self.lawful.night_minutes + self.changed
        return night * self.work // (self.lawful.presence + self.changed)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday or a half one."""
    return city.working_calendar().closed_from(day) is not None
