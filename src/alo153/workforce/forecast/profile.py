"""Level x shape: how much a week brings now, and how it is spread over weekdays and intervals."""

from __future__ import annotations

from datetime import date

import numpy as np

from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.history import Floats, History

LEVEL_WEEKS = 8
SHAPE_WEEKS = 26
_FADE = 0.5
"""The weight of the oldest week of the shape, compared with the newest."""


def profile(history: History, calendar: Calendar) -> Floats:
    """Return the expected counts of an ordinary week: 7 x intervals, Monday first.

    The level comes from the last 8 weeks, the shape from the last 26. Special days teach neither.
    """
    shape = _weekdays(history, calendar, SHAPE_WEEKS, fade=_FADE)
    recent = _weekdays(history, calendar, LEVEL_WEEKS, fade=1.0)
    known = np.isfinite(recent).all(axis=1) & np.isfinite(shape).all(axis=1)
    shape = np.where(np.isfinite(shape), shape, np.nanmean(shape, axis=0))
    shape = np.nan_to_num(shape)
    total = shape[known].sum()
    return shape * (recent[known].sum() / total if total else 1.0)


def _weekdays(history: History, calendar: Calendar, weeks: int, fade: float) -> Floats:
    """Return the weighted mean of each weekday's intervals over the last weeks; NaN without any."""
    last = len(history.counts)
    sums = np.zeros((7, history.intervals))
    weights = np.zeros((7, history.intervals))
    for number in range(max(0, last - 7 * weeks), last):
        day = date.fromordinal(history.first.toordinal() + number)
        if not calendar.ordinary(day):
            continue
        age = (last - 1 - number) / (7 * weeks)
        weight = fade**age
        known = np.isfinite(history.counts[number])
        sums[day.weekday(), known] += weight * history.counts[number, known]
        weights[day.weekday(), known] += weight
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weights > 0, sums / weights, np.nan)
