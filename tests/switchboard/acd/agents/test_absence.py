"""An agent closes the browser and goes home: the telephone is gone, and nobody signed out."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentSignedIn
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.absence import SIGNED_OFF_AFTER
from alo153.switchboard.acd.turn.timers import AbsenceTimer

ELIF = 1
GONE = 100.0
LATER = GONE + SIGNED_OFF_AFTER


@pytest.fixture
def story() -> Story:
    """Elif is ready."""
    told = Story(Rules(pause_limits={"meal": 3600}))
    told.ready(ELIF, 0)
    return told


def closes_the_browser(story: Story, at: float = GONE) -> None:
    story.tell(ev.AgentReachable(at=at, agent=ELIF, reachable=False))


def comes_back(story: Story, at: float) -> None:
    story.tell(ev.AgentReachable(at=at, agent=ELIF, reachable=True))


def minutes_pass(story: Story, at: float = LATER, since: float = GONE) -> None:
    story.tell(ev.TimerFired(at=at, timer=AbsenceTimer(ELIF, since)))


def stands(story: Story) -> tuple[AgentState, str]:
    agent = story.state.agents[ELIF]
    return agent.presence, agent.reason


def looks_again_in(story: Story) -> list[float]:
    return [each.seconds for each in story.ordered(do.StartTimer)]


def test_an_agent_without_a_telephone_is_signed_off_after_minutes(story: Story) -> None:
    closes_the_browser(story)
    assert looks_again_in(story) == [SIGNED_OFF_AFTER]
    assert stands(story) == (AgentState.READY, "")
    minutes_pass(story)
    assert stands(story) == (AgentState.OFFLINE, "absent")
    assert story.facts(facts.AgentChanged)[-1].presence is AgentState.OFFLINE


def test_a_page_that_comes_back_is_signed_in_again_and_not_ready(story: Story) -> None:
    closes_the_browser(story)
    minutes_pass(story)
    story.tell(AgentSignedIn(at=LATER + 60, agent=ELIF))
    assert stands(story) == (AgentState.PAUSED, "signed_in")


def test_a_telephone_that_finds_its_way_back_is_signed_in_again(story: Story) -> None:
    closes_the_browser(story)
    minutes_pass(story)
    comes_back(story, LATER + 60)
    assert stands(story) == (AgentState.PAUSED, "signed_in")


def test_a_page_that_is_loaded_again_keeps_its_agent(story: Story) -> None:
    closes_the_browser(story)
    comes_back(story, GONE + 2)
    minutes_pass(story)
    assert stands(story) == (AgentState.READY, "")
    closes_the_browser(story, GONE + 200)
    minutes_pass(story)
    assert stands(story) == (AgentState.READY, ""), "the timer of the absence before"


def test_a_telephone_that_never_registers_signs_nobody_in(story: Story) -> None:
    story.tell(AgentSignedIn(at=10, agent=2))
    assert looks_again_in(story) == [SIGNED_OFF_AFTER]


def test_in_a_pause_that_is_not_over_the_browser_may_be_closed(story: Story) -> None:
    story.tell(AgentNotReady(at=50, agent=ELIF, reason="meal"))
    closes_the_browser(story)
    minutes_pass(story)
    assert stands(story) == (AgentState.PAUSED, "meal")
    assert looks_again_in(story) == [50 + 3600 - LATER]
    minutes_pass(story, 3650)
    assert stands(story) == (AgentState.OFFLINE, "absent")


def test_an_agent_who_writes_in_a_chat_is_not_signed_off(story: Story) -> None:
    closes_the_browser(story)
    story.tell(WritingSeen(at=GONE, agents=frozenset({ELIF})))
    minutes_pass(story)
    assert stands(story) == (AgentState.READY, "")
    assert looks_again_in(story) == [60]


def test_after_a_restart_the_minutes_begin_anew(story: Story) -> None:
    agents = tuple(story.state.agents.values())
    again = Story()
    again.tell(ev.Reconciled(at=GONE, calls=(), agents=agents, legs=()))
    assert looks_again_in(again) == [SIGNED_OFF_AFTER]
    minutes_pass(again)
    assert stands(again) == (AgentState.OFFLINE, "absent")
