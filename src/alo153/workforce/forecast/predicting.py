"""The forecast of some days: mean and band of each interval, and how good it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import lgamma

import numpy as np

from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.profile import profile
from alo153.workforce.forecast.regression import Effects, learn

BAND = (0.1, 0.9)
_AS_POISSON = 1e-6
MISS_CARRIED = 0.4
"""How much of yesterday's miss is carried into the next days; by design/workforce.md, section 3."""


@dataclass(frozen=True)
class Forecast:
    """Days x intervals: mean, and the band in which four of five counts are expected."""

    first: date
    mean: Floats
    low: Floats
    high: Floats

    @property
    def days(self) -> list[date]:
        """Return the days in their order."""
        return [self.first + timedelta(days=number) for number in range(len(self.mean))]


def predict(
    history: History,
    calendar: Calendar,
    *,
    first: date,
    days: int,
    effects: Effects | None = None,
    dispersion: float | None = None,
) -> Forecast:
    """Return the forecast of some days from what was known before the history's end.

    Args:
        effects, dispersion: learned before from the same past; learned now if not given.
    """
    effects = effects or learn(history, calendar)
    week = profile(history, calendar)
    ahead = [first + timedelta(days=number) for number in range(days)]
    mean = np.array([_mean(week, day, effects, calendar) for day in ahead])
    spread = dispersion_of(history, calendar, effects) if dispersion is None else dispersion
    low, high = band(mean, spread)
    return Forecast(first, mean, low, high)


def _mean(week: Floats, day: date, effects: Effects, calendar: Calendar) -> Floats:
    found: Floats = week[day.weekday()] * effects.factors(day, week.shape[1], calendar)
    return found


def dispersion_of(history: History, calendar: Calendar, effects: Effects) -> float:
    """Return by how much counts vary beyond Poisson: variance = mean + dispersion x mean squared.

    From the last 12 weeks, each held against the profile of four weeks before.
    """
    squares, means = [], []
    for back in (3, 2, 1):
        cut = history.until(history.first + timedelta(days=len(history.counts) - 28 * back))
        if len(cut.counts) < 8 * 7:
            continue
        week = profile(cut, calendar)
        for number in range(len(cut.counts), min(len(cut.counts) + 28, len(history.counts))):
            day = history.first + timedelta(days=number)
            mean = _mean(week, day, effects, calendar)
            known = np.isfinite(history.counts[number])
            squares.append((history.counts[number] - mean)[known] ** 2 - mean[known])
            means.append(mean[known] ** 2)
    if not means:
        return 0.0
    return max(0.0, float(np.concatenate(squares).sum() / np.concatenate(means).sum()))


def band(mean: Floats, dispersion: float) -> tuple[Floats, Floats]:
    """Return the 10 and 90 per cent points of a negative binomial of each mean."""
    different, places = np.unique(np.round(mean, 2), return_inverse=True)
    found = np.array([_points(float(each), dispersion) for each in different])
    shaped = found[places.reshape(mean.shape)]
    return shaped[..., 0], shaped[..., 1]


def _points(mean: float, dispersion: float) -> tuple[float, float]:
    if mean <= 0:
        return 0.0, 0.0
    most = int(mean + 12 * (mean + dispersion * mean**2) ** 0.5 + 20)
    below = np.cumsum(_chances(mean, dispersion, most))
    low, high = (int(np.searchsorted(below, each)) for each in BAND)
    return float(low), float(high)


def _chances(mean: float, dispersion: float, most: int) -> Floats:
    counts = np.arange(most + 1)
    factorials = np.array([lgamma(each + 1) for each in counts])
    if dispersion < _AS_POISSON:
        found: Floats = np.exp(counts * np.log(mean) - mean - factorials)
        return found
    size = 1 / dispersion
    gammas = np.array([lgamma(each + size) for each in counts]) - lgamma(size)
    odds = mean / (mean + size)
    logs = gammas - factorials + counts * np.log(odds) + size * np.log1p(-odds)
    spread: Floats = np.exp(logs)
    return spread


def wape(actual: Floats, expected: Floats) -> float:
    """Return the weighted absolute error: sum of misses by sum of counts, in per cent."""
    known = np.isfinite(actual)
    return float(100 * np.abs(actual - expected)[known].sum() / actual[known].sum())


def floor(expected: Floats) -> float:
    """Return the error in per cent that even the true mean would have: Poisson noise.

    The mean absolute deviation of a Poisson count is 2 exp(-m) m^(k+1) / k! with k = floor(m).
    """
    whole = np.floor(expected)
    logs = -expected + (whole + 1) * np.log(np.maximum(expected, 1e-9))
    logs -= np.array([lgamma(each + 1) for each in whole.ravel()]).reshape(whole.shape)
    return float(100 * 2 * np.exp(logs).sum() / expected.sum())


def inside(actual: Floats, forecast: Forecast) -> float:
    """Return the per cent of counts within the band."""
    known = np.isfinite(actual)
    hit = (forecast.low <= actual) & (actual <= forecast.high)
    return float(100 * hit[known].mean())
