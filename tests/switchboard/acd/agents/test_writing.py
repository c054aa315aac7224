"""A call leaves an agent alone who has a chat in hand for a moment, and one with a visitor."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.switchboard.acd.agents.presence import AgentReady
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.timers import MatchTimer

ELIF, MURAT = 1, 2


@pytest.fixture
def story() -> Story:
    return Story(Rules(caller_waits=20))


def writes(story: Story, *agents: int, at: float = 0) -> None:
    story.tell(WritingSeen(at=at, agents=frozenset(agents)))


def visited(story: Story, *agents: int, at: float = 0) -> None:
    story.tell(WritingSeen(at=at, agents=frozenset(), visited=frozenset(agents)))


def rung(story: Story) -> list[int]:
    return [command.agent for command in story.ordered(do.RingAgent)]


def time_is_up(story: Story, call: str, at: float) -> None:
    """The timer that the wait itself has started runs out."""
    asked = [c for c in story.commands if isinstance(c, do.StartTimer)]
    assert MatchTimer(call) in [c.timer for c in asked if c.seconds == at]
    story.tell(ev.TimerFired(at=at, timer=MatchTimer(call)))


def test_whoever_has_no_chat_is_rung_first(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 10)
    writes(story, ELIF)
    story.waiting("a", 11)
    assert rung(story) == [MURAT]


def test_a_caller_who_has_waited_long_enough_is_served_all_the_same(story: Story) -> None:
    story.ready(ELIF, 0)
    writes(story, ELIF)
    story.waiting("a", 0)
    assert rung(story) == []
    time_is_up(story, "a", 20)
    assert rung(story) == [ELIF]


def test_a_chat_that_begins_while_somebody_waits_starts_the_time_as_well(story: Story) -> None:
    story.waiting("a", 0)
    story.ready(ELIF, 0)
    offer = story.state.calls["a"].offer
    assert offer
    story.tell(ev.OfferAnswered(at=0, offer=offer.id))
    story.waiting("b", 0)
    writes(story, ELIF)
    assert MatchTimer("b") in [c.timer for c in story.ordered(do.StartTimer)]


def test_a_chat_that_ends_frees_its_agent_at_once(story: Story) -> None:
    story.ready(ELIF, 0)
    writes(story, ELIF)
    story.waiting("a", 0)
    writes(story, at=1)
    assert rung(story) == [ELIF]


def test_without_chats_nothing_is_timed_and_nobody_is_spared(story: Story) -> None:
    story.waiting("a", 0)
    assert MatchTimer("a") not in [c.timer for c in story.ordered(do.StartTimer)]
    story.ready(ELIF, 1)
    assert rung(story) == [ELIF]


def test_a_pause_and_coming_back_change_nothing_about_it(story: Story) -> None:
    story.ready(ELIF, 0)
    writes(story, ELIF)
    story.waiting("a", 0)
    story.tell(AgentReady(at=1, agent=ELIF))
    assert rung(story) == []


def test_no_telephone_rings_while_a_visitor_is_at_the_desk(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 10)
    visited(story, ELIF, at=11)
    story.waiting("a", 12)
    assert rung(story) == [MURAT]
    story.waiting("b", 13)
    assert rung(story) == []
    story.tell(ev.TimerFired(at=100, timer=MatchTimer("b")))
    assert rung(story) == [], "however long the caller waits"
    visited(story, at=101)
    assert rung(story) == [ELIF]
