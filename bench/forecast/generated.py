"""Hourly calls of an invented public service, with a known truth, as public series behave.

Growth, season, a week's shape, public holidays, Ramadan, and two kinds of luck beyond Poisson: a
day's own, which lasts for some days (weather), and an hour's. Their sizes were
found in ten years of ambulance calls: with the day's total known the error is
still above Poisson's.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.feasts import of_country
from alo153.workforce.forecast.history import Floats, History

CITY = Path(__file__).parents[2] / "cities" / "kocaeli" / "city.toml"
COUNTRY = str(tomllib.loads(CITY.read_text(encoding="utf-8"))["country"])
"""The country of the public holidays, unless another is named: the city's."""
FIRST = date(2019, 1, 1)
DAYS = 6 * 365
_NIGHT = (3.1, 2.6, 2.3, 2.0, 1.8, 1.8)
_DAY = (2.2, 2.9, 3.9, 4.7, 5.1, 5.3, 5.4, 5.4, 5.4, 5.4, 5.4, 5.4)
_EVENING = (5.3, 5.1, 4.8, 4.5, 4.1, 3.6)
_SHAPE = np.array((*_NIGHT, *_DAY, *_EVENING))
_AT_NIGHT, _IN_THE_EVENING = np.arange(24) < 6, np.arange(24) >= 18  # noqa: PLR2004
_WEEK = (1.03, 1.02, 1.01, 1.01, 1.03, 0.98, 0.92)
_GROWTH, _SEASON, _LASTS = 0.02, 0.06, 0.4
_LUCK_OF_DAY, _LUCK_OF_HOUR = 0.038, 0.03


def series(*, calls: float = 2500, days: int = DAYS, seed: int = 1) -> History:
    """Return the hourly counts; the same seed gives the same."""
    random = np.random.default_rng(seed)
    known = of_country(COUNTRY, FIRST, FIRST + timedelta(days=days))
    dates = [FIRST + timedelta(days=number) for number in range(days)]
    mean = np.array([_day(number, day, known) for number, day in enumerate(dates)])
    mean *= calls / mean.sum(axis=1).mean()
    luck = np.exp(_lasting(days, random)[:, None] + random.normal(0, _LUCK_OF_HOUR, mean.shape))
    return History(FIRST, random.poisson(mean * luck).astype(np.float64))


def _lasting(days: int, random: np.random.Generator) -> Floats:
    fresh = random.normal(0, _LUCK_OF_DAY * (1 - _LASTS**2) ** 0.5, days)
    luck = np.zeros(days)
    for day in range(days):
        luck[day] = (_LASTS * luck[day - 1] if day else 0) + fresh[day]
    return luck


def _day(number: int, day: date, known: Calendar) -> Floats:
    turn = 2 * np.pi * day.timetuple().tm_yday / 365
    season = 1 + _SEASON * np.sin(turn - 1.9)
    # Summer evenings are longer
    hours = 1 + 0.06 * np.sin(turn - 1.9) * np.sin(np.pi * (np.arange(24) - 12) / 12)
    shape = _SHAPE * hours
    if day.weekday() in (5, 6):
        shape = shape * np.where(_AT_NIGHT, 1.35, 0.97)
    kinds = known.kinds(day)
    if "holiday" in kinds:
        shape = shape * np.where(_AT_NIGHT, 1.08, 0.88)
    if "eve" in kinds:
        shape = shape * np.where(_IN_THE_EVENING, 1.1, 0.98)
    if "ramadan" in kinds:
        shape = np.roll(shape, 1)
    found: Floats = shape * (1 + _GROWTH * number / 365) * season * _WEEK[day.weekday()]
    return found
