"""Who a caller is becomes known when they are in the line already."""

from __future__ import annotations

from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome
from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import PositionTimer

ELIF = 1
FATMA = "+905320000103"


def waiting() -> Story:
    story = Story()
    story.waiting("a", 0)
    return story


def known(story: Story, at: float = 5, **who: object) -> None:
    story.tell(ev.CallerKnown(**{"at": at, "call": "a", "call_back": FATMA, **who}))


def test_the_caller_may_still_keep_the_place() -> None:
    story = waiting()
    known(story)
    story.tell(ev.KeyPressed(at=20, call="a", key="1"))
    assert story.ordered(do.SayGoodbye)[0].why is Leaving.CALL_BACK
    assert story.facts(facts.CallBackLeft)


def test_the_key_is_said_with_the_next_position() -> None:
    story = waiting()
    first = story.ordered(do.StartTimer)
    known(story)
    story.speech_ends("a", 6)
    (position,) = [each.timer for each in first if isinstance(each.timer, PositionTimer)]
    story.tell(ev.TimerFired(at=30, timer=position))
    assert story.ordered(do.SayPosition)[0].call_back


def test_a_refused_caller_is_let_go_and_the_agent_who_rang_is_free() -> None:
    story = waiting()
    story.ready(ELIF, 2)
    assert story.state.agents[ELIF].presence is AgentState.RINGING
    known(story, blocked="refuse")
    assert [leg.channel for leg in story.ordered(do.HangUp)] == ["offer-a.1"]
    assert story.ordered(do.SayGoodbye)[0].why is Leaving.BLOCKED
    assert story.state.agents[ELIF].presence is AgentState.READY
    story.speech_ends("a", 8)
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.BLOCKED


def test_who_is_to_come_last_is_not_called_back() -> None:
    story = waiting()
    known(story, blocked="last")
    assert not story.state.calls["a"].call_back


def test_in_a_talk_nothing_changes() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    before = story.state
    known(story, blocked="refuse")
    assert story.state == before


def test_after_a_restart_a_waiting_caller_is_looked_up_again() -> None:
    story = waiting()
    leg = ev.Leg(id="ch-a", up=True, call="a", proved=True)
    calls = tuple(story.state.calls.values())
    story.tell(ev.Reconciled(at=60, calls=calls, agents=(), legs=(leg,)))
    assert story.ordered(do.FindCaller) == [do.FindCaller(call="a", number="5", proved=True)]
    known(story, at=61)
    story.tell(ev.KeyPressed(at=70, call="a", key="1"))
    assert story.state.calls["a"].phase is Phase.LEAVING
