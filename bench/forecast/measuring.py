"""A forecast held against what came, day by day, each made as many days ahead as is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.predicting import (
    Forecast,
    dispersion_of,
    floor,
    inside,
    predict,
    wape,
)
from alo153.workforce.forecast.regression import learn

HOLD_OUT = 365
_LEARNED = 28
"""Days after which effects are learned anew."""
_WEEKS = 8


@dataclass(frozen=True)
class Figures:
    """Errors in per cent, and the per cent of hours in the band of 80 %."""

    hourly: float
    floor: float
    daily: float
    holidays: float
    band: float
    plain: float

    @property
    def ratio(self) -> float:
        """Return by how much the error is above that of pure chance."""
        return self.hourly / self.floor


def scaled(history: History, calls: float, *, seed: int = 1) -> History:
    """Return a history with so many calls a day on average.

    Of more calls each is kept or not by chance, so that what is left is as random as calls are.
    Fewer are multiplied, and vary more than calls would.
    """
    share = calls / (float(np.nanmean(history.counts)) * history.intervals)
    if share > 1:
        return History(history.first, history.counts * share, history.remarks)
    known = np.isfinite(history.counts)
    whole = np.where(known, history.counts, 0).round().astype(np.int64)
    kept = np.random.default_rng(seed).binomial(whole, share).astype(np.float64)
    return History(history.first, np.where(known, kept, np.nan), history.remarks)


def measured(history: History, calendar: Calendar, *, ahead: int) -> Figures:
    """Return the errors of the last year, each day forecast from what was known so long before."""
    begin = len(history.counts) - HOLD_OUT
    parts, plain = [], []
    for month in range(begin, len(history.counts), _LEARNED):
        past = _known(history, month, ahead)
        effects = learn(past, calendar)
        spread = dispersion_of(past, calendar, effects)
        for number in range(month, min(month + _LEARNED, len(history.counts))):
            seen = _known(history, number, ahead)
            day = history.first + timedelta(days=number)
            parts.append(
                predict(seen, calendar, first=day, days=1, effects=effects, dispersion=spread)
            )
            plain.append(_same_weekdays(history, number, ahead))
    return _figures(history.counts[begin:], parts, np.array(plain), history, calendar)


def _known(history: History, number: int, ahead: int) -> History:
    return history.until(history.first + timedelta(days=number - ahead + 1))


def _same_weekdays(history: History, number: int, ahead: int) -> Floats:
    """Return the mean of the last eight such weekdays: what everybody would do by hand."""
    back = -(-ahead // 7)
    found: Floats = np.nanmean(
        [history.counts[number - 7 * week] for week in range(back, back + _WEEKS)], axis=0
    )
    return found


def _figures(
    actual: Floats, parts: list[Forecast], plain: Floats, history: History, calendar: Calendar
) -> Figures:
    mean, low, high = (
        np.concatenate([getattr(each, name) for each in parts]) for name in ("mean", "low", "high")
    )
    forecast = Forecast(parts[0].first, mean, low, high)
    known = np.isfinite(actual)
    free = np.array([day in calendar.holidays for day in history.days[-len(actual) :]])
    days = np.where(known, actual, 0).sum(axis=1), np.where(known, mean, 0).sum(axis=1)
    return Figures(
        hourly=wape(actual, mean),
        floor=floor(mean),
        daily=wape(*days),
        holidays=wape(actual[free], mean[free]) if free.any() else float("nan"),
        band=inside(actual, forecast),
        plain=wape(actual, plain),
    )
