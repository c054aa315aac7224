"""The plan against what was: from agents' states, by the version in force."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.workforce.center import MONDAY
from tests.workforce.day.early_shift import HOUR, SEVEN, kept_share, late, planned, span

from alo153.calls.call_words import NOT_SEEN, AgentState
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.workforce import actions, adherence
from alo153.workforce.models import Deviation, KeptDay, Leave
from alo153.workforce.queries import kept_days

pytestmark = pytest.mark.django_db


def test_whoever_should_be_here_and_is_not_is_named() -> None:
    elif_ = planned()
    expected = adherence.expected_now(SEVEN + HOUR)
    assert [each.user for each in expected.missing] == [elif_]
    AgentSession.objects.create(user=elif_, state=AgentState.READY, since=SEVEN)
    assert not adherence.expected_now(SEVEN + HOUR).missing
    assert not adherence.expected_now(SEVEN - HOUR).shifts


def test_half_an_hour_late_is_missing_in_the_share() -> None:
    elif_ = planned()
    came = SEVEN + HOUR / 2
    span(elif_, AgentState.OFFLINE, SEVEN - HOUR, came)
    span(elif_, AgentState.READY, came, SEVEN + HOUR)
    span(elif_, AgentState.TALKING, SEVEN + HOUR, None)
    (kept,) = adherence.of_day(MONDAY, SEVEN + 2 * HOUR)
    assert (kept.came_at, kept.share, kept.is_here) == (came, 75, True)


def test_the_break_of_a_whole_shift_is_never_missing() -> None:
    elif_ = planned()
    span(elif_, AgentState.READY, SEVEN, SEVEN + 4 * HOUR)
    span(elif_, AgentState.OFFLINE, SEVEN + 4 * HOUR, SEVEN + 4.5 * HOUR)
    span(elif_, AgentState.READY, SEVEN + 4.5 * HOUR, SEVEN + 8 * HOUR)
    (kept,) = adherence.of_day(MONDAY, SEVEN + 9 * HOUR)
    assert kept.share == 100


def test_whom_only_the_switchboard_did_not_see_was_here() -> None:
    elif_ = planned()
    span(elif_, AgentState.TALKING, SEVEN, SEVEN + HOUR)
    span(elif_, AgentState.OFFLINE, SEVEN + HOUR, SEVEN + 2 * HOUR, reason=NOT_SEEN)
    span(elif_, AgentState.WRAP_UP, SEVEN + 2 * HOUR, None)
    (kept,) = adherence.of_day(MONDAY, SEVEN + 3 * HOUR)
    assert kept.share == 100


def test_a_shift_that_lies_ahead_has_no_share() -> None:
    planned()
    (kept,) = adherence.of_day(MONDAY, SEVEN - HOUR)
    assert (kept.share, kept.came_at) == (None, None)


def test_past_days_are_kept_each_night_and_read_without_the_states() -> None:
    elif_ = planned()
    late(elif_)
    actions.keep_days(before=MONDAY + timedelta(days=2), at=SEVEN + 44 * HOUR)
    AgentStateSpan.objects.all().delete()
    found = kept_days.shares(cast.staff("hakan"), MONDAY - timedelta(days=30), MONDAY).people
    # Eight hours with a break of thirty minutes, one hour late
    assert found[elif_.pk].share == pytest.approx(kept_share())
    assert kept_days.own_share(elif_, MONDAY, MONDAY) == found[elif_.pk]
    assert kept_days.begins() == MONDAY
    with pytest.raises(PermissionDenied):
        kept_days.shares(elif_, MONDAY, MONDAY)


def test_what_is_explained_later_counts_in_the_kept_day() -> None:
    elif_, planner = planned(), cast.staff("hakan")
    late(elif_)
    actions.keep_day(day=MONDAY, at=SEVEN + 24 * HOUR)
    before = kept_share()
    stretch = {"begins_at": SEVEN, "ends_at": SEVEN + HOUR}
    kind, later = Deviation.Kind.TECHNICAL, SEVEN + 20 * 24 * HOUR
    actions.explain(user=elif_, day=MONDAY, kind=kind, words="", by=planner, at=later, **stretch)
    assert before < 1
    assert kept_share() == 1


def test_sickness_that_is_recorded_weeks_later_is_no_absence() -> None:
    elif_, planner = planned(), cast.staff("hakan")
    late(elif_)
    actions.keep_day(day=MONDAY, at=SEVEN + 24 * HOUR)
    later = SEVEN + 20 * 24 * HOUR
    days = {"first": MONDAY, "last": MONDAY}
    leave = actions.record_leave(user=elif_, kind=Leave.Kind.SICK, by=planner, at=later, **days)
    assert kept_days.own_share(elif_, MONDAY, MONDAY) is None
    # Of another person something is kept that day, so it is a day that is kept
    KeptDay.objects.create(user=planner, day=MONDAY, planned_seconds=60, present_seconds=60)
    actions.withdraw_leave(leave=leave, by=planner, at=later)
    assert kept_days.own_share(elif_, MONDAY, MONDAY) is not None


def test_an_explanation_that_waits_for_its_answer_changes_nothing() -> None:
    elif_ = planned()
    late(elif_)
    actions.keep_day(day=MONDAY, at=SEVEN + 24 * HOUR)
    before = kept_share()
    stretch = {"begins_at": SEVEN, "ends_at": SEVEN + HOUR}
    kind, later = Deviation.Kind.TECHNICAL, SEVEN + 20 * 24 * HOUR
    told = actions.explain(
        user=elif_, day=MONDAY, kind=kind, words="", by=elif_, at=later, **stretch
    )
    assert kept_share() == before
    actions.answer_deviation(deviation=told, accepted=True, by=cast.staff("hakan"), at=later)
    assert kept_share() == 1
    actions.answer_deviation(deviation=told, accepted=False, by=cast.staff("hakan"), at=later)
    assert kept_share() == before


def test_days_that_no_page_shows_are_forgotten() -> None:
    elif_ = planned()
    day = MONDAY - timedelta(days=400)
    KeptDay.objects.create(user=elif_, day=day, planned_seconds=60, present_seconds=60)
    actions.keep_days(before=MONDAY, at=SEVEN)
    assert not KeptDay.objects.exists()
