"""The rest of a day again: calls expected after the calls so far, people required and planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from alo153.city import queries as city
from alo153.workforce import adherence, queries
from alo153.workforce.breaks import STEP
from alo153.workforce.demand import goals
from alo153.workforce.demand.facts import calls_by_hour
from alo153.workforce.demand.forecasting import hours_of, latest
from alo153.workforce.demand.live import live_on
from alo153.workforce.forecast.history import Floats
from alo153.workforce.forecast.intraday import again
from alo153.workforce.models import Shift
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.queries import deviations
from alo153.workforce.staffing.erlang import Goal, Load, agents_for, erlang_a

PATIENCE = 120.0
_DAY = timedelta(days=1)
_PER_HOUR = 60 // STEP


@dataclass(frozen=True)
class Hour:
    """An hour of the day.

    Args:
        planned: calls of the forecast from before the day.
        expected: calls expected now; for a past hour the calls that came.
        load: these calls with the chats that are forecast.
        wanted, present: people.
        in_time: the share of calls that these people answer in time.
    """

    hour: int
    planned: float
    expected: float
    load: Load
    wanted: int
    present: float
    in_time: float
    is_over: bool

    @property
    def missing(self) -> float:
        """Return how many people are too few."""
        return max(0.0, self.wanted - self.present)

    @property
    def spare(self) -> float:
        """Return how many people are too many."""
        return max(0.0, self.present - self.wanted)

    @property
    def percent(self) -> int:
        """Return the share in time, in per cent."""
        return round(100 * self.in_time)


@dataclass(frozen=True)
class Outlook:
    """A day as it looks now.

    Args:
        goal: of all calls.
        factor: the ratio of the expected rest of the day to the forecast.
        alarm: the last two hours were far outside the band, so that only they count.
        shifts: all of the day.
        gone: keys of the shifts whose people should be here and are not; nobody counts on them.
        home: keys of the shifts whose people are excused until the end, as after being let go.
        present: people in each quarter of an hour, without people on a break.
    """

    day: date
    hours: tuple[Hour, ...]
    goal: Goal
    factor: float
    alarm: bool
    shifts: tuple[Shift, ...]
    gone: frozenset[int]
    home: frozenset[int]
    present: Floats
    now: datetime

    @property
    def ahead(self) -> list[Hour]:
        """Return the hours that are not over."""
        return [each for each in self.hours if not each.is_over]

    @property
    def counted(self) -> list[Shift]:
        """Return the shifts of the people to count on."""
        return [each for each in self.shifts if each.pk not in self.gone]

    @property
    def staying(self) -> list[Shift]:
        """Return the shifts of the people to count on until the end."""
        return [each for each in self.counted if each.pk not in self.home]

    @property
    def wanted(self) -> Floats:
        """Return the people wanted in each quarter of an hour."""
        return np.repeat(np.array([float(each.wanted) for each in self.hours]), _PER_HOUR)

    @property
    def percent(self) -> int:
        """Return by how much the rest is more, in per cent."""
        return round(100 * (self.factor - 1))

    def place(self, at: datetime) -> int:
        """Return the quarter of an hour of an instant, from midnight."""
        return _minute(self.day, at) // STEP

    def in_time(self, hour: int, people: float) -> float:
        """Return the share of an hour's calls answered in time by so many people."""
        return answered(self.hours[hour].load, people, self.goal)


def answered(load: Load, people: float, goal: Goal) -> float:
    """Return the share of calls that people answer in time; between whole people in proportion."""
    low = int(people)
    below = erlang_a(load, low, goal, PATIENCE).in_time if low or not load.calls else 0.0
    if people == low:
        return below
    above = erlang_a(load, low + 1, goal, PATIENCE).in_time
    return below + (people - low) * (above - below)


def of_today(at: datetime) -> Outlook | None:
    """Return today as it looks now; None without a forecast. About ten queries."""
    day = city.today(at)
    version = latest(day, before=at)
    if version is None:
        return None
    mean = np.array(hours_of(version, day)[0])
    over = city.local(at).hour
    came = calls_by_hour(day, day + _DAY).get(day, np.zeros(HOURS))
    rest = again(mean, came[:over], per_hour=1)
    shifts = _shifts(day)
    gone = adherence.no_shows(shifts, at)
    present = present_of(day, shifts)
    coming = present_of(day, [each for each in shifts if each.pk not in gone])
    present = np.where(np.arange(len(present)) < _minute(day, at) // STEP, present, coming)
    goal, handling = goals.of_skill(""), version.handling
    live = live_on(version, day)
    staffed = [
        (
            live.added_to(Load(round(float(calls), 1), handling.at(hour)), hour),
            float(people.mean()),
        )
        for hour, (calls, people) in enumerate(
            zip(rest.mean, present.reshape(HOURS, -1), strict=True)
        )
    ]
    hours = tuple(
        Hour(
            hour=hour,
            planned=float(mean[hour]),
            expected=float(rest.mean[hour]),
            load=load,
            wanted=max(1, agents_for(load, goal, PATIENCE)),
            present=people,
            in_time=answered(load, people, goal),
            is_over=hour < over,
        )
        for hour, (load, people) in enumerate(staffed)
    )
    return Outlook(
        day=day,
        hours=hours,
        goal=goal,
        factor=rest.factor,
        alarm=rest.alarm,
        shifts=tuple(shifts),
        gone=gone,
        home=_home(day, shifts),
        present=present,
        now=at,
    )


def _shifts(day: date) -> list[Shift]:
    rows = queries.published_on(day - _DAY, day).prefetch_related("breaks")
    ends = city.day_begins(day)
    return [each for each in rows.order_by("starts_at", "user__full_name") if each.ends_at > ends]


def _home(day: date, shifts: Sequence[Shift]) -> frozenset[int]:
    excused = deviations.accepted(day - _DAY, day)
    return frozenset(
        each.pk
        for each in shifts
        if any(begin < each.ends_at <= end for begin, end in excused.get(each.user_id, ()))
    )


def present_of(day: date, shifts: Sequence[Shift]) -> Floats:
    """Return people in each quarter of an hour of a day: no breaks, nobody who was excused."""
    present = np.zeros(HOURS * _PER_HOUR)
    excused = deviations.accepted(day - _DAY, day)
    for shift in shifts:
        present[_quarters(day, shift.starts_at, shift.ends_at)] += 1
        gone = list(excused.get(shift.user_id, ()))
        if pause := shift.pause:
            gone.append((pause.starts_at, pause.ends_at))
        # Whoever was excused over their break is one person less, not two
        for begin, end in deviations.merged(gone):
            inside = max(begin, shift.starts_at), min(end, shift.ends_at)
            present[_quarters(day, *inside)] -= 1
    return np.maximum(present, 0)


def _minute(day: date, at: datetime) -> int:
    """Return the minute of an instant on the clock of a day, from its midnight."""
    own = city.local(at)
    return ((own.date() - day).days * HOURS + own.hour) * 60 + own.minute


def _quarters(day: date, begin: datetime, end: datetime) -> slice:
    first, last = (
        min(max(_minute(day, each) // STEP, 0), HOURS * _PER_HOUR) for each in (begin, end)
    )
    return slice(first, max(first, last))
