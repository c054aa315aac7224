"""From expected calls to people wanted: service goal, absences, work that can wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alo153.city import queries as city
from alo153.workforce.demand.forecasting import forecast_for
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import Roster
from alo153.workforce.staffing.erlang import Load
from alo153.workforce.staffing.requirement import Service, of_interval

_OFFICE = range(8, 18)
_FEW = 10


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
        others: people for written work and counters in office hours of working days.

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
