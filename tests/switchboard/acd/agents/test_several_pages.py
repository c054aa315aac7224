"""An agent has two pages open, or two agents have a telephone each: one of them goes."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.absence import SIGNED_OFF_AFTER
from alo153.switchboard.acd.turn.timers import AbsenceTimer

ELIF, MURAT = 1, 2
GONE = 100.0
LATER = GONE + SIGNED_OFF_AFTER


@pytest.fixture
def story() -> Story:
    """Elif is ready; her telephone is in the newest of two pages."""
    told = Story()
    told.ready(ELIF, 0)
    return told


def telephone(story: Story, at: float, *, there: bool, agent: int = ELIF) -> None:
    story.tell(ev.AgentReachable(at=at, agent=agent, reachable=there))


def minutes_pass(story: Story, since: float = GONE, at: float = LATER) -> None:
    story.tell(ev.TimerFired(at=at, timer=AbsenceTimer(ELIF, since)))


def stands(story: Story, agent: int = ELIF) -> AgentState:
    return story.state.agents[agent].presence


def test_the_page_without_the_telephone_is_closed_and_nothing_happens(story: Story) -> None:
    before = story.state
    telephone(story, GONE, there=True)
    assert story.state == before
    minutes_pass(story)
    assert stands(story) is AgentState.READY


def test_the_page_with_the_telephone_is_closed_and_the_other_one_takes_it(story: Story) -> None:
    telephone(story, GONE, there=False)
    story.waiting("a", GONE + 1)
    assert not story.ordered(do.RingAgent), "nothing rings on the way from page to page"
    telephone(story, GONE + 4, there=True)
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]
    minutes_pass(story)
    assert stands(story) is AgentState.RINGING


def test_the_page_with_the_call_is_closed_and_it_rings_on_the_other_one(story: Story) -> None:
    story.waiting("a", 10)
    story.tell(ev.OfferAnswered(at=12, offer="a.1"))
    # The other page registered meanwhile, so that Asterisk never says that the telephone is gone
    story.tell(ev.LegLost(at=GONE, leg="offer-a.1", page_left=True))
    assert not story.ordered(do.RingAgent), "it would ring on the page that goes"
    telephone(story, GONE + 5, there=True)
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]
    story.tell(ev.OfferAnswered(at=GONE + 6, offer="a.2"))
    minutes_pass(story)
    assert (stands(story), story.state.calls["a"].phase) == (AgentState.TALKING, Phase.TALKING)


def test_both_pages_are_closed_one_after_the_other(story: Story) -> None:
    telephone(story, GONE, there=False)
    telephone(story, GONE + 4, there=True)
    telephone(story, GONE + 200, there=False)
    minutes_pass(story)
    assert stands(story) is AgentState.READY, "since the second page only"
    minutes_pass(story, GONE + 200, GONE + 200 + SIGNED_OFF_AFTER)
    assert stands(story) is AgentState.OFFLINE


def test_one_telephone_is_gone_and_the_other_agent_is_reached(story: Story) -> None:
    story.ready(MURAT, 50)
    telephone(story, GONE, there=False)
    story.waiting("a", GONE + 1)
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [MURAT]
    minutes_pass(story)
    assert (stands(story), stands(story, MURAT)) == (AgentState.OFFLINE, AgentState.RINGING)


def test_it_rings_at_a_telephone_that_goes_and_then_at_the_other_agent(story: Story) -> None:
    story.waiting("a", 10)
    story.ready(MURAT, 50)
    telephone(story, GONE, there=False)
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [MURAT]
    assert stands(story) is AgentState.READY
