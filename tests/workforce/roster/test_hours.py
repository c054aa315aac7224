"""The hours that the solver plans for somebody: by the contract of each day, within the law."""

import itertools
from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.workforce import actions, posing
from alo153.workforce.law.rules import Status
from alo153.workforce.models import SolverRun
from alo153.workforce.roster.hours import least_and_most

pytestmark = pytest.mark.django_db
SERVANT = frozenset({Status.CIVIL_SERVANT})
PART_TIME = frozenset({Status.PART_TIME})
OFFICE = [0.0] * 9 + [1.0] * 8 + [0.0] * 7
SHIFT = 450


def test_a_civil_servant_with_a_contract_of_45_hours_stops_no_roster() -> None:
    center.people("elif", statuses=SERVANT)
    center.people("murat")
    center.shift_type("gündüz")
    roster = center.draft(days=28)
    center.want(roster, OFFICE)
    run = actions.start_run(roster=roster, seconds=60, by=center.planner(), at=AT)
    ticks = itertools.count()
    actions.plan_run(run=run, at=lambda: AT, now=lambda: float(next(ticks)))
    run.refresh_from_db()
    assert (run.state, run.without_month) == (SolverRun.State.DONE, "")


def test_of_a_law_s_week_counts_what_whole_shifts_fill() -> None:
    # Five shifts of 7.5 hours fit into 40 hours, and six into 45
    assert least_and_most([2700] * 28, {SHIFT}, 2400)[0] == 20 * SHIFT - SHIFT
    assert least_and_most([2700] * 28, {SHIFT}, 2700)[0] == 24 * SHIFT - SHIFT
    assert least_and_most([1200] * 28, {SHIFT}, 2700)[0] == 4800 - SHIFT
    assert least_and_most([2700], set(), 2700) == (0, 0)


def test_each_day_counts_by_the_contract_that_holds_on_it() -> None:
    (elif_,) = center.people("elif")
    center.contract(elif_, PART_TIME, 20 * 60, valid_from=MONDAY + timedelta(days=7))
    center.shift_type("gündüz")
    (member,) = posing.center_of(center.draft(days=28), AT.date()).center.members
    hours = (45 + 3 * 20) * 60
    assert (member.least, member.most) == (hours - SHIFT, hours + SHIFT // 2)
