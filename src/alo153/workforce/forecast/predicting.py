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
"""The share of a day's error that the next day inherits (design/workforce.md, section 3)."""
_MOST_MISSED = 0.3
_LEAST_DAYS = 8 * 7


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
    mean *= _carried(history, calendar, effects, ahead)[:, None]
    spread = dispersion_of(history, calendar, effects) if dispersion is None else dispersion
    low, high = band(mean, spread)
    return Forecast(first, mean, low, high)


def _mean(week: Floats, day: date, effects: Effects, calendar: Calendar) -> Floats:
    found: Floats = week[day.weekday()] * effects.factors(day, week.shape[1], calendar)
    return found


def _carried(history: History, calendar: Calendar, effects: Effects, ahead: list[date]) -> Floats:
    """Return by which factor the last known day's miss still shows on the days ahead."""
    last = history.first + timedelta(days=len(history.counts) - 1)
    before = history.until(last)
    distance = np.array([(day - last).days for day in ahead])
    if len(before.counts) < _LEAST_DAYS or not calendar.ordinary(last):
        return np.ones(len(ahead))
    expected = _mean(profile(before, calendar), last, effects, calendar)
    known = np.isfinite(history.counts[-1])
    planned = float(expected[known].sum())
    miss = float(history.counts[-1][known].sum()) / planned - 1 if planned else 0.0
    found: Floats = 1 + np.clip(miss, -_MOST_MISSED, _MOST_MISSED) * MISS_CARRIED**distance
    return found


def dispersion_of(history: History, calendar: Calendar, effects: Effects) -> float:
    """Return by how much counts vary beyond Poisson: variance = mean + dispersion x mean squared.

    From the last 12 weeks, each held against the profile of four weeks before.
    """
    squares, means = [], []
    for back in (3, 2, 1):
        cut = history.until(history.first + timedelta(days=len(history.counts) - 28 * back))
        if len(cut.counts) < _LEAST_DAYS:
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
    some = different > 0
    found = np.zeros((len(different), len(BAND)))
    if some.any():
        below = np.cumsum(_chances(different[some], dispersion), axis=1)
        # The first count up to which so many are expected
        found[some] = np.array([(below < each).sum(axis=1) for each in BAND]).T
    shaped = found[places.reshape(mean.shape)]
    return shaped[..., 0], shaped[..., 1]


def _chances(means: Floats, dispersion: float) -> Floats:
    """Return means x counts: how likely each count is, by the ratio of each to the one before."""
    deviation = (means + dispersion * means**2) ** 0.5
    before = np.arange(int((means + 12 * deviation).max()) + 20)
    if dispersion < _AS_POISSON:
        none = -means
        ratios = np.log(means)[:, None] - np.log(before + 1)
    else:
        size = 1 / dispersion
        odds = means / (means + size)
        none = size * np.log1p(-odds)
        ratios = np.log(odds)[:, None] + np.log((before + size) / (before + 1))
    logs = np.cumsum(np.concatenate([none[:, None], ratios], axis=1), axis=1)
    found: Floats = np.exp(logs)
    return found


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
