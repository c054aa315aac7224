"""The accuracy of the forecasts: against real calls, and against unpredictable noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from alo153.city import queries as city
from alo153.workforce.demand.facts import Line, calls_by_hour, contacts_by_line
from alo153.workforce.demand.forecasting import calendar_between, hours_of, in_time
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.forecast.history import Floats
from alo153.workforce.forecast.predicting import Forecast, floor, inside, wape
from alo153.workforce.models import ForecastLine, ForecastVersion

AHEAD = timedelta(days=7)
"""The forecast that counts is the newest one from a week before the day, as rosters need it."""
_SURE = 2.0
_DAY = timedelta(days=1)
Band = tuple[list[float], list[float], list[float]]


@dataclass(frozen=True)
class Hour:
    """An hour, or half an hour, outside its band; ``begins`` is its time of day."""

    begins: str
    came: float
    low: float
    high: float

    @property
    def beyond(self) -> float:
        """Return by how many calls it is outside the band."""
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
        minutes = _DAY // timedelta(minutes=1) // len(self.came)
        begin = [
            f"{number * minutes // 60}:{number * minutes % 60:02}"
            for number in range(len(self.came))
        ]
        hours = [Hour(at, *map(float, each)) for at, each in zip(begin, bands, strict=True)]
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

    def since(self, day: date) -> Accuracy | None:
        """Return the accuracy of its days from one on; None without any that had a call."""
        return of_days([each for each in self.days if each.day >= day])

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
    """Hold the forecasts of some days against the calls that came; None if none was made in time.

    Four queries.
    """
    days = _days(first, last)
    versions = in_time(days, AHEAD)
    bands = {day: hours_of(version, day) for day, version in versions.items()}
    return _held(versions, bands, calls_by_hour(first, last + _DAY))


def of_line(line: Line, first: date, last: date) -> Accuracy | None:
    """Do the same for the contacts of a queue on a medium, by half hour; a query more."""
    versions = in_time(_days(first, last), AHEAD)
    rows = ForecastLine.objects.filter(
        version__in=versions.values(), queue=line.queue, channel=line.channel
    )
    rows_of = {each.version_id: each for each in rows.select_related("version")}
    bands = {
        day: halves_of(rows_of[version.pk], day)
        for day, version in versions.items()
        if version.pk in rows_of
    }
    return _held(versions, bands, contacts_by_line(first, last + _DAY).get(line, {}))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _held(
    versions: Mapping[date, ForecastVersion],
    bands: Mapping[date, Band],
    came: Mapping[date, Floats],
) -> Accuracy | None:
    if not bands:
        return None
    calendar = calendar_between(min(bands), max(bands))
    days = []
    for day, band in bands.items():
        mean, low, high = map(np.array, band)
        counts = came.get(day, np.zeros_like(mean))
        made_on, kinds = city.today(versions[day].made_at), calendar.kinds(day)
        days.append(DayMiss(day, made_on, mean, counts, low, high, kinds))
    return of_days(days)


def of_days(days: Sequence[DayMiss]) -> Accuracy | None:
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
