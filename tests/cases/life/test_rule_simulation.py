"""Past cases sent again by other rules: counted, compared with who answered, shown to who may."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories

from alo153.cases.life.rule_simulation import RuleSimulation, simulate_rules
from alo153.city import queries
from alo153.city.rules.routing import Rule

pytestmark = pytest.mark.django_db
ROADS = Rule(position=1, topic="agac-budama", unit="yol-ve-bakim", reason="Yol ekibi budar.")


def tried(username: str, *rules: Rule, last: int = 1_000) -> RuleSimulation:
    version = queries.version_in_force()
    assert version
    today = queries.rules_of(version)
    return simulate_rules(cast.staff(username), today, (*rules, *today), last=last)


def test_the_same_rules_send_nothing_elsewhere() -> None:
    stories.pruning()
    found = tried("yasin")
    assert (found.tried, found.elsewhere, found.examples) == (1, 0, ())


def test_a_case_that_would_leave_who_answered_it_counts_as_worse() -> None:
    stories.answered()
    stories.pruning()
    found = tried("yasin", ROADS)
    (move,) = found.moves
    assert (move.before, move.after) == ("park-ve-bahceler", "yol-ve-bakim")
    assert (found.elsewhere, found.better, found.worse) == (2, 0, 1)


def test_a_unit_that_takes_no_more_applications_is_the_center() -> None:
    stories.pruning()
    roads = cast.unit("yol-ve-bakim")
    roads.retired_at = cast.AT
    roads.save()
    assert tried("yasin", ROADS).moves[0].after is None


def test_only_who_may_see_a_case_is_given_its_code() -> None:
    case = stories.pruning()
    assert [each.code for each in tried("yasin", ROADS).examples] == [""]
    assert [each.code for each in tried("elif", ROADS).examples] == [case.tracking_code]


def test_more_cases_cost_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(6):
        stories.pruning()
    elif_, version = cast.staff("elif"), queries.version_in_force()
    assert version
    assert elif_.roles
    today = queries.rules_of(version)
    cast.at_hand()
    with django_assert_num_queries(4):
        assert simulate_rules(elif_, today, (ROADS, *today), last=2).tried == 2
    with django_assert_num_queries(4):
        assert simulate_rules(elif_, today, (ROADS, *today), last=1_000).tried == 6
