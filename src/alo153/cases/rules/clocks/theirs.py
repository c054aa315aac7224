"""The day that another body set, in addition to our own time: the earlier one counts. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from alo153.city.rules.calendar import WorkingCalendar

# Longer than any holiday: a city that did not open for so long has a mistake in its data
_MOST_DAYS_OFF: Final = 31


@dataclass(frozen=True, kw_only=True)
class Due:
    """By when a case is due, and whose date that is: the name of a body, or empty for ours."""

    at: datetime | None
    set_by: str = ""


def due_there(day: date, calendar: WorkingCalendar) -> datetime:
    """Return by when we must be done so that the other body has the answer on its day.

    That is when the day closes here; of a day off, when the last working day before it closes.
    """
    for back in range(_MOST_DAYS_OFF):
        if hours := calendar.hours_of(day - timedelta(days=back)):
            return hours[1]
    return datetime.combine(day, time.min, calendar.timezone)


def earlier(ours: datetime | None, theirs: datetime | None, *, body: str) -> Due:
    """Return which of both counts. Ours is empty while it is paused; theirs never pauses."""
    if theirs is None or (ours is not None and ours <= theirs):
        return Due(at=ours)
    return Due(at=theirs, set_by=body)
