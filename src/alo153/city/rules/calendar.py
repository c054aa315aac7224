"""Working time: when is the promise due? Pure.

Rules taken here, each a choice of the published table and the usual reading of Turkish time limits:
the day of receipt is not counted; a day with half a working day counts as a working day and ends
when it closes; a limit in calendar days that ends on a day off runs on to the next working day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import holidays


class StandardUnit(StrEnum):
    """The unit in which a service standard and its clock count."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


# A city that never opens within this many days has a mistake in its data.
_HORIZON_DAYS = 400


class CalendarError(Exception):
    """The calendar has no working time to count in."""


@dataclass(frozen=True)
class Standard:
    """A published service standard, such as 2 working days."""

    amount: int
    unit: StandardUnit


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """When a city works. `closures` overrides single days: None all day, else closed from then."""

    timezone: ZoneInfo
    opens: time
    closes: time
    half_day_closes: time
    weekdays: frozenset[int]
    country: str | None = None
    closures: Mapping[date, time | None] = field(default_factory=dict)
    # Lists ask for the same days over and over, and looking one up among holidays takes a while
    _closed: dict[date, time | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def hours_of(self, day: date) -> tuple[datetime, datetime] | None:
        """Return opening and closing of a day in the city's time, or None if it is off."""
        closes = self._closes(day)
        if closes is None or not self.is_worked(day):
            return None
        opens = datetime.combine(day, self.opens, self.timezone)
        return opens, datetime.combine(day, closes, self.timezone)

    def is_worked(self, day: date) -> bool:
        """Tell whether the city works on a day."""
        closes = self._closes(day)
        return closes is not None and closes > self.opens

    def closed_from(self, day: date) -> time | None:
        """Say from when a holiday, a half day or leave closes a day; None if nothing does.

        A day off is closed from midnight. The weekday is not looked at: other bodies have their own
        hours, but the same holidays.
        """
        if day not in self._closed:
            self._closed[day] = self._find_closed(day)
        return self._closed[day]

    def _find_closed(self, day: date) -> time | None:
        if day in _holidays(self.country, "public"):
            return time.min
        half = [self.half_day_closes] if day in _holidays(self.country, "half_day") else []
        leave = [self.closures[day] or time.min] if day in self.closures else []
        return min(half + leave, default=None)

    def _closes(self, day: date) -> time | None:
        if day.weekday() not in self.weekdays:
            return None
        closed = self.closed_from(day)
        return self.closes if closed is None else min(self.closes, closed)

    def working_days_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the hours of each working day from `day` on, without end.

        Raises:
            CalendarError: there was no working day for more than a year.
        """
        idle = 0
        while idle < _HORIZON_DAYS:
            hours = self.hours_of(day)
            idle = 0 if hours else idle + 1
            if hours:
                yield hours
            day += timedelta(days=1)
        raise CalendarError(f"no working day in the {_HORIZON_DAYS} days before {day}")


def due_at(start: datetime, standard: Standard, calendar: WorkingCalendar) -> datetime:
    """Return the instant (UTC offset of the city) by which a standard that starts now is kept.

    Raises:
        CalendarError: the calendar has no working time.
    """
    local = start.astimezone(calendar.timezone)
    match standard.unit:
        case StandardUnit.HOURS:
            due = start.astimezone(UTC) + timedelta(hours=standard.amount)
            return due.astimezone(calendar.timezone)
        case StandardUnit.WORKING_HOURS:
            return _after_working_time(local, timedelta(hours=standard.amount), calendar)
        case StandardUnit.WORKING_DAYS:
            return _close_of_working_day(local.date(), standard.amount, calendar)
        case StandardUnit.DAYS:
            last = local.date() + timedelta(days=standard.amount)
            return next(calendar.working_days_from(last))[1]


def _after_working_time(start: datetime, left: timedelta, calendar: WorkingCalendar) -> datetime:
    for opens, closes in calendar.working_days_from(start.date()):
        begin = max(opens, start)
        if begin < closes and left <= closes - begin:
            return begin + left
        left -= max(closes - begin, timedelta())
    raise AssertionError("working_days_from never ends")


def _close_of_working_day(received: date, amount: int, calendar: WorkingCalendar) -> datetime:
    days = calendar.working_days_from(received + timedelta(days=1))
    for _ in range(amount - 1):
        next(days)
    return next(days)[1]


_known: dict[tuple[str, str], holidays.HolidayBase] = {}


def _holidays(country: str | None, category: str) -> Any:
    """Return the country's days of a category; filled in year by year as it is asked."""
    if country is None or category not in _categories(country):
        return ()
    key = (country, category)
    if key not in _known:
        _known[key] = holidays.country_holidays(country, categories=(category,))
    return _known[key]


def has_holidays(country: str) -> bool:
    """Tell whether the public holidays of a country, two letters, are known."""
    return hasattr(holidays, country)


def _categories(country: str) -> Sequence[str]:
    return getattr(holidays, country).supported_categories  # type: ignore[no-any-return]


def from_data(data: Mapping[str, Any], timezone: str, country: str | None) -> WorkingCalendar:
    """Build the calendar from what `city.toml` says, as stored with the city."""
    leave = {
        date.fromisoformat(day): None if text == "all day" else time.fromisoformat(text)
        for day, text in data["leave"].items()
    }
    return WorkingCalendar(
        timezone=ZoneInfo(timezone),
        opens=time.fromisoformat(data["opens"]),
        closes=time.fromisoformat(data["closes"]),
        half_day_closes=time.fromisoformat(data["half_day_closes"]),
        weekdays=frozenset(WEEKDAYS.index(day) for day in data["weekdays"]),
        country=country,
        closures=leave,
    )


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
