"""The cheapest month of a person: the same as by trying every month."""

from dataclasses import replace

import numpy as np
import pytest
from tests.workforce import small

from alo153.workforce.roster.master import Column, Master
from alo153.workforce.roster.pricing import cheapest
from alo153.workforce.roster.problem import Month, Problem


def price(of: Problem, person: int, month: Month, prices: np.ndarray, slope: float) -> float:
    late = slope * int(of.tallied(month)[0])
    return of.path_cost(person, month) + float(prices[of.rows_of(person, month)].sum()) + late


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_best_of_all_months(seed: int) -> None:
    random = np.random.default_rng(seed)
    of = small.without_limits(small.problem(random))
    prices = random.uniform(-12, 3, len(of.wanted))
    people = range(len(of.people))
    slopes = {person: random.uniform(-3, 3, 1) for person in people}
    found = {each.person: each.month for each in cheapest(of, people, prices, slopes)}
    for person in people:
        slope = float(slopes[person][0])
        costs = [price(of, person, each, prices, slope) for each in small.months(of, person)]
        assert (person in found) == bool(costs)
        if costs:
            assert of.allows(person, found[person])
            assert price(of, person, found[person], prices, slope) == pytest.approx(min(costs))


@pytest.mark.parametrize("seed", range(6))
def test_a_shift_that_somebody_may_have_seldom_is_within_its_limit(seed: int) -> None:
    random = np.random.default_rng(seed)
    of = small.problem(random)
    for each in cheapest(of, range(len(of.people)), random.uniform(-12, 3, len(of.wanted))):
        assert of.allows(each.person, each.month)


@pytest.mark.parametrize("seed", range(12))
def test_whoever_has_a_month_within_the_limits_gets_one(seed: int) -> None:
    """Limits so tight that raising the price of a shift does not find what they leave."""
    random = np.random.default_rng(seed)
    of = small.problem(random, people=4)
    tight = tuple(
        replace(each, shift_most=(2, 1), least=360 * 2 + 480, most=480 * 3) for each in of.people
    )
    of = replace(of, people=tight)
    prices = random.uniform(-12, 3, len(of.wanted))
    found = {each.person: each for each in cheapest(of, range(4), prices, thorough=True)}
    for person in range(4):
        costs = [price(of, person, each, prices, 0.0) for each in small.months(of, person)]
        assert (person in found) == bool(costs)
        if costs:
            assert of.allows(person, found[person].month)


def test_the_program_s_optimum_is_not_above_any_roster() -> None:
    """Over all months; the tally's row makes it a bound, though its cost rises."""
    of = small.without_limits(small.problem(np.random.default_rng(3), people=2))
    master = Master(of, range(2), of.wanted)
    every = [list(small.months(of, person)) for person in range(2)]
    master.add(Column(person, month) for person in range(2) for month in every[person])
    best = min(of.cost([first, second]) for first in every[0][::3] for second in every[1][::3])
    assert master.solve().cost <= best + 1e-6


def test_the_best_whole_choice_is_a_roster_and_not_below_the_program() -> None:
    of = small.without_limits(small.problem(np.random.default_rng(3), people=2))
    master = Master(of, range(2), of.wanted)
    every = [list(small.months(of, person)) for person in range(2)]
    columns = [Column(person, month) for person in range(2) for month in every[person][::4]]
    master.add(columns)
    bound = master.solve().cost
    chosen = master.choose(range(len(columns)), seconds=5)
    cost = of.cost([chosen[0], chosen[1]])
    best = min(of.cost([first, second]) for first in every[0][::4] for second in every[1][::4])
    assert bound - 1e-6 <= cost == pytest.approx(best)
