"""A generated history of calls with a known truth: level, season, week, holidays, bayrams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.history import Floats, History

MORNING = (0.9, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.6, 5.0, 7.6, 8.6, 8.6)
SHAPE = np.array((*MORNING, 7.4, 7.6, 7.8, 7.4, 6.6, 5.6, 4.8, 4.4, 4.0, 3.4, 2.6, 1.8))
WEEK = (1.12, 1.08, 1.05, 1.04, 1.06, 0.88, 0.77)
NATIONAL = ((1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29))
# First days of the feasts of Ramadan and of Sacrifice: they move by 11 days a year
BAYRAMS = {
    2023: (date(2023, 4, 21), date(2023, 6, 28)),
    2024: (date(2024, 4, 10), date(2024, 6, 16)),
    2025: (date(2025, 3, 30), date(2025, 6, 6)),
    2026: (date(2026, 3, 20), date(2026, 5, 27)),
}


@dataclass(frozen=True)
class Truth:
    """What was counted, and the mean that it came from."""

    history: History
    mean: Floats
    calendar: Calendar


def calendar(years: Sequence[int]) -> Calendar:
    """Return the public holidays of these years, and Ramadan's days."""
    holidays = {
        date(year, month, day): f"{month}-{day}" for year in years for month, day in NATIONAL
    }
    events: dict[date, frozenset[str]] = {}
    for year in years:
        ramadan, sacrifice = BAYRAMS[year]
        holidays |= {ramadan + timedelta(days=each): f"ramadan {each}" for each in range(3)}
        holidays |= {sacrifice + timedelta(days=each): f"sacrifice {each}" for each in range(4)}
        fasting = (ramadan - timedelta(days=each) for each in range(1, 30))
        events |= dict.fromkeys(fasting, frozenset({"ramadan"}))
    return Calendar(holidays, events)


def generate(first: date, days: int, *, calls: float = 2500, seed: int = 1) -> Truth:
    """Return hourly calls of consecutive days; the same seed gives the same."""
    random = np.random.default_rng(seed)
    known = calendar(range(first.year, (first + timedelta(days=days)).year + 1))
    mean = np.array([_day(first + timedelta(days=each), calls, known) for each in range(days)])
    # Beyond Poisson: a day has its own luck
    luck = random.gamma(1000, 1 / 1000, (days, 1)) * random.gamma(1000, 1 / 1000, mean.shape)
    counts = random.poisson(mean * luck).astype(np.float64)
    return Truth(History(first, counts), mean, known)


def _day(day: date, calls: float, known: Calendar) -> Floats:
    season = 1 + 0.08 * np.sin(2 * np.pi * day.timetuple().tm_yday / 365)
    shape = SHAPE / SHAPE.sum() * calls * season * WEEK[day.weekday()]
    kinds = known.kinds(day)
    if "holiday" in kinds:
        shape = shape * np.where(np.arange(24) < 6, 0.9, 0.55)
    if "eve" in kinds:
        shape = shape * np.where(np.arange(24) >= 12, 0.75, 1.0)
    if "ramadan" in kinds:
        shape = np.roll(shape, 1) * np.where(np.arange(24) >= 18, 0.8, 1.0)
    return shape
