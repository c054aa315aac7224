"""A draft tried otherwise, compared and taken; which shift start is missing; who had how much."""

from datetime import timedelta

import numpy as np
import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.workforce import actions, posing, queries
from alo153.workforce.law.automaton import ShiftType
from alo153.workforce.models import Leave, Roster
from alo153.workforce.queries import fairness
from alo153.workforce.roster.problem import Floats
from alo153.workforce.whatif import comparing, starts

TUESDAY = MONDAY + timedelta(days=1)
WEEK = 7


@pytest.mark.django_db
def test_a_what_if_is_changed_apart_compared_and_taken() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.want(roster, [0.0] * 9 + [1.0] * 8 + [0.0] * 7)
    center.give(roster, elif_, "gündüz", MONDAY)
    by = {"by": center.planner(), "at": AT}
    tried = actions.branch(roster=roster, name="iki gün", **by)
    with pytest.raises(actions.BranchExists):
        actions.branch(roster=roster, name="iki gün", **by)
    center.give(tried, elif_, "gündüz", TUESDAY)
    first, second = comparing.drafts_of(center.planner(), roster)
    assert (first.roster, second.roster) == (roster, tried)
    assert (first.under, second.under) == (48, 40)
    assert (first.changed, second.changed) == (0, 1)
    assert roster.shifts.count() == 1
    actions.adopt(roster=tried, **by)
    roster.refresh_from_db()
    assert roster.state == Roster.State.DISCARDED
    assert Roster.objects.get(state=Roster.State.DRAFT, branch="") == tried
    with pytest.raises(actions.NotABranch):
        actions.adopt(roster=tried, **by)


@pytest.mark.django_db
def test_a_what_if_of_before_somebody_fell_ill_is_taken_without_them() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    center.give(roster, murat, "gündüz", MONDAY)
    by = {"by": center.planner(), "at": AT}
    tried = actions.branch(roster=roster, name="x", **by)
    actions.record_leave(user=elif_, kind=Leave.Kind.SICK, first=MONDAY, last=MONDAY, **by)
    taken = actions.adopt(roster=tried, **by)
    assert set(taken.shifts.values_list("user", "day")) == {
        (elif_.pk, TUESDAY),
        (murat.pk, MONDAY),
    }


@pytest.mark.django_db
def test_a_what_if_that_is_published_leaves_no_draft_behind() -> None:
    center.people("elif")
    roster = center.draft(days=7)
    by = {"by": center.planner(), "at": AT}
    tried = actions.branch(roster=roster, name="x", **by)
    published = actions.publish(roster=tried, **by)
    roster.refresh_from_db()
    assert (published.state, roster.state) == (Roster.State.PUBLISHED, Roster.State.DISCARDED)
    # Else no new version, no swap and no overtime could follow
    assert actions.revise(roster=published, **by).version == 2


@pytest.mark.django_db
def test_the_year_counts_what_was_published_and_what_this_draft_would_add() -> None:
    elif_, murat = center.people("elif", "murat")
    before = center.draft(days=7)
    center.give(before, elif_, "gece", MONDAY, TUESDAY)
    center.give(before, murat, "gündüz", MONDAY + timedelta(days=5))
    center.publish(before)
    strip = fairness.until(MONDAY + timedelta(days=6))
    assert (strip.of(elif_.pk).nights, strip.of(murat.pk).weekends) == (2, 1)
    assert strip.median_nights == 1
    draft = center.draft(days=7, first=MONDAY + timedelta(days=14))
    center.give(draft, murat, "gece", MONDAY + timedelta(days=14))
    assert fairness.with_roster(draft).of(murat.pk).nights == 1
    assert fairness.until(MONDAY + timedelta(days=21)).of(murat.pk).nights == 0


@pytest.mark.django_db
def test_whoever_had_more_nights_this_year_is_to_have_fewer_now() -> None:
    elif_, murat = center.people("elif", "murat")
    before = center.draft(days=7)
    center.give(before, elif_, "gece", MONDAY, TUESDAY)
    # Whoever did not work at all has nothing to make up for
    center.give(before, murat, "gündüz", MONDAY, TUESDAY)
    center.publish(before)
    draft = center.draft(days=7, first=MONDAY + timedelta(days=14))
    center.want(draft, [1.0] * 24)
    members = posing.center_of(draft, AT.date()).center.members
    posed = {user.pk: member.nights for user, member in zip(people_of(), members, strict=True)}
    # Seven nights for two people, and the two of before
    assert (posed[elif_.pk], posed[murat.pk]) == (2.5, 4.5)


def people_of() -> list[User]:
    return [each.user for each in queries.contracts_on(MONDAY).values()]


EARLY, LATE = ShiftType(8 * 60, 16 * 60, 30), ShiftType(16 * 60, 24 * 60, 30)


def hours(first: int, last: int, people: float) -> Floats:
    day = np.zeros(24)
    day[first:last] = people
    return np.tile(day, WEEK)


def test_the_missing_start_is_the_one_that_fits_what_is_wanted() -> None:
    answer = starts.missing([EARLY, LATE], hours(12, 20, 5))
    assert answer.starts[0].hour == 12
    assert answer.starts[0].cost == pytest.approx(0, abs=1e-6)
    assert answer.cost > 0


def test_where_the_shifts_fit_no_start_is_missing() -> None:
    answer = starts.missing([EARLY, LATE], hours(8, 24, 5))
    assert answer.starts == ()
    assert answer.cost == pytest.approx(0, abs=1e-6)


def test_a_shift_that_can_be_spared_costs_nothing_to_leave_out() -> None:
    wanted = hours(8, 16, 5)
    with_early, with_late = starts.without([EARLY, LATE], wanted)
    assert with_late == pytest.approx(0, abs=1e-6)
    assert with_early == pytest.approx(5 * 8 * WEEK * starts.UNDER)


def test_without_any_shift_everything_is_missing() -> None:
    assert starts.missing([], hours(8, 16, 5)).cost == 5 * 8 * WEEK * starts.UNDER
