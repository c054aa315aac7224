"""The hours of a roster by person, as payroll needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from alo153.city import queries as city
from alo153.workforce.law import shifts as law
from alo153.workforce.models import Roster, Shift
from alo153.workforce.queries.leaves import broken_off
from alo153.workforce.queries.published import as_law, released


@dataclass(frozen=True)
class Line:
    """Minutes of one person: all work, and its parts at night, on holidays and as overtime.

    A holiday counts by the day on which the shift begins, a half one from its hour on. Minutes are
    elapsed time, also in the night in which clocks change.
    """

    name: str
    work: int
    night: int
    holiday: int
    overtime: int


def lines(roster: Roster) -> list[Line]:
    """Return a line for everybody with shifts, by name; days of leave are not worked.

    Of a shift in whose middle somebody went home, what was before is work. Three queries.
    """
    worked = roster.shifts.exclude(released()).select_related("user", "type")
    by_user: dict[int, list[_Hours]] = {}
    names: dict[int, str] = {}
    for row in [*worked, *map(_until_home, broken_off(roster))]:
        by_user.setdefault(row.user_id, []).append(_Hours.of(row))
        names[row.user_id] = row.user.full_name
    found = [_line(names[user], hours) for user, hours in by_user.items()]
    return sorted(found, key=lambda each: each.name)


def _until_home(shift: Any) -> Shift:
    """Return what was worked of a shift that was broken off, with what was had of its break."""
    cut: Shift = shift
    pause = cut.pause
    had = (min(pause.ends_at, shift.until) - pause.starts_at) if pause else timedelta()
    cut.ends_at, cut.overtime_minutes = shift.until, 0
    cut.break_minutes = max(0, int(had.total_seconds()) // 60)
    return cut


def _line(name: str, hours: list[_Hours]) -> Line:
    return Line(
        name=name,
        work=sum(each.work for each in hours),
        night=sum(each.night for each in hours),
        holiday=sum(each.holiday for each in hours),
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
        return self._work_of(self.lawful.night_minutes + self.changed)

    @property
    def holiday(self) -> int:
        """Of a half holiday the break is taken off in proportion as well."""
        since = city.working_calendar().closed_from(self.lawful.day)
        if since is None:
            return 0
        before = datetime.combine(self.lawful.day, since) - self.lawful.start
        return self._work_of(self._passed - max(0, int(before.total_seconds()) // 60))

    @property
    def _passed(self) -> int:
        return self.lawful.presence + self.changed

    def _work_of(self, minutes: int) -> int:
        return max(0, minutes) * self.work // self._passed


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday or a half one."""
    return city.working_calendar().closed_from(day) is not None
