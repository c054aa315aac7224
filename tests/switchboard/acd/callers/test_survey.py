"""After the talk the citizen says by a key how it was; the agent is free meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty
from alo153.switchboard.acd.callers.survey import SurveySkipped
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallEnded, CallRated, TalkEnded
from alo153.switchboard.acd.turn.timers import SurveyTimer

ELIF = 7


@pytest.fixture
def story() -> Story:
    story = Story()
    story.state = replace(story.state, rules=Rules(survey=15))
    story.talking("a", ELIF, 0)
    return story


def hang_up(story: Story) -> None:
    story.tell(HangUpCall(at=60, agent=ELIF))


def end_of(story: Story) -> CallEnded:
    (end,) = story.facts(CallEnded)
    return end


def test_the_agent_is_free_while_the_citizen_is_asked(story: Story) -> None:
    hang_up(story)
    (question,) = story.ordered(do.Speak)
    assert question.sounds == ("survey-question",)
    assert [leg.channel for leg in story.ordered(do.HangUp)] == ["offer-a.1"]
    kinds = [type(c) for c in story.commands]
    assert kinds.index(do.Hold) < kinds.index(do.RemoveBridge) < kinds.index(do.Speak)
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP
    assert story.state.agents[ELIF].call is None
    assert story.facts(TalkEnded)
    assert not story.facts(CallEnded)


def test_a_key_from_1_to_5_is_kept_and_thanked_for(story: Story) -> None:
    hang_up(story)
    for key in "9*4":
        story.tell(ev.KeyPressed(at=65, call="a", key=key))
    (thanks,) = story.ordered(do.Speak)
    assert thanks.sounds == ("survey-thanks",)
    story.tell(ev.KeyPressed(at=66, call="a", key="1"))
    assert [fact.score for fact in story.facts(CallRated)] == [4]
    story.speech_ends("a", 69)
    assert [leg.channel for leg in story.ordered(do.HangUp)] == ["ch-a"]
    assert (end_of(story).outcome, end_of(story).by) == (CallOutcome.ANSWERED, CallParty.AGENT)


def test_who_presses_nothing_is_hung_up(story: Story) -> None:
    hang_up(story)
    story.speech_ends("a", 66)
    assert story.ordered(do.StartMusic)
    assert story.state.calls["a"].phase is Phase.SURVEY
    story.tell(ev.TimerFired(at=75, timer=SurveyTimer("a")))
    assert end_of(story).outcome is CallOutcome.ANSWERED
    assert not story.state.calls


def test_a_caller_whose_call_is_ended_by_right_is_not_asked(story: Story) -> None:
    story.tell(HangUpCall(at=60, agent=ELIF, by_right=True))
    assert not story.ordered(do.Speak)
    assert {leg.channel for leg in story.ordered(do.HangUp)} == {"ch-a", "offer-a.1"}
    assert (end_of(story).outcome, end_of(story).by) == (CallOutcome.ANSWERED, CallParty.AGENT)
    story.tell(ev.KeyPressed(at=61, call="a", key="1"))
    assert not story.facts(CallRated)


def test_a_caller_who_abused_is_not_asked_whatever_way_the_talk_ends(story: Story) -> None:
    story.tell(SurveySkipped(at=50, call="a"))
    hang_up(story)
    assert not story.ordered(do.Speak)
    assert end_of(story).outcome is CallOutcome.ANSWERED


def test_a_caller_who_is_marked_afterwards_is_asked_no_further(story: Story) -> None:
    hang_up(story)
    story.tell(SurveySkipped(at=62, call="a"))
    assert [leg.channel for leg in story.ordered(do.HangUp)][-1] == "ch-a"
    assert (end_of(story).outcome, end_of(story).by) == (CallOutcome.ANSWERED, CallParty.AGENT)
    story.tell(SurveySkipped(at=63, call="a"))


def test_the_thanks_for_a_rating_are_said_to_the_end(story: Story) -> None:
    hang_up(story)
    story.tell(ev.KeyPressed(at=65, call="a", key="1"))
    story.tell(SurveySkipped(at=66, call="a"))
    assert not story.facts(CallEnded)
    story.speech_ends("a", 69)
    assert end_of(story).outcome is CallOutcome.ANSWERED


def test_who_hangs_up_instead_was_served(story: Story) -> None:
    hang_up(story)
    story.tell(ev.CallerHungUp(at=62, call="a", channel="ch-a"))
    assert (end_of(story).outcome, end_of(story).by) == (CallOutcome.ANSWERED, CallParty.AGENT)
    assert not story.ordered(do.HangUp)


def test_a_restart_ends_the_question(story: Story) -> None:
    hang_up(story)
    calls = tuple(story.state.calls.values())
    leg = ev.Leg(id="ch-a", up=True, call="a")
    agents = tuple(story.state.agents.values())
    story.tell(ev.Reconciled(at=63, calls=calls, agents=agents, legs=(leg,)))
    assert end_of(story).outcome is CallOutcome.ANSWERED


@pytest.mark.parametrize("why", ["off", "the citizen hung up", "pictures"])
def test_nobody_is_asked(story: Story, why: str) -> None:
    if why == "off":
        story.state = replace(story.state, rules=Rules())
        hang_up(story)
    elif why == "pictures":
        seen = replace(story.state.calls["a"], video=True)
        story.state = replace(story.state, calls={"a": seen})
        hang_up(story)
    else:
        story.tell(ev.CallerHungUp(at=60, call="a", channel="ch-a"))
    assert end_of(story).outcome is CallOutcome.ANSWERED
    assert not story.ordered(do.Speak)
