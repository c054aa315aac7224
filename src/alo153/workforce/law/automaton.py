"""The lawful months of people with the same statuses, as an automaton for the solver.

It judges sequences only: `allowed` judges a single shift (night, length, break). It is sometimes
stricter than the check, never laxer. The run since the last weekly rest is counted from the
earliest possible start. A person who may work on six days of a week never works on the seventh,
not even briefly: the rule of weekly rest alone would permit it, if each day begins later than the
one before.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import cast

from alo153.workforce.automata import OFF, Automaton, build
from alo153.workforce.law.rules import Key, Law, Status
from alo153.workforce.law.shifts import DAY, Shift, night_minutes

MONDAY = "monday"
SUNDAY = "sunday"
OTHER = "other"
_KINDS = {0: MONDAY, 6: SUNDAY}
WEEK = 7 * DAY


@dataclass(frozen=True)
class ShiftType:
    """A shift as it can be given on any day, in minutes from midnight; 1,800 is 6:00 tomorrow.

    A shift that begins at midnight belongs to the day that begins, so starts are below 1,440.
    """

    start: int
    end: int
    break_minutes: int

    @property
    def work(self) -> int:
        """Return the minutes of work."""
        return self.end - self.start - self.break_minutes

    @property
    def is_night(self) -> bool:
        """Return whether more than half of it is at night."""
        return 2 * night_minutes(self.start, self.end) > self.end - self.start

    def on(self, day: date) -> Shift:
        """Return it on a day."""
        midnight = datetime.combine(day, datetime.min.time())
        start, end = (midnight + timedelta(minutes=each) for each in (self.start, self.end))
        return Shift(start, end, self.break_minutes)


@dataclass(frozen=True)
class Limits:
    """The numbers of the law that bind a sequence, strictest over the days of a roster."""

    rest: int
    weekly_rest: int
    week: int
    night_weeks: int


@dataclass(frozen=True)
class State:
    """The state of a person before a day.

    Args:
        ended: when the last shift ended, in minutes from this day's midnight; None: long ago.
        days: days since the first shift after the last weekly rest.
        night: this week has had a night.
        weeks: how many weeks of nights came directly before this one.
        worked: minutes of work in this week, counted where the law needs it.
        off: a day of this week was off, or nobody knows.
    """

    ended: int | None = None
    days: int = 0
    night: bool = False
    weeks: int = 0
    worked: int = 0
    off: bool = True


RESTED = State()


def limits(law: Law, statuses: frozenset[Status], days: Sequence[date]) -> Limits:
    """Return the strictest numbers over some days."""

    def most(key: Key, without: int) -> int:
        return min(law.limit(key, statuses, day, without=without) for day in days)

    def least(key: Key) -> int:
        return max(law.limit(key, statuses, day, without=0) for day in days)

    return Limits(
        rest=least(Key.REST_LEAST),
        weekly_rest=least(Key.WEEKLY_REST_LEAST),
        week=most(Key.WEEK_MOST, WEEK),
        night_weeks=most(Key.NIGHT_WEEKS_MOST, 99),
    )


def allowed(law: Law, statuses: frozenset[Status], day: date, shift: ShiftType) -> bool:
    """Tell whether a shift by itself may be given to a person on a day."""

    def limit(key: Key, without: int) -> int:
        return law.limit(key, statuses, day, without=without)

    tiers = ((240, Key.BREAK_UP_TO_4H), (450, Key.BREAK_UP_TO_7H30), (DAY, Key.BREAK_ABOVE))
    needed = next(key for most, key in tiers if shift.work <= most)
    if shift.break_minutes < limit(needed, 0) or shift.work > limit(Key.DAY_MOST, DAY):
        return False
    if not shift.is_night:
        return True
    ends = day + timedelta(days=int(shift.end > DAY))
    forbidden = any(
        law.limit(Key.NIGHT_FORBIDDEN, statuses, each, without=0) for each in (day, ends)
    )
    return shift.work <= limit(Key.NIGHT_MOST, DAY) and not forbidden


def automaton(
    shifts: Sequence[ShiftType],
    *,
    bounds: Limits,
    days: Sequence[date],
    starts: Sequence[State] = (RESTED,),
) -> Automaton:
    """Return the automaton of a roster's days for people who begin in one of these states."""
    kinds = [_kind(day) for day in days]
    moves = partial(_step, shifts, bounds)
    return build(starts=starts, step=moves, shifts=len(shifts), kinds=kinds)


def state_after(before: Sequence[Shift], *, bounds: Limits, day: date) -> State:
    """Return what a person brings into a day, from their shifts of the three weeks before."""
    state = RESTED
    by_day = {each.day: each for each in before}
    first = min(by_day, default=day)
    for number in range((day - first).days):
        today = first + timedelta(days=number)
        state = _into(state, _kind(today))
        if today in by_day:
            start, end = _minutes(by_day[today])
            state = _worked(state, bounds, start, end, by_day[today].is_night, by_day[today].work)
        else:
            state = replace(state, off=True)
        state = _tomorrow(state, bounds, 0)
    return state


def _kind(day: date) -> str:
    return _KINDS.get(day.weekday(), OTHER)


def _minutes(shift: Shift) -> tuple[int, int]:
    start = shift.start.hour * 60 + shift.start.minute
    return start, start + shift.presence


def _step(
    shifts: Sequence[ShiftType], bounds: Limits, name: Hashable, shift: int, kind: str
) -> State | None:
    state = _into(cast(State, name), kind)
    earliest = min(each.start for each in shifts)
    if shift == OFF:
        state = replace(state, off=True)
    else:
        given = shifts[shift]
        state = _worked(state, bounds, given.start, given.end, given.is_night, given.work)
        if not _lawful(cast(State, name), state, bounds, given, earliest):
            return None
        longest = max(each.work for each in shifts)
        if kind == SUNDAY and not state.off and 7 * longest > bounds.week:
            return None
        if 6 * longest <= bounds.week:
            state = replace(state, worked=0)
    return _tomorrow(state, bounds, earliest)


def _into(state: State, kind: str) -> State:
    """Return the state at the beginning of a day: on Mondays a week begins."""
    if kind != MONDAY:
        return state
    weeks = state.weeks + 1 if state.night else 0
    return replace(state, night=False, weeks=weeks, worked=0, off=False)


def _worked(state: State, bounds: Limits, start: int, end: int, night: bool, work: int) -> State:
    fresh = state.ended is None or start - state.ended >= bounds.weekly_rest
    return State(
        ended=end,
        days=0 if fresh else state.days,
        night=state.night or night,
        weeks=state.weeks,
        worked=state.worked + work,
        off=state.off,
    )


def _lawful(before: State, state: State, bounds: Limits, shift: ShiftType, earliest: int) -> bool:
    rested = before.ended is None or shift.start - before.ended >= bounds.rest
    in_run = state.days * DAY + shift.end <= earliest + WEEK - bounds.weekly_rest or not state.days
    nights = not shift.is_night or state.weeks + 1 <= bounds.night_weeks
    return rested and in_run and nights and state.worked <= bounds.week


def _tomorrow(state: State, bounds: Limits, earliest: int) -> State:
    ended = None if state.ended is None else state.ended - DAY
    if ended is not None and earliest - ended >= bounds.weekly_rest:
        ended = None
    weeks = min(state.weeks, bounds.night_weeks)
    days = state.days + 1 if ended is not None else 0
    return replace(state, ended=ended, days=days, weeks=weeks)
