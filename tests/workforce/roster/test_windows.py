"""Some days of a roster as a problem of their own: what is planned there fits into the whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workforce import small

from alo153.workforce.roster.beginning import NoLawfulMonth, from_nothing
from alo153.workforce.roster.groups import Improving
from alo153.workforce.roster.plan import Plan, descend
from alo153.workforce.roster.windows import may_end, put_back, window

DAYS = 9


def begun(seed: int) -> Plan:
    of = small.problem(np.random.default_rng(seed), days=DAYS, people=4)
    try:
        return from_nothing(of, [None] * len(of.people))
    except NoLawfulMonth:
        return begun(seed + 1000)


def ends(plan: Plan, first: int) -> list[int]:
    return [day for day in range(first + 1, DAYS + 1) if may_end(plan.problem, day)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 500), st.integers(0, DAYS - 1), st.integers(0, 9))
def test_days_planned_anew_fit_into_everybody_s_month(seed: int, first: int, which: int) -> None:
    plan = begun(seed)
    last = ends(plan, first)[which % len(ends(plan, first))]
    part = window(plan, first, last)
    better = descend(part, range(4), stop=lambda: False)
    whole = put_back(plan, better, first, last)
    assert all(whole.problem.allows(person, month) for person, month in enumerate(whole.months))
    # Outside nothing changes, and what is won inside is won in the whole
    for old, new in zip(plan.months, whole.months, strict=True):
        assert (old[:first], old[last:]) == (new[:first], new[last:])
    assert whole.cost - plan.cost == pytest.approx(better.cost - part.cost)
    assert better.cost <= part.cost


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_search_with_windows_never_makes_it_worse_and_stays_allowed(seed: int) -> None:
    plan = begun(seed)
    ticks = iter(range(10_000))
    told: list[float] = []
    search = Improving(plan, seed=seed, tell=lambda each: told.append(each.cost))
    found = search.run(now=lambda: float(next(ticks)), stop=lambda: next(ticks) > 400)
    assert found.cost <= plan.cost
    assert told == sorted(told, reverse=True)
    assert all(found.problem.allows(person, month) for person, month in enumerate(found.months))
    assert found.cost == pytest.approx(found.problem.cost(found.months))


def test_a_plan_that_changes_counts_as_if_made_anew() -> None:
    plan = begun(5)
    month = next(each for each in small.months(plan.problem, 0) if each != plan.months[0])
    changed = plan.with_months({0: month})
    again = Plan.of(plan.problem, changed.months)
    assert changed.cost == pytest.approx(again.cost)
    assert (changed.present == again.present).all()
