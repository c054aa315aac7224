"""Estimates agree with published values, and their intervals cover the truth."""

import random
from collections.abc import Callable
from dataclasses import astuple
from math import ceil, pi, sqrt, tan

import pytest

from alo153.core.wilson import Z, wilson
from alo153.quality.rules.estimates import (
    INTERVAL_FROM,
    RANKED_FROM,
    Estimate,
    Stratum,
    added,
    mean_mark,
    mean_of,
    share,
    stratified_mean,
    stratified_share,
    student,
    weighted_share,
)


def test_a_simple_share_says_its_number() -> None:
    found = share(27, 30)
    assert found is not None
    assert (found.value, found.n, found.may_be_ranked) == (0.9, RANKED_FROM, True)
    assert share(0, 0) is None


def test_below_thirty_nobody_is_ranked() -> None:
    found = share(29, 29)
    assert found is not None
    assert not found.may_be_ranked


def half(found: Estimate | None) -> float:
    """Return half of the interval of an estimate that has one."""
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return (found.high - found.low) / 2


def test_a_stratified_mean_by_hand() -> None:
    # 60 contacts with 80, 90 drawn; 40 with 50, 60, 70: 0.6 * 85 + 0.4 * 60 = 75
    found = stratified_mean([Stratum(60, [80.0, 90.0]), Stratum(40, [50.0, 60.0, 70.0])])
    assert found is not None
    # 0.36 * (1 - 2/60) * 50 / 2 + 0.16 * (1 - 3/40) * 100 / 3 = 8.7 + 4.9333
    assert found.value == pytest.approx(75)
    # Student's t with the freedom within strata, 1 + 2
    assert half(found) == pytest.approx(3.182 * (8.7 + 4.933333) ** 0.5)
    assert found.n == 5


def test_one_contact_takes_the_variance_of_the_others_if_it_is_a_small_part() -> None:
    known = stratified_mean([Stratum(2, [70.0]), *[Stratum(10, [60.0, 70.0, 80.0])] * 2])
    # Of 4 * 1/2 + 2 * 100 * 0.7 / 3 = 48.7 it has 2; pooled variance 100, four degrees of freedom
    assert half(known) == pytest.approx(2.776 * ((200 + 14000 / 3) / 22**2) ** 0.5)


def test_else_the_strata_are_taken_together() -> None:
    found = stratified_mean([Stratum(10, [70.0]), *[Stratum(10, [60.0, 80.0])] * 2])
    # 2 * 100 * 0.8 / 2 times 10^2, and 100 * 0.9 times 0; of 30^2 / (100 + 50 + 50) = 4.5 contacts
    assert half(found) == pytest.approx(student(3.5) * (8000 * 4.5 / 3.5 / 900) ** 0.5)
    assert student(3.5) == pytest.approx((3.182 + 2.776) / 2)


def test_a_census_has_no_error() -> None:
    for scores in ([60.0, 70.0, 80.0, 90.0, 100.0], [80.0] * 5):
        found = stratified_mean([Stratum(5, scores)])
        assert found is not None
        assert (found.low, found.value, found.high) == (80, 80, 80)


def test_without_a_stratum_of_two_a_score_weighs_as_much_as_its_stratum() -> None:
    each = [(10, 60.0), (30, 80.0), (10, 70.0), (10, 70.0), (10, 70.0)]
    found = stratified_mean(Stratum(of, [score]) for of, score in each)
    mean = (600 + 2400 + 2100) / 70
    assert found is not None
    assert found.value == pytest.approx(mean)
    # 100 * 0.9 = 90, 900 * 29/30 = 870; of 70^2 / (4 * 100 + 900) contacts of equal weight
    squares = 90 * (60 - mean) ** 2 + 870 * (80 - mean) ** 2 + 3 * 90 * (70 - mean) ** 2
    equal = 4900 / 1300
    variance = squares * equal / (equal - 1) / 4900
    assert half(found) == pytest.approx(student(equal - 1) * variance**0.5)


def test_below_five_contacts_there_is_no_interval() -> None:
    few = stratified_mean([Stratum(40, [80.0, 90.0]), Stratum(40, [70.0, 80.0])])
    assert few == Estimate(80, None, None, INTERVAL_FROM - 1)


def test_an_interval_stays_within_the_scale() -> None:
    top = stratified_mean(Stratum(40, [score]) for score in (100.0, 100.0, 100.0, 100.0, 60.0))
    assert top is not None
    assert top.high == 100
    bottom = stratified_mean(Stratum(40, [score]) for score in (0.0, 0.0, 0.0, 0.0, 40.0))
    assert bottom is not None
    assert bottom.low == 0


def test_equal_scores_do_not_prove_that_all_are_equal() -> None:
    """Five full marks are no perfect agent, whether chance drew them from one day or from five."""
    low, _high = wilson(5, 5)
    for strata in ([Stratum(40, [100.0])] * 5, [Stratum(40, [100.0] * 5)]):
        assert stratified_mean(strata) == Estimate(100, pytest.approx(100 * low), 100, 5)


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


NORMAL, SKEWED = "scores near to a normal distribution", "six of ten are full marks"
SCORES: dict[str, Callable[[random.Random], float]] = {
    NORMAL: lambda chance: min(100.0, max(0.0, chance.gauss(70, 10))),
    SKEWED: lambda chance: 100.0 if chance.random() < 0.6 else chance.uniform(40, 100),
}
# How many of 100 intervals cover the truth at least and at most. Of skewed scores the least in
# this simulation is 88: the documents say so
COVERED = {NORMAL: (0.93, 0.97), SKEWED: (0.87, 0.97)}


@pytest.mark.parametrize("of_a_day", [1, 2])
@pytest.mark.parametrize("n", [5, 6, 8, 10, 20])
@pytest.mark.parametrize("shape", [NORMAL, SKEWED])
def test_the_interval_of_few_scores_covers_what_is_said_of_it(
    shape: str, n: int, of_a_day: int
) -> None:
    """The days of an agent are strata of 40 to 60 contacts; one or two of each are scored."""
    chance = random.Random(153 + n)
    sizes = [40 + day % 3 * 10 for day in range(ceil(n / of_a_day))]
    days = [[SCORES[shape](chance) for _ in range(size)] for size in sizes]
    truth = sum(map(sum, days)) / sum(sizes)
    drawn = [min(of_a_day, n - of_a_day * day) for day in range(len(days))]
    draws, covered = 3000, 0
    for _ in range(draws):
        found = stratified_mean(
            Stratum(len(scores), chance.sample(scores, count))
            for scores, count in zip(days, drawn, strict=True)
        )
        assert found is not None
        assert found.n == n
        covered += found.low <= truth <= found.high
    least, most = COVERED[shape]
    assert least <= covered / draws <= most


@pytest.mark.parametrize(
    "days",
    # Contacts of a day, how many are drawn, their mean and standard deviation; and such days
    [
        [((60, 1, 70, 12), 5), ((15, 1, 70, 6), 10)],
        [((60, 1, 70, 20), 3), ((10, 1, 70, 5), 12)],
        [((60, 1, 60, 20), 10), ((10, 2, 80, 4), 30)],
        [((30, 1, 75, 15), 5), ((30, 2, 75, 10), 95)],
    ],
)
def test_quiet_days_do_not_hide_large_ones_that_vary_more(
    days: list[tuple[tuple[int, int, float, float], int]],
) -> None:
    """At least 89 of 100 intervals cover the truth, also where three days weigh most."""
    chance = random.Random(1)
    center = [
        ([chance.gauss(mean, deviation) for _ in range(size)], drawn)
        for (size, drawn, mean, deviation), count in days
        for _ in range(count)
    ]
    truth = sum(sum(scores) for scores, _ in center) / sum(len(scores) for scores, _ in center)
    draws, covered = 1000, 0
    for _ in range(draws):
        found = stratified_mean(
            Stratum(len(scores), chance.sample(scores, drawn)) for scores, drawn in center
        )
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= truth <= found.high
    assert 0.89 <= covered / draws <= 0.98


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


def test_a_share_of_contacts_that_stand_for_many_has_fewer_effective_contacts() -> None:
    """One of two in a day of 30 contacts has an error, none of two in a day of 10."""
    # 2 * 15^2 * 28/30 + 2 * 5^2 * 8/10 = 460
    found = weighted_share(ones=15, whole=40, spread=460, n=4)
    assert found is not None
    assert (found.value, found.n) == (0.375, 4)
    effective = 40**2 / 460
    assert (found.low, found.high) == pytest.approx(wilson(0.375 * effective, effective))
    # Ten of a hundred: 10 contacts stand for 10 each, less the tenth that was drawn
    alike = weighted_share(ones=10, whole=100, spread=900, n=10)
    assert alike is not None
    assert (alike.low, alike.high) == pytest.approx(wilson(1 / 0.9, 10 / 0.9))
    assert weighted_share(0, 0, 0, 0) is None


def test_of_all_contacts_a_share_is_certain() -> None:
    certain = Estimate(0.4, 0.4, 0.4, 5)
    assert weighted_share(ones=2, whole=5, spread=0, n=5) == certain
    assert stratified_share([Stratum(5, [1.0, 1.0, 0.0, 0.0, 0.0])]) == certain


def test_the_points_of_students_t_fall_to_that_of_the_normal_distribution() -> None:
    """The points of one and two degrees of freedom have a closed form."""
    assert student(1) == pytest.approx(tan(pi * 0.475), abs=0.0005)
    assert student(2) == pytest.approx(0.95 * sqrt(2 / (4 * 0.975 * 0.025)), abs=0.0005)
    points = [student(freedom) for freedom in range(1, 40)]
    assert points == sorted(points, reverse=True)
    assert student(30) == 2.042
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2
    for freedom, point in ((40, 2.021), (60, 2.000), (100, 1.984)):
        assert student(freedom) == pytest.approx(point, abs=0.001)
    assert student(10**6) == pytest.approx(Z, abs=1e-5)
