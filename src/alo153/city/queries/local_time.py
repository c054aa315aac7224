"""Instants on the city's own clock: what a day is, the city's time zone says, wherever it runs."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from alo153.city.queries.city import working_calendar


def zone() -> ZoneInfo:
    """Return the city's time zone."""
    return working_calendar().timezone


def local(at: datetime) -> datetime:
    """Return an instant with the city's offset, as it is written for people."""
    return at.astimezone(zone())


def half_hour(at: datetime) -> int:
    """Number the half hour of an instant on the city's clock, from 0 at midnight to 47.

    When clocks go back an hour has its numbers twice; when they go forward two are left out.
    """
    own = local(at)
    return own.hour * 2 + own.minute // 30


def today(at: datetime) -> date:
    """Return the city's day at an instant."""
    return local(at).date()


def day_begins(day: date) -> datetime:
    """Return the midnight at which a day of the city begins."""
    return datetime.combine(day, time(), zone())


def midnight(at: datetime) -> datetime:
    """Return the midnight at which the city's day of an instant began."""
    return day_begins(today(at))
