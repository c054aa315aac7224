"""Due dates and moments in the words people use: "2 working days left", "today until 14:05". Pure.

The words follow the active language; the city's calendar says which days are worked.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alo153.core.text.moments import time_of_day

Urgency = Literal["none", "calm", "soon", "today", "late"]
IsWorked = Callable[[date], bool]

_HOUR = timedelta(hours=1)
# Dative endings of numbers as they are spoken: "beşe", "onda" and so on
_ENDING_OF_DIGIT = ("a", "e", "ye", "e", "e", "e", "ya", "ye", "e", "a")
_ENDING_OF_TENS = {10: "a", 20: "ye", 30: "a", 40: "a", 50: "ye"}


def due_words(
    now: datetime, due_at: datetime | None, zone: ZoneInfo, is_worked: IsWorked | None = None
) -> str:
    """Say how much time is left, or how late it is; empty if nothing was promised.

    Args:
        zone: the city's time zone; "today" is its day.
        is_worked: tells whether a day is worked; without it calendar days are counted.
    """
    if due_at is None:
        return ""
    if due_at < now:
        return _late(now, due_at, zone)
    days = (_day(due_at, zone) - _day(now, zone)).days
    if days == 0:
        return _("today until %(time)s") % {"time": _until(due_at.astimezone(zone))}
    if days == 1:
        return _("tomorrow until %(time)s") % {"time": _until(due_at.astimezone(zone))}
    if is_worked is None:
        return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    worked = _worked_days(_day(now, zone), days, is_worked)
    left = ngettext("%(count)s working day left", "%(count)s working days left", worked)
    return left % {"count": worked}


def urgency(
    now: datetime, due_at: datetime | None, zone: ZoneInfo, is_worked: IsWorked | None = None
) -> Urgency:
    """Tell how much a due date presses: the color and icon next to its words."""
    if due_at is None:
        return "none"
    if due_at < now:
        return "late"
    days = (_day(due_at, zone) - _day(now, zone)).days
    if days == 0:
        return "today"
    worked = _worked_days(_day(now, zone), days, is_worked or (lambda _day: True))
    return "soon" if worked <= 1 else "calm"


def moment_words(now: datetime, at: datetime, zone: ZoneInfo) -> str:
    """Say when something was or will be: "today 14:05", "yesterday 09:30", "3 March 11:00"."""
    local = at.astimezone(zone)
    time = time_of_day(local)
    match (local.date() - _day(now, zone)).days:
        case 0:
            return _("today %(time)s") % {"time": time}
        case -1:
            return _("yesterday %(time)s") % {"time": time}
        case 1:
            return _("tomorrow %(time)s") % {"time": time}
    same_year = local.year == _day(now, zone).year
    return f"{date_format(local, 'MONTH_DAY_FORMAT' if same_year else 'DATE_FORMAT')} {time}"


def time_words(time: timedelta) -> str:
    """Say a length of time in days and hours: "2 days 4 hours"."""
    days, hours = time.days, time.seconds // _HOUR.seconds
    words = []
    if days:
        words.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours or not days:
        words.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    return " ".join(words)


def _late(now: datetime, due_at: datetime, zone: ZoneInfo) -> str:
    days = (_day(now, zone) - _day(due_at, zone)).days
    if days:
        return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}
    late = now - due_at
    if late >= _HOUR:
        hours = late // _HOUR
        return ngettext("%(count)s hour late", "%(count)s hours late", hours) % {"count": hours}
    minutes = max(1, late // timedelta(minutes=1))
    words = ngettext("%(count)s minute late", "%(count)s minutes late", minutes)
    return words % {"count": minutes}


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _worked_days(today: date, days: int, is_worked: IsWorked) -> int:
    """Count the worked days after today up to the last one."""
    return sum(is_worked(today + timedelta(days=n)) for n in range(1, days + 1))


def _until(local: datetime) -> str:
    """Return the time, in Turkish with the ending that "until" asks for: ``14:05'e``."""
    time = time_of_day(local)
    if (get_language() or "").startswith("tr"):
        return f"{time}'{_dative(local.minute or local.hour)}"
    return time


def _dative(number: int) -> str:
    if number % 10 or number == 0:
        return _ENDING_OF_DIGIT[number % 10]
    return _ENDING_OF_TENS[number]
