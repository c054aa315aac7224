"""The contacts of each queue and medium by half hour, as they are expected.

The level and shape of a line are its own; what holidays, seasons and events do is learned from all
calls, because a small queue has too few contacts to tell it from chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import numpy as np

from alo153.city import queries as city
from alo153.workforce.demand.facts import HALVES, Line, contacts_by_line
from alo153.workforce.demand.forecasting import Past
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.predicting import Forecast, predict
from alo153.workforce.forecast.profile import LEVEL_WEEKS, SHAPE_WEEKS
from alo153.workforce.models import ForecastLine

_SEEN = timedelta(weeks=SHAPE_WEEKS)
_LEVEL_DAYS = 7 * LEVEL_WEEKS
_LEAST_DAYS = 14


def lines_of(past: Past, first: date, days: int, *, at: datetime) -> dict[Line, Forecast]:
    """Return the contacts by half hour of some days, of each line that had some lately.

    One query. Lines of which fewer than two weeks are known are left out.
    """
    found = {}
    for line, history in sorted(_histories(at).items()):
        expected = predict(history, past.calendar, first=first, days=days, effects=past.effects)
        found[line] = past.with_events(expected)
    return found


def halves_of(line: ForecastLine, day: date) -> tuple[list[float], list[float], list[float]]:
    """Return mean, low and high of each half hour of a day of a forecast."""
    begin = (day - line.version.first_date).days * HALVES
    cut = slice(begin, begin + HALVES)
    return line.mean[cut], line.low[cut], line.high[cut]


def _histories(at: datetime) -> dict[Line, History]:
    today = city.today(at)
    found = {}
    for line, days in contacts_by_line(today - _SEEN, today).items():
        history = _history(days, today)
        if len(history.counts) >= _LEAST_DAYS and history.counts[-_LEVEL_DAYS:].any():
            found[line] = history
    return found


def _history(days: Mapping[date, Floats], today: date) -> History:
    """Return what came until yesterday; the day of the first contact may have begun elsewhere."""
    first = min(days) + timedelta(days=1)
    count = max(0, (today - first).days)
    known = [first + timedelta(days=number) for number in range(count)]
    counts = np.array([days.get(day, np.zeros(HALVES)) for day in known])
    return History(first, counts.reshape(count, HALVES))
