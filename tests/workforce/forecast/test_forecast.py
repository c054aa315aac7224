"""A forecast seven days ahead, held against what came: on a generated public line."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from tests.workforce.calls import Truth, generate

from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.intraday import again
from alo153.workforce.forecast.predicting import (
    Forecast,
    band,
    dispersion_of,
    floor,
    inside,
    predict,
    wape,
)
from alo153.workforce.forecast.profile import profile
from alo153.workforce.forecast.regression import Effects, learn

FIRST = date(2023, 1, 2)
YEAR = date(2025, 6, 30)
"""Trained on what was before; held against the half year that follows."""


@cache
def truth() -> Truth:
    return generate(FIRST, 3 * 364)


@cache
def effects() -> Effects:
    return learn(truth().history.until(YEAR), truth().calendar)


@cache
def weekly() -> tuple[Floats, Forecast]:
    """Return what came in half a year, and the forecasts, made each week for the next one."""
    known, calendar = truth().history, truth().calendar
    spread = dispersion_of(known.until(YEAR), calendar, effects())
    parts = []
    for week in range(24):
        first = YEAR + timedelta(days=7 * week)
        seen = known.until(first)
        parts.append(
            predict(seen, calendar, first=first, days=7, effects=effects(), dispersion=spread)
        )
    begin = (YEAR - FIRST).days
    actual = known.counts[begin : begin + 7 * 24]
    return actual, Forecast(
        YEAR,
        *(
            np.concatenate([getattr(each, name) for each in parts])
            for name in ("mean", "low", "high")
        ),
    )


def test_seven_days_ahead_it_is_near_what_chance_allows() -> None:
    actual, forecast = weekly()
    assert wape(actual, forecast.mean) / floor(forecast.mean) <= 1.2


def test_four_of_five_counts_are_in_the_band() -> None:
    assert 78 <= inside(*weekly()) <= 84


def test_a_holiday_is_expected_to_bring_less() -> None:
    actual, forecast = weekly()
    victory = (date(2025, 8, 30) - YEAR).days
    assert wape(actual[victory], forecast.mean[victory]) < 17
    told = effects().told(date(2025, 8, 30), truth().calendar)
    assert told["holiday, part 2"] * told["holiday:8-30, part 2"] == pytest.approx(0.55, abs=0.08)


def test_a_bayram_that_moved_is_found_where_it_fell() -> None:
    calendar = truth().calendar
    day = date(2025, 6, 6)
    known = truth().history.until(day)
    forecast = predict(known, calendar, first=day, days=1, effects=learn(known, calendar))
    assert forecast.mean.sum() == pytest.approx(truth().mean[(day - FIRST).days].sum(), rel=0.1)


def test_ramadan_in_another_month_keeps_its_shape() -> None:
    """Ramadan moves from April to March: nights are busier in it, evenings are quieter."""
    calendar, day = truth().calendar, date(2025, 3, 10)
    known = truth().history.until(day)
    told = learn(known, calendar).told(day, calendar)
    assert told["ramadan, part 0"] > 1.1
    assert told["ramadan, part 3"] < 1.0


def test_holes_and_special_days_do_not_teach_the_profile() -> None:
    history = truth().history.until(YEAR)
    broken = history.counts.copy()
    broken[-10:-5] = np.nan
    broken[-20, 3:9] = np.nan
    holed = profile(replace(history, counts=broken), truth().calendar)
    whole = profile(history, truth().calendar)
    assert np.isfinite(holed).all()
    assert holed.sum() == pytest.approx(whole.sum(), rel=0.03)


def test_a_new_center_with_three_weeks_has_a_forecast() -> None:
    history = History(YEAR, truth().history.counts[-21:])
    forecast = predict(history, truth().calendar, first=YEAR + timedelta(days=21), days=7)
    assert forecast.mean.sum() > 7 * 2000


def test_the_band_of_few_calls_is_that_of_poisson() -> None:
    low, high = band(np.array([[4.0, 100.0]]), 0.0)
    assert (low.tolist(), high.tolist()) == ([[2, 87]], [[7, 113]])


def test_an_ordinary_day_is_hardly_changed_by_its_morning() -> None:
    mean = truth().mean[200]
    rest = again(mean, mean[:10] * 1.1, per_hour=1)
    assert not rest.alarm
    assert 1.0 < rest.factor < 1.1


def test_a_sudden_storm_is_followed_within_two_hours() -> None:
    mean = truth().mean[200]
    seen = mean[:14].copy()
    seen[12:] *= 1.6
    rest = again(mean, seen, per_hour=1)
    assert rest.alarm
    assert rest.factor == pytest.approx(1.5, abs=0.1)
