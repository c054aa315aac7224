"""Shares of nights, weekends, holidays, wishes and overtime in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.workforce.law.shifts import night_minutes
from alo153.workforce.models import Roster, Shift, ShiftType
from alo153.workforce.queries import wishes
from alo153.workforce.queries.payroll import is_holiday
from alo153.workforce.queries.published import published_on
from alo153.workforce.queries.wishes import NONE, Count

_SATURDAY = 5


@dataclass(frozen=True)
class Share:
    """One person's share in a year."""

    shifts: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    overtime: int = 0
    wishes: Count = NONE


@dataclass(frozen=True)
class Strip:
    """The shares of all, by key of the person, and the median of each figure."""

    shares: Mapping[int, Share]

    def of(self, user: int) -> Share:
        """Return somebody's share."""
        return self.shares.get(user, Share())

    @property
    def median_nights(self) -> float:
        """Return the nights of the person in the middle."""
        return self._median(each.nights for each in self.shares.values())

    @property
    def median_weekends(self) -> float:
        """Return the weekend days of the person in the middle."""
        return self._median(each.weekends for each in self.shares.values())

    @property
    def median_holidays(self) -> float:
        """Return the holidays of the person in the middle."""
        return self._median(each.holidays for each in self.shares.values())

    @staticmethod
    def _median(figures: Iterable[int]) -> float:
        known = sorted(figures)
        return float(median(known)) if known else 0.0


NOBODY = Strip({})


def until(day: date) -> Strip:
    """Return the shares of a year until a day, by the versions in force; six queries."""
    first = date(day.year, 1, 1)
    return _strip(_worked(published_on(first, day)), wishes.counted(wishes.between(first, day)))


def with_roster(roster: Roster) -> Strip:
    """Return the shares of a year until the end of a roster, as this roster would make them.

    Seven queries.
    """
    first = date(roster.first_date.year, 1, 1)
    own = (roster.first_date, roster.last_date)
    before = published_on(first, roster.last_date).exclude(day__range=own)
    outcomes = [
        each
        for each in wishes.between(first, roster.last_date)
        if not roster.first_date <= each.wish.day <= roster.last_date
    ]
    worked = [*_worked(before), *_worked(roster.shifts.all())]
    return _strip(worked, wishes.counted([*outcomes, *wishes.of_roster(roster)]))


def share_of(user: User, day: date) -> tuple[Share, Strip]:
    """Return a person's share of a year until a day, and everybody's shares."""
    strip = until(day)
    return strip.of(user.pk), strip


@dataclass(frozen=True)
class _Worked:
    """A shift, as few words as the counting needs: a center works twenty thousand a year."""

    user: int
    day: date
    type: int
    overtime: int


def _worked(shifts: QuerySet[Shift]) -> list[_Worked]:
    rows = shifts.order_by().values_list("user", "day", "type", "overtime_minutes")
    return [_Worked(*row) for row in rows]


def _strip(worked: Iterable[_Worked], granted: Mapping[int, Count]) -> Strip:
    by_user: dict[int, list[_Worked]] = defaultdict(list)
    for each in worked:
        by_user[each.user].append(each)
    nights = frozenset(each.pk for each in ShiftType.objects.all() if _is_night(each))
    days = {each.day for shifts in by_user.values() for each in shifts}
    holidays = frozenset(day for day in days if is_holiday(day))
    users = by_user.keys() | granted.keys()
    return Strip(
        {
            user: Share(
                shifts=len(by_user[user]),
                nights=sum(each.type in nights for each in by_user[user]),
                weekends=sum(each.day.weekday() >= _SATURDAY for each in by_user[user]),
                holidays=sum(each.day in holidays for each in by_user[user]),
                overtime=sum(each.overtime for each in by_user[user]),
                wishes=granted.get(user, NONE),
            )
            for user in users
        }
    )


def _is_night(shift_type: ShiftType) -> bool:
    begin, end = shift_type.start_minute, shift_type.end_minute
    return 2 * night_minutes(begin, end) > end - begin
