"""The calendar of one person, as their program reads it (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core.text.moments import time_of_day
from alo153.workforce.models import CalendarAddress, Shift
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries.published import shifts_of

PAST_DAYS = 31
AHEAD_DAYS = 92


def digest(key: str) -> str:
    """Return what is kept of the key in a calendar's address."""
    return hashlib.sha256(key.encode()).hexdigest()


def address_of(user: User) -> CalendarAddress | None:
    """Return the address that is open; one query."""
    return CalendarAddress.objects.filter(user=user, revoked_at=None).first()


def reader(key: str) -> User | None:
    """Return whose calendar an address is, if it is open and they still have shifts here."""
    rows = CalendarAddress.objects.select_related("user").filter(revoked_at=None)
    found = rows.filter(digest=digest(key), user__is_active=True).first()
    return found.user if found and found.user.may(SEE_OWN_SHIFTS) else None


def feed(user: User, *, today: date, title: str, pause: str, at: datetime) -> str:
    """Return the calendar as iCalendar text: a month back, three ahead.

    Args:
        title, pause: the words for a shift and for its break.
    """
    first, last = today - timedelta(days=PAST_DAYS), today + timedelta(days=AHEAD_DAYS)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//alo153//shifts//EN"]
    lines += [f"X-WR-CALNAME:{_escaped(title)}"]
    shifts = shifts_of(user, first, last).prefetch_related("breaks")
    lines += _events(shifts, title, pause, at)
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _pause(shift: Shift, word: str) -> list[str]:
    if (pause := shift.pause) is None:
        return []
    begin, end = (time_of_day(city.local(each)) for each in (pause.starts_at, pause.ends_at))
    return [f"DESCRIPTION:{_escaped(f'{word}: {begin}-{end}')}"]


def _events(shifts: Iterable[Shift], title: str, pause: str, at: datetime) -> list[str]:
    lines: list[str] = []
    for shift in shifts:
        lines += [
            "BEGIN:VEVENT",
            f"UID:shift-{shift.user_id}-{shift.day:%Y%m%d}@alo153",
            f"DTSTAMP:{_instant(at)}",
            f"DTSTART:{_instant(shift.starts_at)}",
            f"DTEND:{_instant(shift.ends_at)}",
            f"SUMMARY:{_escaped(f'{title}: {shift.type.name}')}",
            *_pause(shift, pause),
            "END:VEVENT",
        ]
    return lines


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")
