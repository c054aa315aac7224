"""When is it due? Read from an append-only ledger of start, pause, resume, extend and stop. Pure.

The rules, which the tests count out minute by minute:

- Hours pass, and working hours are worked, while the clock runs.
- A day counts when the clock runs at its close. The day of receipt does not count; in working
  days neither does a day off. A day off closes at the usual hour, an eve at noon or so.
- It is due at the close of the day that completes the count, or, when that day is off, at the
  first close of a working day at which the clock runs.
- An extension names the new total, not what is added (Law 4982, art. 11: 15 becomes 30).
- A paused clock has no due instant; a stopped one keeps the one it had.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.verbs import Verb
from alo153.city.rules.calendar import Standard, StandardUnit, WorkingCalendar

VERB_LABELS = {
    Verb.START: _("started"),
    Verb.PAUSE: _("paused"),
    Verb.RESUME: _("went on"),
    Verb.EXTEND: _("extended"),
    Verb.STOP: _("stopped"),
}


class State(StrEnum):
    """The state of a clock."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. ``amount``: the total, in the clock's unit, of START and EXTEND."""

    verb: Verb
    at: datetime
    amount: int = 0


class Refusal(StrEnum):
    """Why an entry does not fit the ledger."""

    NOT_RUNNING = "not_running"
    NOT_PAUSED = "not_paused"
    STOPPED = "stopped"
    RAN_OUT = "ran_out"
    NOT_LONGER = "not_longer"
    OUT_OF_ORDER = "out_of_order"
    STANDS = "stands"


class ClockRefused(Exception):
    """The ledger does not take this entry; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


_LEADS_TO = {
    Verb.START: State.RUNNING,
    Verb.PAUSE: State.PAUSED,
    Verb.RESUME: State.RUNNING,
    Verb.STOP: State.STOPPED,
}


def state(entries: Sequence[Entry]) -> State:
    """Return the state of the clock after its entries, the first of which starts it."""
    return next(_LEADS_TO[e.verb] for e in reversed(entries) if e.verb is not Verb.EXTEND)


def check(
    entries: Sequence[Entry], entry: Entry, unit: StandardUnit, calendar: WorkingCalendar
) -> None:
    """Check that an entry may follow the existing ones.

    A clock that ran out can neither be paused nor extended: the citizen is told of an extension
    before the time is over (Law 4982, art. 11).

    Raises:
        ClockRefused: with the reason.
    """
    now = state(entries)
    if entry.at < entries[-1].at:
        raise ClockRefused(Refusal.OUT_OF_ORDER)
    if now is State.STOPPED:
        raise ClockRefused(Refusal.STOPPED)
    if entry.verb is Verb.RESUME and now is not State.PAUSED:
        raise ClockRefused(Refusal.NOT_PAUSED)
    if entry.verb in {Verb.PAUSE, Verb.START} and now is not State.RUNNING:
        raise ClockRefused(Refusal.NOT_RUNNING)
    if entry.verb is Verb.EXTEND and entry.amount <= _amount(entries):
        raise ClockRefused(Refusal.NOT_LONGER)
    end = due(entries, unit, calendar)
    if entry.verb in {Verb.PAUSE, Verb.EXTEND} and end is not None and entry.at >= end:
        raise ClockRefused(Refusal.RAN_OUT)


def counted_anew(
    entries: Sequence[Entry], standard: Standard, calendar: WorkingCalendar
) -> list[Entry]:
    """Return the ledger of a clock that counts the same matter by another standard.

    It begins with the same receipt and pauses with the other one, until it runs out. An
    extension was of the old standard and falls away.
    """
    anew = [Entry(Verb.START, entries[0].at, standard.amount)]
    for entry in entries[1:]:
        if entry.verb is Verb.EXTEND:
            continue
        try:
            check(anew, entry, standard.unit, calendar)
        except ClockRefused:
            break
        anew.append(entry)
    return anew


def due(entries: Sequence[Entry], unit: StandardUnit, calendar: WorkingCalendar) -> datetime | None:
    """Return the instant (in the city's zone) by which it is due, None while the clock is paused.

    Raises:
        CalendarError: the calendar has no working time.
    """
    runs = _runs(entries)
    if unit in {StandardUnit.HOURS, StandardUnit.WORKING_HOURS}:
        found = _after(timedelta(hours=_amount(entries)), _spans(runs, unit, calendar))
    else:
        found = _close_of_last_day(_amount(entries), runs, unit, calendar)
    return found.astimezone(calendar.timezone) if found else None


def left(
    entries: Sequence[Entry], unit: StandardUnit, calendar: WorkingCalendar, now: datetime
) -> int:
    """Return how many of the unit are left now, the one begun counted as a whole; never below 0."""
    amount, runs = _amount(entries), _runs(entries)
    if unit in {StandardUnit.HOURS, StandardUnit.WORKING_HOURS}:
        seen = timedelta()
        for begin, end in _spans(runs, unit, calendar):
            if begin >= now:
                break
            seen += min(end or now, now) - begin
        return max(0, -((seen - timedelta(hours=amount)) // timedelta(hours=1)))
    counted = 0
    for _day, close in _days(entries[0].at, unit, calendar):
        if close > now or counted == amount:
            break
        counted += _runs_at(close, runs)
    return amount - counted


type _Run = tuple[datetime, datetime | None]
"""When the clock runs: after the first instant, up to and with the second; None is for good."""


def _amount(entries: Sequence[Entry]) -> int:
    return [entry.amount for entry in entries if entry.amount][-1]


def _runs(entries: Sequence[Entry]) -> list[_Run]:
    """Return the stretches in which the clock runs, in UTC; stopping leaves the last one open."""
    runs: list[_Run] = []
    begun: datetime | None = None
    for entry in entries:
        at = entry.at.astimezone(UTC)
        if entry.verb in {Verb.START, Verb.RESUME}:
            begun = at
        elif entry.verb is Verb.PAUSE and begun:
            runs.append((begun, at))
            begun = None
    return [*runs, (begun, None)] if begun else runs


def _runs_at(instant: datetime, runs: Sequence[_Run]) -> bool:
    return any(begin < instant and (end is None or instant <= end) for begin, end in runs)


def _is_over(instant: datetime, runs: Sequence[_Run]) -> bool:
    """Tell whether the clock never runs from this instant on."""
    last = runs[-1][1]
    return last is not None and last < instant


def _days(
    start: datetime, unit: StandardUnit, calendar: WorkingCalendar
) -> Iterator[tuple[date, datetime]]:
    """Yield the days after the receipt that can count, each with its close, without end."""
    received = start.astimezone(calendar.timezone).date()
    if unit == StandardUnit.WORKING_DAYS:
        for _opens, closes in calendar.working_days_from(received + timedelta(days=1)):
            yield closes.date(), closes.astimezone(UTC)
    day = received
    while True:
        day += timedelta(days=1)
        hours = calendar.hours_of(day)
        closes = hours[1] if hours else datetime.combine(day, calendar.closes, calendar.timezone)
        yield day, closes.astimezone(UTC)


def _close_of_last_day(
    amount: int, runs: Sequence[_Run], unit: StandardUnit, calendar: WorkingCalendar
) -> datetime | None:
    counted = 0
    for day, close in _days(runs[0][0], unit, calendar):
        if _is_over(close, runs):
            return None
        counted += _runs_at(close, runs)
        if counted == amount:
            return _first_close(day, runs, calendar)
    raise AssertionError("days never end")


def _first_close(day: date, runs: Sequence[_Run], calendar: WorkingCalendar) -> datetime | None:
    for _opens, closes in calendar.working_days_from(day):
        if _is_over(closes.astimezone(UTC), runs):
            return None
        if _runs_at(closes.astimezone(UTC), runs):
            return closes
    raise AssertionError("working_days_from never ends")


def _spans(runs: Sequence[_Run], unit: StandardUnit, calendar: WorkingCalendar) -> Iterator[_Run]:
    """Yield the stretches of time that count in hours, in UTC and in order."""
    if unit == StandardUnit.HOURS:
        yield from runs
        return
    for begin, end in runs:
        for opens, closes in calendar.working_days_from(begin.astimezone(calendar.timezone).date()):
            one = max(opens.astimezone(UTC), begin)
            other = closes.astimezone(UTC) if end is None else min(closes.astimezone(UTC), end)
            if end is not None and opens.astimezone(UTC) >= end:
                break
            if one < other:
                yield one, other


def _after(wanted: timedelta, spans: Iterator[_Run]) -> datetime | None:
    for begin, end in spans:
        if end is None or wanted <= end - begin:
            return begin + wanted
        wanted -= end - begin
    return None
