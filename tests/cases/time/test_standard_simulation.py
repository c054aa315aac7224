"""Past cases counted again by other standards and days off: how many would be late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential

from alo153.cases.time.standard_simulation import StandardSimulation, simulate_standards
from alo153.city.citypack.documents.promises import promises_of
from alo153.city.queries import local_time
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.city.rules.promises import Promises
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
TWO_DAYS = Standard(2, StandardUnit.WORKING_DAYS)


def promises() -> Promises:
    """Return those of the city: pruning takes ten working days. No holiday is near."""
    found = promises_of(cast.pack())
    return replace(found, calendar=replace(found.calendar, country=None, closures={}))


def shorter() -> Promises:
    city = promises()
    return replace(city, by_topic={**city.by_topic, "agac-budama": TWO_DAYS})


def simulated(before: Promises, after: Promises, last: int = 1_000) -> StandardSimulation:
    """Look back on the day on which two working days are over and ten are not."""
    return simulate_standards(before, after, last=last, at=now() + timedelta(days=8))


def test_the_same_promises_change_nothing() -> None:
    stories.pruning()
    found = simulated(promises(), promises())
    assert (found.tried, found.shifts) == (1, ())


def test_a_shorter_standard_would_have_made_cases_late() -> None:
    stories.pruning()
    stories.pruning(full_name="Mehmet Öztürk")
    found = simulated(promises(), shorter())
    (shift,) = found.shifts
    assert (shift.topic, shift.before.amount, shift.after) == ("agac-budama", 10, TWO_DAYS)
    assert (found.otherwise, found.late_before, found.late_after) == (2, 0, 2)


def test_days_off_move_the_end() -> None:
    stories.pruning()
    city = promises()
    today = local_time.today(now())
    off = {today + timedelta(days=each): None for each in range(30)}
    closed = replace(city, calendar=replace(city.calendar, closures=off))
    assert simulated(city, closed).otherwise == 1


def test_whatever_began_by_another_standard_is_left_out() -> None:
    stories.pruning()
    assert simulated(shorter(), promises()).tried == 0


def test_a_confidential_case_is_left_out() -> None:
    confidential.opened()
    assert simulated(promises(), shorter()).tried == 0


def test_more_cases_cost_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        stories.pruning()
    before, after = promises(), shorter()
    with django_assert_num_queries(2):
        assert simulated(before, after, last=1).tried == 1
    with django_assert_num_queries(2):
        assert simulated(before, after).tried == 4
