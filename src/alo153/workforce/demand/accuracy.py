"""How good the forecasts were: against what came, against the noise that nobody can forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from alo153.city import queries as city
from alo153.workforce.demand.forecasting import calendar_between, hours_of, latest
from alo153.workforce.demand.history import counts_between
from alo153.workforce.forecast.history import Floats
from alo153.workforce.forecast.predicting import Forecast, floor, inside, wape
from alo153.workforce.models.rosters import HOURS

AHEAD = timedelta(days=7)
"""Which forecast counts: the newest that was made a week before the day, as rosters need it."""
_SURE = 2.0


@dataclass(frozen=True)
class Hour:
    """An hour outside its band."""

    hour: int
    came: float
    low: float
    high: float

    @property
    def beyond(self) -> float:
        """Return by how many calls it lies outside."""
        return max(self.low - self.came, self.came - self.high)


@dataclass(frozen=True)
class DayMiss:
    """A day that was forecast, and what came.

    ``kinds`` are what was special about it; ``made_on`` is the day of the forecast.
    """

    day: date
    made_on: date
    expected: Floats
    came: Floats
    low: Floats
    high: Floats
    kinds: frozenset[str]

    @property
    def total(self) -> float:
        """Return the calls that came."""
        return float(self.came.sum())

    @property
    def forecast(self) -> float:
        """Return the calls that were expected."""
        return float(self.expected.sum())

    @property
    def percent(self) -> float:
        """Return by how much more came, in per cent."""
        return 100 * (self.total / self.forecast - 1) if self.forecast else 0.0

    @property
    def is_noise(self) -> bool:
        """Tell whether chance alone explains the day: within two deviations of Poisson."""
        return bool(abs(self.total - self.forecast) <= _SURE * max(self.forecast, 1.0) ** 0.5)

    @property
    def outside(self) -> list[Hour]:
        """Return the hours outside their band, the farthest first."""
        bands = zip(self.came, self.low, self.high, strict=True)
        hours = [Hour(hour, *map(float, each)) for hour, each in enumerate(bands)]
        found = [each for each in hours if not each.low <= each.came <= each.high]
        return sorted(found, key=lambda each: -each.beyond)


@dataclass(frozen=True)
class Accuracy:
    """Some weeks of forecasts and what came.

    Args:
        wape: the error in per cent of all calls, by hour.
        floor: the error that even the true mean would have.
        inside: per cent of the hours within the band of four in five.
    """

    days: tuple[DayMiss, ...]
    wape: float
    floor: float
    inside: float

    @property
    def ratio(self) -> float:
        """Return the error as a multiple of the floor; 1.2 is the goal."""
        return self.wape / self.floor if self.floor else 0.0

    @property
    def level(self) -> float:
        """Return by how much more came in all, in per cent: what no single day explains."""
        forecast = sum(each.forecast for each in self.days)
        return 100 * (sum(each.total for each in self.days) / forecast - 1) if forecast else 0.0

    @property
    def is_level(self) -> bool:
        """Tell whether the level itself has moved: every day missed to the same side."""
        signs = {each.total > each.forecast for each in self.days}
        return len(self.days) > 1 and len(signs) == 1 and not all(d.is_noise for d in self.days)


def between(first: date, last: date) -> Accuracy | None:
    """Hold the forecasts of some days against what came; None where none were made in time.

    Two queries, and one for each day.
    """
    came = counts_between(first, last + timedelta(days=1))
    calendar = calendar_between(first, last)
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        counts = came.get(day, np.zeros(HOURS))
        if found := _day(day, counts, calendar.kinds(day)):
            days.append(found)
    return of_days(days)


def of_days(days: list[DayMiss]) -> Accuracy | None:
    """Sum up days; None without any that had a call."""
    if not days or not sum(each.total for each in days):
        return None
    came = np.array([each.came for each in days])
    mean = np.array([each.expected for each in days])
    low, high = (np.array([getattr(each, of) for each in days]) for of in ("low", "high"))
    return Accuracy(
        days=tuple(days),
        wape=wape(came, mean),
        floor=floor(np.maximum(mean, 1e-9)),
        inside=inside(came, Forecast(days[0].day, mean, low, high)),
    )


def _day(day: date, came: Floats, kinds: frozenset[str]) -> DayMiss | None:
    in_time: datetime = city.day_begins(day) - AHEAD
    version = latest(day, before=in_time) or latest(day, before=city.day_begins(day))
    if version is None:
        return None
    mean, low, high = (np.array(each) for each in hours_of(version, day))
    return DayMiss(day, city.today(version.made_at), mean, came, low, high, kinds)
