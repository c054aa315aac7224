"""The shift advises who begins no further call; without it calls are routed as ever."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import OfferRule
from alo153.switchboard.acd.agents.shifts import ShiftsSeen
from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS, USUAL_SECONDS
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import ShiftLimit
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallOffered
from alo153.switchboard.acd.turn.timers import MatchTimer

ELIF, MURAT = 1, 2


@pytest.fixture
def story() -> Story:
    return Story()


def advise(story: Story, at: float = 0, **limits: ShiftLimit) -> None:
    named = {"elif_": ELIF, "murat": MURAT}
    found = {named[name]: limit for name, limit in limits.items()}
    story.tell(ShiftsSeen(at=at, limits=found))


def rung(story: Story) -> list[int]:
    return [command.agent for command in story.ordered(do.RingAgent)]


def why(story: Story) -> OfferRule:
    return story.facts(CallOffered)[-1].reason


def test_whose_break_is_due_is_passed_over_and_the_other_reads_why(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 10)
    advise(story, at=10, elif_=ShiftLimit(at=100))
    story.waiting("a", 11)
    assert rung(story) == [MURAT]
    assert why(story) is OfferRule.SHIFT


@pytest.mark.parametrize("hard", [False, True])
def test_nobody_waits_for_a_preferred_agent_who_begins_no_call(story: Story, hard: bool) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 10)
    advise(story, at=10, elif_=ShiftLimit(at=100, hard=hard))
    story.arrive("a", 20)
    story.tell(ev.CallerKnown(at=20, call="a", preferred=ELIF))
    story.speech_ends("a", 25)
    assert rung(story) == [MURAT]


def test_a_call_that_is_over_before_the_break_is_offered(story: Story) -> None:
    story.ready(ELIF, 0)
    advise(story, elif_=ShiftLimit(at=USUAL_SECONDS + 60))
    story.waiting("a", 0)
    assert rung(story) == [ELIF]
    assert why(story) is OfferRule.LONGEST_IDLE


def test_how_long_calls_of_the_queue_take_is_what_counts(story: Story) -> None:
    story.ready(ELIF, 0)
    story.state.paces["general"] = Pace(30, 5)  # type: ignore[index] - a dict in truth
    advise(story, elif_=ShiftLimit(at=100))
    story.waiting("a", 0)
    assert rung(story) == [ELIF]


def test_a_break_yields_to_a_caller_who_has_waited_long(story: Story) -> None:
    story.ready(ELIF, 0)
    advise(story, elif_=ShiftLimit(at=100))
    story.waiting("a", 0)
    assert rung(story) == []
    asked = [c for c in story.commands if isinstance(c, do.StartTimer)]
    assert MatchTimer("a") in [c.timer for c in asked if c.seconds == BREAK_YIELDS]
    story.tell(ev.TimerFired(at=BREAK_YIELDS, timer=MatchTimer("a")))
    assert rung(story) == [ELIF]


def test_the_end_of_a_night_yields_to_nobody(story: Story) -> None:
    story.ready(ELIF, 0)
    advise(story, elif_=ShiftLimit(at=100, hard=True))
    story.waiting("a", 0)
    story.tell(ev.TimerFired(at=500, timer=MatchTimer("a")))
    assert rung(story) == []
    story.ready(MURAT, 501)
    assert rung(story) == [MURAT]


def test_advice_that_is_over_or_lost_lets_calls_come_at_once(story: Story) -> None:
    story.ready(ELIF, 0)
    advise(story, elif_=ShiftLimit(at=100, hard=True))
    story.waiting("a", 0)
    assert rung(story) == []
    advise(story, at=5)
    assert rung(story) == [ELIF]


def test_without_shifts_nothing_is_timed_and_nobody_is_passed_over(story: Story) -> None:
    advise(story)
    story.waiting("a", 0)
    assert MatchTimer("a") not in [c.timer for c in story.ordered(do.StartTimer)]
    story.ready(ELIF, 1)
    assert rung(story) == [ELIF]
    assert why(story) is OfferRule.LONGEST_IDLE


def test_a_talk_goes_on_beyond_any_limit(story: Story) -> None:
    story.talking("a", ELIF, 0)
    advise(story, at=10, elif_=ShiftLimit(at=5, hard=True))
    assert story.state.calls["a"].offer is not None
    assert story.ordered(do.HangUp) == []
