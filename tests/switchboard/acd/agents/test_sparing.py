"""A call leaves an agent alone who had enough, for a while and not for good."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.switchboard.acd.agents.presence import AgentSignedIn, AgentSignedOut
from alo153.switchboard.acd.agents.sparing import AgentSpared
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.timers import MatchTimer

ELIF, MURAT = 1, 2
UNTIL = 2700


@pytest.fixture
def story() -> Story:
    return Story(Rules(spared_wait=60))


def spare(story: Story, agent: int = ELIF, *, at: float = 0) -> None:
    story.tell(AgentSpared(at=at, agent=agent, until=UNTIL))


def rung(story: Story) -> list[int]:
    return [command.agent for command in story.ordered(do.RingAgent)]


def timed(story: Story) -> dict[MatchTimer, float]:
    timers = story.ordered(do.StartTimer)
    return {c.timer: c.seconds for c in timers if isinstance(c.timer, MatchTimer)}


def test_a_colleague_who_is_idle_for_less_is_rung_first(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 10)
    spare(story, at=10)
    story.waiting("a", 11)
    assert rung(story) == [MURAT]


def test_a_caller_who_has_waited_long_enough_is_served_all_the_same(story: Story) -> None:
    story.ready(ELIF, 0)
    spare(story)
    story.waiting("a", 0)
    assert rung(story) == []
    assert timed(story)[MatchTimer("a")] == 60
    story.tell(ev.TimerFired(at=60, timer=MatchTimer("a")))
    assert rung(story) == [ELIF]


def test_whoever_waits_already_when_it_begins_waits_no_longer_than_that(story: Story) -> None:
    story.talking("x", ELIF, 0)
    story.waiting("a", 10)
    spare(story, at=30)
    assert timed(story)[MatchTimer("a")] == 40


def test_whoever_waits_already_when_somebody_spared_signs_in_waits_no_longer(story: Story) -> None:
    story.waiting("a", 10)
    story.tell(AgentSignedIn(at=30, agent=ELIF, spared_until=UNTIL))
    assert timed(story)[MatchTimer("a")] == 40


def test_it_ends_by_itself(story: Story) -> None:
    story.ready(ELIF, 0)
    spare(story)
    story.waiting("a", UNTIL)
    assert rung(story) == [ELIF]


def test_whoever_signs_in_again_is_spared_as_the_record_says(story: Story) -> None:
    story.ready(ELIF, 0)
    spare(story)
    story.tell(AgentSignedOut(at=1, agent=ELIF))
    story.tell(AgentSignedIn(at=2, agent=ELIF, spared_until=UNTIL))
    assert story.state.agents[ELIF].sparing.holds(3)
    story.tell(AgentSignedIn(at=4, agent=ELIF))
    assert not story.state.agents[ELIF].sparing.holds(5)


def test_somebody_who_is_not_here_is_not_spared(story: Story) -> None:
    spare(story)
    assert ELIF not in story.state.agents


def test_without_a_wait_nobody_is_spared() -> None:
    story = Story(Rules(spared_wait=0))
    story.ready(ELIF, 0)
    spare(story)
    story.waiting("a", 0)
    assert rung(story) == [ELIF]
