"""From expected calls to people wanted: service goal, absences, work that can wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from alo153.calls.floor import city_queues
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.workforce.demand.deferrable import added_for, work_of
from alo153.workforce.demand.facts import Line, handling_by_line, handling_of_calls
from alo153.workforce.demand.forecasting import forecast_of, past_of
from alo153.workforce.demand.history import NoHistory
from alo153.workforce.demand.lines import lines_of
from alo153.workforce.demand.live import Live, live_of
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import Roster
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.staffing.deferrable import Work
from alo153.workforce.staffing.erlang import Load
from alo153.workforce.staffing.requirement import Service, of_interval

_OFFICE = range(8, 18)
_DAY = range(HOURS)
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
    roster: Roster,
    service: Service,
    *,
    handling_seconds: float | None,
    others: int,
    written: bool = False,
    at: datetime,
) -> Wanted:
    """Return the people wanted in each hour of a roster.

    Written work is done by people who are free between calls. What they cannot do within the target
    of its medium wants more people. Where a citizen waits at the other end, as in a chat, people
    are wanted at once, as for a call.

    Args:
        handling_seconds: of a call; None: of each part of the day as it was lately.
        others: people for other work and counters, in office hours of working days.
        written: the written work of the forecast is placed as well.

    Raises:
        NoHistory: there is nothing to forecast from.
    """
    past = past_of(at, roster.last_date)
    found = forecast_of(past, roster.first_date, roster.days)
    handling = Handling(handling_seconds) if handling_seconds else handling_of_calls(at)
    lines = lines_of(past, roster.first_date, roster.days, at=at) if written else {}
    lately = handling_by_line(at) if written else {}

    def people(of: str) -> list[float]:
        expected = {
            line: (getattr(each, of).ravel(), lately.get(line, Handling()))
            for line, each in lines.items()
        }
        live, work = live_of(expected, roster.days), work_of(expected)
        return people_for(getattr(found, of), roster.dates, service, handling, others, live, work)

    return Wanted(people("mean"), people("low"), people("high"))


def from_skill(
    roster: Roster, skill: str, service: Service, *, handling_seconds: float | None, at: datetime
) -> Wanted:
    """Return the people with a skill wanted in each hour, for the calls of the queues that ask it.

    An hour wants what the larger of its half hours does, and nobody where no call is expected.

    Args:
        handling_seconds: of a call; None: of each queue and part of the day as it was lately.

    Raises:
        NoHistory: there is nothing to forecast from, or no call of such a queue is known.
    """
    past = past_of(at, roster.last_date)
    found = lines_of(past, roster.first_date, roster.days, at=at)
    own = {line: each for line, each in found.items() if skill and skill_of(line) == skill}
    if not own:
        raise NoHistory(0)
    lately = handling_by_line(at)
    typed = Handling(handling_seconds) if handling_seconds else None
    seconds = {line: (typed or lately.get(line, Handling())).of_halves for line in own}
    return Wanted(
        *(
            of_halves(
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


def of_halves(calls: Floats, work: Floats, service: Service) -> list[float]:
    """Return the people wanted in each hour, from the calls and work of its half hours."""
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
    calls: Floats,
    dates: list[date],
    service: Service,
    handling: Handling,
    others: int,
    live: Live,
    written: Sequence[Work],
) -> list[float]:
    """Return the people wanted in each hour, days one after the other.

    Args:
        live: contacts that want people as calls do.
        written: work that can wait, by half hour from the first midnight on.
    """
    loads = [
        live.added_to(Load(_rounded(float(expected)), handling.at(hour)), hour)
        for hour, expected in enumerate(calls.ravel())
    ]
    worked = city.working_calendar().is_worked
    office = [others if worked(day) and hour in _OFFICE else 0 for day in dates for hour in _DAY]
    agents = [float(of_interval(load, service).agents) for load in loads]
    added = added_for(written, loads, agents)
    return [
        float(of_interval(load, service, deferrable=other + more).planned)
        for load, other, more in zip(loads, office, added, strict=True)
    ]


def _rounded(calls: float) -> float:
    """Return calls an hour as exactly as matters: the same load is worked out once."""
    return round(calls, 1) if calls < _FEW else float(round(calls))
