"""The contacts of each queue and medium by half hour, as they are expected.

The level and shape of a line are its own; what holidays, seasons and events do is learned from all
calls, because a small queue has too few contacts to tell it from chance.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.workforce.demand.facts import HALVES, Line, contacts_by_line, counted_days
from alo153.workforce.demand.forecasting import Past
from alo153.workforce.demand.history import GAP
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.predicting import Forecast, predict
from alo153.workforce.forecast.profile import LEVEL_WEEKS, SHAPE_WEEKS
from alo153.workforce.models import ForecastLine, ForecastVersion

_SEEN = timedelta(weeks=SHAPE_WEEKS)
_LEVEL_DAYS = 7 * LEVEL_WEEKS
_LEAST_DAYS = 14
_WEEK = 7
_HALF = timedelta(minutes=30)


def lines_of(past: Past, first: date, days: int, *, at: datetime) -> dict[Line, Forecast]:
    """Return the contacts by half hour of some days, of each line that had some lately.

    Three queries. Lines of which fewer than two weeks are known are left out.
    """
    found = {}
    for line, history in sorted(_histories(at).items()):
        expected = predict(history, past.calendar, first=first, days=days, effects=past.effects)
        found[line] = _while_open(line, past.with_events(expected))
    return found


def _while_open(line: Line, found: Forecast) -> Forecast:
    """Return a forecast without visitors while their place is closed, as on holidays."""
    if line.channel != Channel.COUNTER:
        return found
    office = city.offices_now()[line.queue]
    opened = np.array([
        [city.is_office_open(office, city.day_begins(day) + half * _HALF) for half in range(HALVES)]
        for day in found.days
    ])  # fmt: skip
    return replace(
        found, mean=found.mean * opened, low=found.low * opened, high=found.high * opened
    )


def halves_of(line: ForecastLine, day: date) -> tuple[list[float], list[float], list[float]]:
    """Return mean, low and high of each half hour of a day of a forecast."""
    begin = (day - line.version.first_date).days * HALVES
    cut = slice(begin, begin + HALVES)
    return line.mean[cut], line.low[cut], line.high[cut]


def written_on(version: ForecastVersion, *days: date) -> dict[Line, tuple[list[float], Handling]]:
    """Return the contacts by half hour of each line without calls, for some days in a row.

    One query.
    """
    rows = version.lines.exclude(channel=Channel.PHONE).select_related("version")
    return {
        Line.of(row): ([each for day in days for each in halves_of(row, day)[0]], row.handling)
        for row in rows
    }


def _histories(at: datetime) -> dict[Line, History]:
    today = city.today(at)
    counted = counted_days(today - _SEEN, today)
    found = {}
    for line, days in contacts_by_line(today - _SEEN, today).items():
        history = _history(days, counted, today)
        lately = np.nansum(history.counts[-_LEVEL_DAYS:])
        if len(history.counts) >= _LEAST_DAYS and lately:
            found[line] = history
    return found


def _history(days: Mapping[date, Floats], counted: Collection[date], today: date) -> History:
    """Return what came until yesterday; the day of the first contact may have begun elsewhere.

    A day is empty if other lines were counted on it. If nothing was counted at all it is unknown,
    except on a weekday without any counts: the center is closed then.
    """
    first = _live_since(sorted(days)) + timedelta(days=1)
    count = max(0, (today - first).days)
    known = [first + timedelta(days=number) for number in range(count)]
    open_weekdays = {day.weekday() for day in counted}
    empty = np.zeros(HALVES)
    unknown = np.full(HALVES, np.nan)
    counts = np.array([
        days.get(day, empty if day in counted or day.weekday() not in open_weekdays else unknown)
        for day in known
    ])  # fmt: skip
    return History(first, counts.reshape(count, HALVES))


def _live_since(days: Sequence[date]) -> date:
    """Return the first day of a queue, without the trial before it went live.

    A long silence parts the two, in a queue that has contacts on most days since: one that seldom
    has any is silent for weeks, and that counts.
    """
    since = days[0]
    for place, (former, later) in enumerate(pairwise(days), start=1):
        with_contacts = len(days) - place
        often = with_contacts >= _WEEK and 2 * with_contacts > (days[-1] - later).days
        if later - former > GAP and often:
            since = later
    return since
