"""Other alarm words on past cases: counts before and after, and no word of a citizen."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.life import confidential
from tests.cases.life.alarms import GAS, flag_of

from alo153.cases import actions
from alo153.cases.life.alarm_simulation import AlarmSimulation, HeardAlarm, simulate_alarms
from alo153.city.citypack import CityPack
from alo153.city.citypack.alarms import watches_of
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


def with_phrases(*phrases: str) -> CityPack:
    """Return the city with other words of its first alarm, the smell of gas."""
    gas, *rest = cast.pack().alarms
    return replace(cast.pack(), alarms=(replace(gas, phrases=phrases), *rest))


def simulated(after: CityPack, last: int = 1_000) -> AlarmSimulation:
    return simulate_alarms(watches_of(cast.pack()), watches_of(after), last=last)


def gas_of(found: AlarmSimulation) -> HeardAlarm:
    (gas,) = (each for each in found.alarms if each.slug == "gaz")
    return gas


def test_other_words_find_other_cases_and_confidential_ones_are_left_out() -> None:
    cast.open_case("Ağaç devrildi.")
    gas = cast.open_case(GAS)
    confidential.opened()
    actions.dismiss_alarm(flag=flag_of(gas), reason="Çöp.", by=cast.staff("elif"), at=now())
    found = simulated(with_phrases("ağaç devril*", "gaz kokuyor"))
    assert found.tried == 2
    assert gas_of(found) == HeardAlarm("gaz", before=1, after=2, confirmed=0, dismissed=1)
    assert gas_of(simulated(with_phrases("çatı uçtu"))).after == 0


def test_a_removed_alarm_is_counted_as_it_was() -> None:
    cast.open_case(GAS)
    found = simulated(replace(cast.pack(), alarms=cast.pack().alarms[1:]))
    assert found.alarms[-1] == HeardAlarm("gaz", before=1, after=0, confirmed=0, dismissed=0)


def test_it_reads_the_last_cases_alone_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    cast.open_case(GAS)
    cast.open_case("Ağaç devrildi.")
    with django_assert_num_queries(2):
        found = simulated(cast.pack(), last=1)
    assert (found.tried, gas_of(found).before) == (1, 0)
