"""Rosters of a whole center: fair weekends, best effort, calm after sickness, summer of Ramadan."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from tests.workforce.lawbook import DAY, EARLY, LATE, MONDAY, NIGHT, WORKER, days, law

from alo153.workforce.automata import OFF
from alo153.workforce.forecast.calendar import Calendar
from alo153.workforce.forecast.feasts import of_country
from alo153.workforce.forecast.history import History
from alo153.workforce.forecast.predicting import predict
from alo153.workforce.law.check import check
from alo153.workforce.law.shifts import Shift
from alo153.workforce.roster.center import EVERYBODY, Center, Member, Weights, pose
from alo153.workforce.roster.problem import Month
from alo153.workforce.roster.solving import Roster, solve
from alo153.workforce.staffing.requirement import Service, of_day

TYPES = (EARLY, DAY, LATE, NIGHT)
E, D, L, N = range(4)


def clock() -> Callable[[], float]:
    """Return a clock that moves by a second each time that it is asked."""
    counted = itertools.count()
    return lambda: float(next(counted))


def team(count: int, *, shifts: int, **more: Any) -> list[Member]:
    member = Member(WORKER, frozenset(), (shifts - 1) * 450, (shifts + 1) * 450, **more)
    return [member] * count


def center(
    members: Sequence[Member], hours: Sequence[float], *, count: int = 14, first: date = MONDAY
) -> Center:
    wanted = {EVERYBODY: np.tile(np.array(hours, dtype=float), count)}
    return Center(
        first, days(count, first), TYPES, members, wanted, law(), weights=Weights(weekend=10)
    )


def solved(of: Center, seconds: float = 120, begin: Sequence[Month | None] | None = None) -> Roster:
    return solve(pose(of), seconds=seconds, now=clock(), begin=begin)


def shifts(of: Center, month: Month) -> list[Shift]:
    return [of.types[each].on(day) for day, each in zip(of.days, month, strict=True) if each != OFF]


def lawful(of: Center, found: Roster) -> bool:
    return not any(
        check(shifts(of, month), law=of.law, statuses=lambda _: WORKER, before=member.before)
        for member, month in zip(of.members, found.months, strict=True)
    )


OFFICE = [0.0] * 7 + [2.0] * 10 + [1.0] * 7


def test_weekends_are_shared() -> None:
    of = center(team(6, shifts=10, weekends=13.5 / 6), OFFICE)
    found = solved(of, 300)
    had = [int(pose(of).tallied(month)[0]) for month in found.months]
    assert lawful(of, found)
    assert max(had) - min(had) <= 1


def test_whoever_had_many_weekends_has_few_now() -> None:
    tired, others = team(1, shifts=10, weekends=0.0), team(5, shifts=10, weekends=13.5 / 5)
    of = center([*tired, *others], OFFICE)
    had = [int(pose(of).tallied(month)[0]) for month in solved(of).months]
    assert had[0] == min(had)
    assert had[0] <= 1


def test_a_demand_nobody_can_meet_gets_the_best_effort() -> None:
    of = center(team(3, shifts=10), [9.0] * 24)
    found = solved(of)
    assert lawful(of, found)
    assert sum(shift != OFF for month in found.months for shift in month) >= 3 * 10


def test_a_skill_that_nobody_has_is_missing_and_all_else_is_covered() -> None:
    of = center(team(6, shifts=10), OFFICE)
    of = replace(of, wanted={**of.wanted, "sign": np.tile([0.0] * 9 + [1.0] * 8 + [0.0] * 7, 14)})
    found = solved(of)
    problem = pose(of)
    short = np.maximum(problem.wanted - problem.filled(found.months), 0).reshape(2, -1).sum(axis=1)
    assert lawful(of, found)
    assert short[1] == 8 * 14
    assert short[0] <= 0.05 * of.wanted[EVERYBODY].sum()


def _ill(of: Center, found: Roster, calm: float) -> tuple[Center, list[Month | None]]:
    gone = frozenset(of.days[4:7])
    first = replace(of.members[0], away=gone, least=0)
    after = replace(
        of,
        members=[first, *of.members[1:]],
        calm=found.months,
        today=of.days[3],
        weights=Weights().with_calm(calm),
    )
    problem = pose(after)
    begin = [
        month if problem.allows(person, month) else None
        for person, month in enumerate(found.months)
    ]
    return after, begin


def test_after_sickness_little_changes_and_the_slider_says_how_little() -> None:
    of = center(team(6, shifts=10), OFFICE)
    found = solved(of)
    changed, short = [], []
    for calm in (0.0, 1.0):
        after, begin = _ill(of, found, calm)
        again = solved(after, begin=begin)
        assert lawful(after, again)
        differs = np.array(again.months[1:]) != np.array(found.months[1:])
        changed.append(int(differs.sum()))
        problem = pose(after)
        short.append(float(np.maximum(problem.wanted - problem.filled(again.months), 0).sum()))
    assert changed[1] <= changed[0] <= 12
    assert short[0] <= short[1]


def test_a_month_goes_on_lawfully_from_the_one_before() -> None:
    """Rest, weekly rest and weeks of nights are carried over to the next roster."""
    hours = [1.0] * 8 + [2.0] * 12 + [1.0] * 4
    of = center(team(8, shifts=10, nights=14 / 8), hours)
    found = solved(of)
    later = MONDAY + timedelta(days=14)
    members = [
        replace(member, before=tuple(shifts(of, month)))
        for member, month in zip(of.members, found.months, strict=True)
    ]
    following = center(members, hours, first=later)
    again = solved(following)
    assert any(each.is_night for month in found.months for each in shifts(of, month))
    assert lawful(following, again)


def test_a_summer_with_ramadan_is_forecast_staffed_and_planned() -> None:
    """In 2012 Ramadan was from 20 July to 18 August: evenings quieter, nights busier."""
    first, summer = date(2009, 6, 1), date(2012, 7, 23)
    known = of_country("TR", first, summer + timedelta(days=30))
    history = History(first, _calls(first, (summer - first).days, known))
    forecast = predict(history, known, first=summer, days=14)
    usual = predict(history, Calendar(known.holidays), first=summer, days=14)
    # Known as Ramadan, the first hours of the day are forecast busier than without
    assert forecast.mean[:, :3].sum() > 1.05 * usual.mean[:, :3].sum()
    wanted = [
        float(each.planned)
        for day in forecast.mean
        for each in of_day(day.tolist(), 240, Service(), per_hour=1)
    ]
    of = Center(
        summer,
        days(14, summer),
        TYPES,
        team(10, shifts=10, nights=1.4),
        {EVERYBODY: np.array(wanted)},
        law(),
    )
    found = solved(of, seconds=15)
    assert lawful(of, found)
    assert found.cost < pose(of).cost([(OFF,) * 14] * 10)


def _calls(first: date, count: int, known: Calendar) -> np.ndarray:
    random = np.random.default_rng(1)
    shape = np.array([1.0] * 7 + [12.0] * 10 + [6.0] * 7)
    rows = []
    for day in days(count, first):
        fasting = "ramadan" in known.kinds(day)
        rows.append(shape * np.where(np.arange(24) < 4, 3.0, 0.9) if fasting else shape)
    return random.poisson(np.array(rows)).astype(np.float64)


@pytest.mark.parametrize("calm", [0.0, 0.5, 1.0])
def test_a_change_within_two_days_costs_more_than_a_later_one(calm: float) -> None:
    of = center(team(1, shifts=10), OFFICE)
    month = (E, E, E, E, E, OFF, OFF) * 2
    after = replace(of, calm=[month], today=of.days[0], weights=Weights().with_calm(calm))
    cost = pose(after).people[0].cost
    assert cost[0, D] > cost[3, D] > 0
    assert cost[5, D] > cost[3, D]
    assert cost[0, E] == cost[3, E] == cost[5, OFF] == 0
