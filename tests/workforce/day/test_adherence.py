"""The plan against what was: from agents' states, by the version in force."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import MONDAY

from alo153.accounts.models import User
from alo153.calls.call_words import NOT_SEEN, AgentState
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.workforce import adherence

pytestmark = pytest.mark.django_db
# The early shift of Kocaeli begins at 7:00, which is 4:00 in UTC
SEVEN = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def planned() -> User:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.publish(roster)
    return elif_


def span(
    user: User, state: AgentState, begin: datetime, end: datetime | None, reason: str = ""
) -> None:
    times = {"began_at": begin, "ended_at": end}
    AgentStateSpan.objects.create(agent=user, state=state, reason=reason, **times)


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
