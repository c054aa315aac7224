"""What nobody has confirmed is marked, until a person of the city confirms it on the page."""

from dataclasses import replace

import pytest
from tests import cast
from tests.parts.roles import Role
from tests.workforce import center
from tests.workforce.center import AT

from alo153.accounts.policy import NotPermitted
from alo153.workforce import actions, lawbook
from alo153.workforce.models import RuleConfirmation
from alo153.workforce.queries import confirmations

pytestmark = pytest.mark.django_db


def test_a_confirmed_rule_is_marked_no_more_and_says_who_and_when() -> None:
    rule = lawbook.of_city().rules[0]
    assert rule in confirmations.open_rules()
    actions.confirm_rule(rule=rule, by=center.planner(), at=AT)
    actions.confirm_rule(rule=rule, by=cast.with_roles("zeynep", Role.SUPERVISOR), at=AT)
    assert rule not in confirmations.open_rules()
    line = confirmations.lines()[0]
    assert line.confirmation
    assert (line.confirmation.confirmed_by, line.confirmation.confirmed_at) == (
        center.planner(),
        AT,
    )


def test_another_value_is_open_again() -> None:
    rule = lawbook.of_city().rules[0]
    actions.confirm_rule(rule=replace(rule, value=rule.value + 1), by=center.planner(), at=AT)
    assert rule in confirmations.open_rules()


def test_a_confirmation_is_taken_back() -> None:
    rule = lawbook.of_city().rules[0]
    actions.confirm_rule(rule=rule, by=center.planner(), at=AT)
    actions.reopen_rule(rule=rule, by=center.planner(), at=AT)
    assert rule in confirmations.open_rules()
    assert not RuleConfirmation.objects.exists()


def test_agents_confirm_nothing() -> None:
    with pytest.raises(NotPermitted):
        actions.confirm_rule(rule=lawbook.of_city().rules[0], by=cast.staff("elif"), at=AT)
