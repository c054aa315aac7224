"""Elif has the early shift on a Monday, and comes late."""

from datetime import UTC, datetime, timedelta

from tests.workforce import center
from tests.workforce.center import MONDAY

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.workforce.models import KeptDay

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


def here(*users: User, state: AgentState = AgentState.READY, since: datetime = SEVEN) -> None:
    """Let people be signed in at their telephones."""
    for user in users:
        facts = {"state": state, "since": since}
        AgentSession.objects.update_or_create(user=user, defaults=facts)


def late(elif_: User) -> None:
    span(elif_, AgentState.OFFLINE, SEVEN - HOUR, SEVEN + HOUR)
    span(elif_, AgentState.READY, SEVEN + HOUR, SEVEN + 9 * HOUR)


def kept_share() -> float:
    (kept,) = KeptDay.objects.all()
    assert kept.planned_seconds - kept.present_seconds <= 3_600
    return kept.present_seconds / kept.planned_seconds
