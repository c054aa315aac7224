"""Estimates agree with published values, and their intervals cover the truth."""

import random
from dataclasses import astuple
from math import pi, sqrt, tan

import pytest

from alo153.quality.rules.estimates import (
    RANKED_FROM,
    Stratum,
    Z,
    added,
    mean_mark,
    mean_of,
    share,
    stratified_mean,
    stratified_share,
    student,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_it_was_published(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_no_share_of_nothing(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(successes, n)


def test_a_simple_share_says_its_number() -> None:
    found = share(27, 30)
    assert found is not None
    assert (found.value, found.n, found.may_be_ranked) == (0.9, RANKED_FROM, True)
    assert share(0, 0) is None


def test_below_thirty_nobody_is_ranked() -> None:
    found = share(29, 29)
    assert found is not None
    assert not found.may_be_ranked


def test_a_stratified_mean_by_hand() -> None:
    # 60 contacts with 80, 90 drawn; 40 with 50, 60, 70: 0.6 * 85 + 0.4 * 60 = 75
    found = stratified_mean([Stratum(60, [80.0, 90.0]), Stratum(40, [50.0, 60.0, 70.0])])
    assert found is not None
    # 0.36 * (1 - 2/60) * 50 / 2 + 0.16 * (1 - 3/40) * 100 / 3 = 8.7 + 4.9333
    assert found.value == pytest.approx(75)
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * (8.7 + 4.933333) ** 0.5)
    assert found.n == 5


def test_one_contact_takes_the_variance_of_the_others() -> None:
    alone = stratified_mean([Stratum(10, [70.0]), Stratum(10, [60.0, 80.0])])
    assert alone is not None
    # Pooled variance 200: 0.25 * 0.9 * 200 / 1 + 0.25 * 0.8 * 200 / 2 = 45 + 20
    assert (alone.high - alone.low) / 2 == pytest.approx(1.959964 * 65**0.5)


def test_a_census_has_no_error() -> None:
    found = stratified_mean([Stratum(2, [70.0, 90.0])])
    assert found is not None
    assert (found.low, found.value, found.high) == (80, 80, 80)


def test_without_a_stratum_of_two_the_variance_is_that_of_all_scores() -> None:
    found = stratified_mean([Stratum(10, [60.0]), Stratum(30, [80.0]), Stratum(10, [70.0])])
    assert found is not None
    assert found.value == pytest.approx(74)
    # Variance of 60, 80, 70: 100; (100 * 0.9 + 900 * 29/30 + 100 * 0.9) * 100 / 50^2
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * (1050 * 100 / 2500) ** 0.5)


def test_parts_of_the_strata_add_up_to_the_whole() -> None:
    strata = [Stratum(60, [80.0, 90.0]), Stratum(40, [50.0, 60.0, 70.0]), Stratum(9, [10.0])]
    parts = added(strata[:1]) + added(strata[1:])
    assert astuple(parts) == pytest.approx(astuple(added(strata)))
    assert mean_of(added(strata)) == stratified_mean(strata)


def test_nothing_drawn_is_no_estimate() -> None:
    assert stratified_mean([Stratum(9, [])]) is None
    assert stratified_share([]) is None


def test_the_interval_of_a_share_covers_the_truth_in_95_of_100_draws() -> None:
    """With a known true quality 93 to 97 of 100 intervals cover it."""
    chance = random.Random(153)
    cities = [
        [float(chance.random() < quality) for _ in range(120)] for quality in (0.7, 0.8, 0.9, 0.85)
    ]
    truth = sum(map(sum, cities)) / sum(map(len, cities))
    draws = 4000
    covered = 0
    for _ in range(draws):
        found = stratified_share([Stratum(len(all_), chance.sample(all_, 10)) for all_ in cities])
        assert found is not None
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / draws <= 0.97


def test_the_interval_of_a_mean_covers_the_truth_in_95_of_100_draws() -> None:
    chance = random.Random(1530)
    agents = [[chance.gauss(mean, 12) for _ in range(100)] for mean in (70, 80, 85, 90)]
    truth = sum(map(sum, agents)) / sum(map(len, agents))
    draws = 4000
    covered = 0
    for _ in range(draws):
        found = stratified_mean([Stratum(len(all_), chance.sample(all_, 12)) for all_ in agents])
        assert found is not None
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / draws <= 0.97


def test_the_interval_of_a_queue_that_many_agents_serve_covers_the_truth() -> None:
    """Agents differ, and one has many more contacts of the queue than another."""
    chance = random.Random(15300)
    agents = [
        [(chance.random() < share, chance.gauss(mean, 12)) for _ in range(size)]
        for mean, share, size in [(70, 0.2, 40), (80, 0.5, 80), (85, 0.8, 60), (90, 0.4, 100)] * 10
    ]
    every = [score for contacts in agents for in_queue, score in contacts if in_queue]
    truth, draws, covered = sum(every) / len(every), 4000, 0
    for _ in range(draws):
        found = stratified_mean(
            Stratum(len(contacts) / 2, [score])
            for contacts in agents
            for in_queue, score in chance.sample(contacts, 2)
            if in_queue
        )
        assert found is not None
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / draws <= 0.97


def test_the_mean_of_marks_has_an_interval_that_no_marks_exceed() -> None:
    """Of 1, 2, 4 and 5 nothing but the sum is known: the interval is that of two 1s and two 5s."""
    found = mean_mark(12, 4)
    low, high = wilson(2, 4)
    assert found is not None
    assert (found.value, found.n) == (3.0, 4)
    assert (found.low, found.high) == pytest.approx((1 + 4 * low, 1 + 4 * high))
    best = mean_mark(50, 10)
    assert best is not None
    assert best.low < best.value == best.high == 5.0, "ten best marks prove no perfect agent"
    assert mean_mark(0, 0) is None


def test_the_points_of_students_t_fall_to_that_of_the_normal_distribution() -> None:
    """The points of one and two degrees of freedom have a closed form."""
    assert student(1) == pytest.approx(tan(pi * 0.475), abs=0.0005)
    assert student(2) == pytest.approx(0.95 * sqrt(2 / (4 * 0.975 * 0.025)), abs=0.0005)
    points = [student(freedom) for freedom in range(1, 40)]
    assert points == sorted(points, reverse=True)
    assert (student(30), student(31)) == (2.042, Z)
