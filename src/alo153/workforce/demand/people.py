"""From expected calls to people wanted: service goal, absences, work that can wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from alo153.calls.floor import city_queues
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.workforce.demand.facts import USUAL_HANDLING, Line, handling_by_line
from alo153.workforce.demand.forecasting import forecast_for, past_of
from alo153.workforce.demand.history import NoHistory
from alo153.workforce.demand.lines import lines_of
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import Roster
from alo153.workforce.staffing.erlang import Load
from alo153.workforce.staffing.requirement import Service, of_interval

_OFFICE = range(8, 18)
_FEW = 10
BREAKS = 0.5 / 8
"""Half an hour of eight."""
HARDLY = 0.05
"""Fewer calls in half an hour than that want nobody: the queue is closed then."""


@dataclass(frozen=True)
class Wanted:
    """People wanted in each hour of a roster, and if few or many calls come."""

    people: list[float]
    low: list[float]
    high: list[float]


def from_calls(
    roster: Roster, service: Service, *, handling_seconds: float, others: int, at: datetime
) -> Wanted:
    """Return the people wanted in each hour of a roster.

    Args:
        others: people for written work and counters, in office hours of working days.

    Raises:
        NoHistory: there is nothing to forecast from.
    """
    found = forecast_for(roster, at=at)
    return Wanted(
        *(
            people_for(calls, roster.dates, service, handling_seconds, others)
            for calls in (found.mean, found.low, found.high)
        )
    )


def from_skill(
    roster: Roster, skill: str, service: Service, *, handling_seconds: float | None, at: datetime
) -> Wanted:
    """Return the people with a skill wanted in each hour, for the calls of the queues that ask it.

    An hour wants what the larger of its half hours does, and nobody where no call is expected.

    Args:
        handling_seconds: of a call; None: of each queue as it was lately.

    Raises:
        NoHistory: there is nothing to forecast from, or no call of such a queue is known.
    """
    past = past_of(at, roster.last_date)
    found = lines_of(past, roster.first_date, roster.days, at=at)
    own = {line: each for line, each in found.items() if skill and skill_of(line) == skill}
    if not own:
        raise NoHistory(0)
    lately = handling_by_line(at)
    seconds = {line: handling_seconds or lately.get(line, USUAL_HANDLING) for line in own}
    return Wanted(
        *(
            _of_halves(
                sum((getattr(each, of) for each in own.values()), np.zeros(1)),
                sum((getattr(each, of) * seconds[line] for line, each in own.items()), np.zeros(1)),
                service,
            )
            for of in ("mean", "low", "high")
        )
    )


def usual_shrinkage(absent: float) -> float:
    """Return the share of planned time in which nobody answers: breaks, leave and sickness.

    Args:
        absent: share of the days on which people are away.
    """
    return 1 - (1 - absent) * (1 - BREAKS)


def skill_of(line: Line) -> str:
    """Return the skill that calls of a line need; empty for any other medium."""
    queue = city_queues.of_city().get(line.queue)
    return queue.skill if queue and line.channel == Channel.PHONE else ""


def _of_halves(calls: Floats, work: Floats, service: Service) -> list[float]:
    halves = [
        _of_half(float(some), float(seconds), service)
        for some, seconds in zip(calls.ravel(), work.ravel(), strict=True)
    ]
    return [float(max(pair)) for pair in zip(halves[::2], halves[1::2], strict=True)]


def _of_half(calls: float, seconds: float, service: Service) -> int:
    if calls < HARDLY:
        return 0
    load = Load(_rounded(2 * calls), float(round(seconds / calls)))
    return of_interval(load, service).planned


def people_for(
    calls: Floats, dates: list[date], service: Service, handling_seconds: float, others: int
) -> list[float]:
    """Return the people wanted in each hour, days one after the other."""
    worked = city.working_calendar().is_worked
    people = []
    for day, hours in zip(dates, calls, strict=True):
        office = _OFFICE if worked(day) else range(0)
        for hour, expected in enumerate(hours):
            load = Load(_rounded(float(expected)), handling_seconds)
            wanted = of_interval(load, service, deferrable=others if hour in office else 0)
            people.append(float(wanted.planned))
    return people


def _rounded(calls: float) -> float:
    """Return calls an hour as exactly as matters: the same load is worked out once."""
    return round(calls, 1) if calls < _FEW else float(round(calls))
