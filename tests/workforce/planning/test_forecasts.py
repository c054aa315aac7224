"""Forecasts kept as versions, held against what came; history from a file; events; prices."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.workforce import center
from tests.workforce.center import AT
from tests.workforce.facts import calls

from alo153.city import queries as city
from alo153.core.models import Event
from alo153.workforce import actions, demand, tasks
from alo153.workforce.demand import accuracy, cost, forecasting
from alo153.workforce.demand.live import Live
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import History, read_csv
from alo153.workforce.models import ForecastVersion, PlannedEvent
from alo153.workforce.staffing.deferrable import Work
from alo153.workforce.staffing.erlang import Goal
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY = timedelta(days=1)


def flat(days: int, an_hour: float = 20) -> History:
    """Return days with as many calls in every hour, up to yesterday."""
    return History(TODAY - days * DAY, np.full((days, 24), an_hour))


def imported(days: int = 84) -> None:
    actions.import_history(history=flat(days), by=center.planner(), at=AT)


def test_a_new_center_forecasts_from_what_it_imports() -> None:
    with pytest.raises(demand.NoHistory):
        actions.renew_forecast(by=center.planner(), at=AT)
    imported()
    version = actions.renew_forecast(by=center.planner(), at=AT)
    mean, low, high = forecasting.hours_of(version, TODAY + DAY)
    assert mean == pytest.approx([20] * 24, rel=0.05)
    assert all(a < b < c for a, b, c in zip(low, mean, high, strict=True))
    assert Event.objects.filter(name="history.imported").exists()


def test_own_calls_take_the_place_of_imported_ones_from_the_first_day_on() -> None:
    imported(30)
    calls(AT - 10 * DAY, 5)
    history = demand.history_of_calls(AT)
    by_day = dict(zip(history.days, history.counts, strict=True))
    assert by_day[TODAY - 11 * DAY].sum() == 480
    # The day of the first call was counted elsewhere until then
    assert by_day[TODAY - 10 * DAY].sum() == 480
    assert by_day[TODAY - 9 * DAY].sum() == 0


def test_a_day_of_neither_is_unknown_and_not_zero() -> None:
    history = flat(30)
    actions.import_history(
        history=History(history.first, history.counts[:10]), by=center.planner(), at=AT
    )
    calls(AT - 15 * DAY, 5)
    known = demand.history_of_calls(AT)
    assert np.isnan(known.counts[12]).all()


def test_between_an_imported_list_of_calls_and_our_own_first_one_no_day_counts_as_silent() -> None:
    imported(30)
    # Of a list of the former system, and our own
    calls(AT - 60 * DAY, 5)
    calls(AT - 10 * DAY, 5)
    history = demand.history_of_calls(AT)
    by_day = dict(zip(history.days, history.counts, strict=True))
    assert np.isnan(by_day[TODAY - 40 * DAY]).all()
    assert by_day[TODAY - 20 * DAY].sum() == 480
    assert by_day[TODAY - 10 * DAY].sum() == 5
    assert by_day[TODAY - 9 * DAY].sum() == 0


def test_the_night_keeps_a_version_and_says_nothing_without_history() -> None:
    tasks.forecast()
    assert not ForecastVersion.objects.exists()


def test_an_event_nobody_has_seen_before_changes_its_days_by_what_was_entered() -> None:
    imported()
    event = actions.add_event(
        name="konser",
        kind=PlannedEvent.Kind.EVENT,
        first=TODAY + 2 * DAY,
        last=TODAY + 2 * DAY,
        percent=50,
        by=center.planner(),
        at=AT,
    )
    version = actions.renew_forecast(by=center.planner(), at=AT)
    day_before, that_day = (
        sum(forecasting.hours_of(version, TODAY + number * DAY)[0]) for number in (1, 2)
    )
    assert that_day == pytest.approx(1.5 * day_before, rel=0.02)
    actions.remove_event(event=event, by=center.planner(), at=AT)
    again = actions.renew_forecast(by=center.planner(), at=AT)
    assert sum(forecasting.hours_of(again, TODAY + 2 * DAY)[0]) == pytest.approx(
        day_before, rel=0.02
    )
    # The version of before stays as it was
    version.refresh_from_db()
    assert sum(forecasting.hours_of(version, TODAY + 2 * DAY)[0]) == that_day


def kept(made_at: datetime, an_hour: float) -> None:
    ForecastVersion.objects.create(
        made_at=made_at,
        first_date=city.today(made_at),
        days=42,
        mean=[an_hour] * 24 * 42,
        low=[an_hour - 4] * 24 * 42,
        high=[an_hour + 4] * 24 * 42,
        handling_seconds=240,
    )


def test_the_forecast_of_a_week_before_is_held_against_what_came() -> None:
    kept(AT - 20 * DAY, 5)
    # A newer one, which rosters could not know
    kept(AT - 2 * DAY, 100)
    for number in range(1, 8):
        day = city.day_begins(TODAY - number * DAY)
        for hour in range(24):
            calls(day + timedelta(hours=hour), 5)
    found = accuracy.between(TODAY - 7 * DAY, TODAY - DAY)
    assert found
    assert (found.wape, found.inside, len(found.days)) == (0, 100, 7)
    assert found.floor > 30
    assert all(each.is_noise for each in found.days)
    assert not found.is_level


def test_a_level_that_moved_and_hours_outside_the_band_explain_a_week() -> None:
    kept(AT - 20 * DAY, 5)
    for number in range(1, 8):
        day = city.day_begins(TODAY - number * DAY)
        for hour in range(24):
            calls(day + timedelta(hours=hour), 12 if hour == 14 else 7)
    found = accuracy.between(TODAY - 7 * DAY, TODAY - DAY)
    assert found
    assert found.is_level
    assert round(found.level) == 44
    worst = found.days[0].outside[0]
    assert (worst.begins, worst.came, worst.high) == ("14:00", 12, 9)


def test_without_a_forecast_in_time_there_is_no_accuracy() -> None:
    calls(AT - DAY, 5)
    assert accuracy.between(TODAY - 7 * DAY, TODAY - DAY) is None


def test_a_better_goal_costs_more_and_says_how_much() -> None:
    week, none = [100.0] * 24 * 7, Live(np.zeros(24 * 7), np.zeros(24 * 7))
    usual, better = (
        cost.price(
            week,
            Handling(240),
            Service(goal=Goal(share, seconds), shrinkage=0.12),
            none,
            written=(),
        )
        for share, seconds in ((0.8, 20), (0.9, 10))
    )
    assert better.hours > usual.hours
    assert better.peak > usual.peak
    assert usual.contracts == usual.hours / 45
    # Erlang C, in which no caller gives up: ten people each hour for nine
    assert (usual.hours, usual.cautious) == (11 * 24 * 7, 12 * 24 * 7)


def test_a_lower_goal_never_costs_more_with_written_work_than_a_higher_one() -> None:
    day = [75.0 if 8 <= hour < 18 else 3.0 for hour in range(24)]
    letters = [Work(half, half + 4, 1.3) for half in range(16, 36)]
    none = Live(np.zeros(24), np.zeros(24))
    found = [
        cost.price(day, Handling(240), Service(goal=Goal(*goal)), none, letters)
        for goal in cost.GOALS
    ]
    hours = [each.hours for each in found]
    assert hours == sorted(hours)
    # With callers who give up it is no more than without
    assert all(each.hours <= each.cautious for each in found)


def test_holes_and_doubled_hours_are_named() -> None:
    lines = [f"2026-01-01 {hour:02}:00,{hour}" for hour in range(24) if hour != 3]
    history = read_csv(["hour,calls", *lines, "2026-01-01 05:00,9"], intervals=24)
    assert history.doubled == (datetime(2026, 1, 1, 5),)  # noqa: DTZ001 - of the city's clock
    assert history.missing == (datetime(2026, 1, 1, 3),)  # noqa: DTZ001
