"""From calls to people who are planned."""

import pytest

from alo153.workforce.staffing.erlang import Goal, Load
from alo153.workforce.staffing.requirement import (
    Service,
    of_day,
    of_interval,
    with_absences,
)


def test_absences_are_planned_for() -> None:
    assert with_absences(22, 0.12) == 25
    assert with_absences(0, 0.12) == 0


def test_an_interval_says_how_many_and_how_sure() -> None:
    wanted = of_interval(Load(225, 240), Service())
    assert (wanted.agents, wanted.cautious, wanted.planned) == (17, 19, 20)
    assert wanted.in_time == pytest.approx(0.817, abs=0.001)


def test_a_higher_goal_costs_people() -> None:
    usual, high = (
        of_interval(Load(225, 240), Service(goal=Goal(share, 10))) for share in (0.8, 0.9)
    )
    assert high.agents > usual.agents


def test_somebody_is_there_though_nobody_calls() -> None:
    wanted = of_day([0, 0.2, 40], 240, Service(least=2))
    assert [each.agents for each in wanted] == [2, 2, 7]
