"""Limits of states: the work after a call ends and is made longer once; a pause is only seen."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.agents.presence import (
    AgentNotReady,
    AgentSignedIn,
    AgentSignedOut,
    MoreTime,
)
from alo153.switchboard.acd.state.state import Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import WrapUpTimer

ELIF = 1


@pytest.fixture
def story() -> Story:
    story = Story()
    story.state = State(rules=Rules(pause_limits={"meal": 3600}))
    return story


def wrap_up(story: Story, at: float) -> None:
    story.talking("a", ELIF, at - 60)
    story.tell(ev.CallerHungUp(at=at, call="a"))


def more_time(story: Story, at: float) -> str:
    story.tell(MoreTime(at=at, agent=ELIF, reason="asking", command=4))
    return story.facts(facts.CommandDone)[-1].error


def test_more_time_moves_the_limit_once_and_says_why(story: Story) -> None:
    wrap_up(story, 60)
    assert story.state.agents[ELIF].until == 120
    assert more_time(story, 100) == ""
    elif_ = story.state.agents[ELIF]
    assert (elif_.presence, elif_.reason, elif_.until) == (AgentState.WRAP_UP, "asking", 180)
    story.tell(ev.TimerFired(at=120, timer=WrapUpTimer(ELIF, 120)))
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP
    assert more_time(story, 130) == "extended_already"
    story.tell(ev.TimerFired(at=180, timer=WrapUpTimer(ELIF, 180)))
    assert story.state.agents[ELIF].presence is AgentState.READY


def test_there_is_no_more_time_without_a_call_before(story: Story) -> None:
    story.ready(ELIF, 0)
    assert more_time(story, 5) == "no_wrap_up"


def test_a_pause_has_the_limit_of_its_reason_and_goes_on_after_it(story: Story) -> None:
    story.ready(ELIF, 0)
    story.tell(AgentNotReady(at=10, agent=ELIF, reason="meal"))
    assert story.facts(facts.AgentChanged)[-1].until == 3610
    assert not story.ordered(do.StartTimer)
    story.tell(AgentNotReady(at=20, agent=ELIF, reason="meeting"))
    assert story.facts(facts.AgentChanged)[-1].until == 0


def test_recovery_after_a_hard_call_begins_at_once(story: Story) -> None:
    wrap_up(story, 60)
    story.tell(AgentNotReady(at=65, agent=ELIF, reason="recovery"))
    elif_ = story.state.agents[ELIF]
    assert (elif_.presence, elif_.reason) == (AgentState.PAUSED, "recovery")
    story.tell(ev.TimerFired(at=120, timer=WrapUpTimer(ELIF, 120)))
    assert story.state.agents[ELIF].presence is AgentState.PAUSED


def test_a_pause_signs_nobody_in(story: Story) -> None:
    story.tell(AgentNotReady(at=5, agent=ELIF, reason="recovery"))
    assert story.facts(facts.AgentChanged) == []
    story.ready(ELIF, 10)
    story.tell(AgentSignedOut(at=20, agent=ELIF))
    story.tell(AgentNotReady(at=30, agent=ELIF, reason="recovery"))
    assert story.state.agents[ELIF].presence is AgentState.OFFLINE


def test_a_second_sign_in_changes_nothing_and_tells_a_record_that_missed_the_first(
    story: Story,
) -> None:
    story.tell(AgentSignedIn(at=1, agent=ELIF, skills={"general": 5}))
    before = story.state.agents[ELIF]
    story.tell(AgentSignedIn(at=30, agent=ELIF, skills={"general": 5}))
    assert story.state.agents[ELIF] == before
    again = story.facts(facts.AgentChanged)[-1]
    assert (again.at, again.since, again.presence) == (30, 1, AgentState.PAUSED)
