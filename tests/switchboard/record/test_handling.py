"""After a restart the waiting time is told from the calls of before."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.agents.presence import AgentReady
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records
from alo153.switchboard.runtime import handling

pytestmark = pytest.mark.django_db

START = 1_764_000_000.0
HOUR = 3600.0


@pytest.fixture
def elif_() -> User:
    return enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def served(story: Story, number: int, agent: int, *, talk: float, after: float) -> str:
    """Let one call be answered, talked on and written up."""
    call, at = str(uuid.UUID(int=number)), START + 600 * number
    story.ready(agent, at)
    story.waiting(call, at)
    story.tell(ev.OfferAnswered(at=at, offer=f"{call}.1"))
    story.tell(HangUpCall(at=at + talk, agent=agent))
    story.tell(AgentReady(at=at + talk + after, agent=agent))
    return call


def write(story: Story) -> None:
    for fact in story.told:
        records.write(fact)


def instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize("survey", [0, 15])
def test_the_record_gives_the_pace_that_was_learned(elif_: User, survey: float) -> None:
    story = Story(Rules(survey=survey))
    for number, talk in enumerate((100, 200, 60), start=1):
        call = served(story, number, elif_.pk, talk=talk, after=20)
        if survey:
            story.tell(ev.CallerHungUp(at=START + 600 * number + talk + 30, call=call))
    write(story)
    learned = story.state.paces["general"]
    assert (learned.samples, learned.seconds) == (3, pytest.approx(128))
    recalled = handling.recent_paces(instant(START + HOUR))["general"]
    assert (recalled.samples, recalled.seconds) == (3, pytest.approx(128))


def test_a_call_that_is_still_written_up_and_one_of_the_day_before_do_not_count(
    elif_: User,
) -> None:
    story = Story()
    served(story, 1, elif_.pk, talk=100, after=20)
    call = str(uuid.UUID(int=2))
    story.waiting(call, START + 2000)
    story.tell(ev.OfferAnswered(at=START + 2000, offer=f"{call}.1"))
    story.tell(HangUpCall(at=START + 2100, agent=elif_.pk))
    write(story)
    assert handling.recent_paces(instant(START + 2105)) == {"general": Pace(120, 1)}
    assert handling.recent_paces(instant(START + 30 * HOUR)) == {}


def test_the_first_caller_after_a_restart_hears_how_long_it_takes(elif_: User) -> None:
    before = Story()
    for number in (1, 2):
        served(before, number, elif_.pk, talk=100, after=20)
    write(before)
    story = Story()
    paces = handling.recent_paces(instant(START + HOUR))
    story.tell(ev.Reconciled(at=START + HOUR, calls=(), agents=(), legs=(), paces=paces))
    story.talking(str(uuid.UUID(int=8)), elif_.pk, START + HOUR + 1)
    story.waiting(str(uuid.UUID(int=9)), START + HOUR + 2)
    (said,) = story.ordered(do.SayPosition)
    assert said.minutes == 2
