"""Kocaeli's calendar, and a clock that was started by it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alo153.cases.rules.clocks import Entry
from alo153.cases.rules.verbs import Verb
from alo153.city.rules.calendar import WorkingCalendar

ISTANBUL = ZoneInfo("Europe/Istanbul")

NEW_YORK = ZoneInfo("America/New_York")
"""Its clock is changed twice a year; that of Istanbul stands since 2016."""

KOCAELI = WorkingCalendar(
    timezone=ISTANBUL,
    opens=time(8, 30),
    closes=time(17, 30),
    half_day_closes=time(13),
    weekdays=frozenset(range(5)),
    country="TR",
)

MINUTE = timedelta(minutes=1)


def on(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def started(text: str, amount: int = 15) -> Entry:
    return Entry(Verb.START, on(text), amount)
