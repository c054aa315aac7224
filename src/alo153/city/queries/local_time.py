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


def today(at: datetime) -> date:
    """Return the city's day at an instant."""
    return local(at).date()


def day_begins(day: date) -> datetime:
    """Return the midnight at which a day of the city begins."""
    return datetime.combine(day, time(), zone())


def midnight(at: datetime) -> datetime:
    """Return the midnight at which the city's day of an instant began."""
    return day_begins(today(at))
