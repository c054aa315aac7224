"""An agent's leg is lost, by a reload or a dead network: the caller comes back to them."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, OfferResult
from alo153.switchboard.acd.agents.presence import AgentReady, AgentSignedOut
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall, ResumeCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import ReturnTimer

ELIF, MURAT = 1, 2


@pytest.fixture
def story() -> Story:
    """Elif talks with the caller of `a` since second 0."""
    story = Story()
    story.talking("a", ELIF, 0)
    return story


def reload(story: Story, at: float) -> None:
    """The page goes, its leg ends, its telephone is away."""
    story.tell(ev.LegLost(at=at, leg="offer-a.1", page_left=True))
    assert not story.ordered(do.RingAgent)
    story.tell(ev.AgentReachable(at=at, agent=ELIF, reachable=False))
    story.tell(ev.AgentHungUp(at=at, offer="a.1"))


def comes_back(story: Story, at: float) -> None:
    story.tell(ev.AgentReachable(at=at, agent=ELIF, reachable=True))


def elif_stands(story: Story) -> tuple[AgentState, str]:
    agent = story.state.agents[ELIF]
    return agent.presence, agent.reason


def test_the_caller_hears_music_and_waits_for_this_agent(story: Story) -> None:
    story.ready(MURAT, 1)
    story.tell(ev.LegLost(at=60, leg="offer-a.1"))
    assert story.ordered(do.Hold) == [do.Hold(call="a", channel="ch-a")]
    assert not story.facts(facts.CallEnded)
    assert story.facts(facts.CallRequeued)[0].reason == "agent_lost"


def test_murat_who_is_free_does_not_get_the_caller_before_the_time_is_over(story: Story) -> None:
    story.ready(MURAT, 1)
    reload(story, 60)
    assert story.state.calls["a"].phase is Phase.RETURNING
    assert elif_stands(story) == (AgentState.PAUSED, "returning")
    assert story.state.agents[ELIF].until == 75
    story.tell(ev.TimerFired(at=75, timer=ReturnTimer("a", 75)))
    assert story.ordered(do.RingAgent)[0].agent == MURAT
    assert elif_stands(story) == (AgentState.NOT_ANSWERING, "not_back")


def test_a_caller_on_hold_is_on_hold_again(story: Story) -> None:
    story.tell(HoldCall(at=50, agent=ELIF, command=1))
    reload(story, 60)
    comes_back(story, 62)
    story.tell(ev.OfferAnswered(at=63, offer="a.2"))
    assert story.ordered(do.BridgeThem) == []
    assert [order.channel for order in story.ordered(do.JoinTalk)] == ["offer-a.2"]
    assert do.StartMusic(call="a", channel="ch-a") in story.commands
    assert story.state.calls["a"].held
    assert story.facts(facts.CallRequeued)[0].on_hold
    assert story.facts(facts.CallAnswered)[-1].on_hold
    assert [fact.at for fact in story.facts(facts.CallHeld)] == [50], "one hold, from its begin"
    story.tell(ResumeCall(at=70, agent=ELIF, command=2))
    assert story.ordered(do.Resume) == [do.Resume(call="a", channel="ch-a")]


def test_another_agent_talks_at_once_with_a_caller_who_was_on_hold(story: Story) -> None:
    story.ready(MURAT, 1)
    story.tell(HoldCall(at=50, agent=ELIF, command=1))
    reload(story, 60)
    story.tell(ev.TimerFired(at=75, timer=ReturnTimer("a", 75)))
    story.tell(ev.OfferAnswered(at=76, offer="a.2"))
    assert story.ordered(do.BridgeThem)
    assert not story.facts(facts.CallAnswered)[-1].on_hold
    assert not story.state.calls["a"].held


def test_back_in_time_elif_rings_and_talks_on(story: Story) -> None:
    story.ready(MURAT, 1)
    reload(story, 60)
    comes_back(story, 62)
    ring = story.ordered(do.RingAgent)[0]
    assert ring.agent == ELIF
    assert story.facts(facts.CallOffered)[-1].reason == "returned"
    assert elif_stands(story) == (AgentState.RINGING, "returning")
    story.tell(ev.OfferAnswered(at=63, offer=ring.offer))
    call = story.state.calls["a"]
    assert (call.phase, call.answered_at) == (Phase.TALKING, 0)
    assert elif_stands(story) == (AgentState.TALKING, "")
    story.tell(ev.TimerFired(at=75, timer=ReturnTimer("a", 75)))
    assert story.state.calls["a"].phase is Phase.TALKING


def test_a_telephone_still_registered_rings_at_once(story: Story) -> None:
    story.tell(ev.LegLost(at=60, leg="offer-a.1"))
    assert story.ordered(do.RingAgent)[0].agent == ELIF


def test_a_second_reload_while_it_rings_goes_on_waiting(story: Story) -> None:
    reload(story, 60)
    comes_back(story, 62)
    rang = story.ordered(do.RingAgent)[0].offer
    story.tell(ev.AgentReachable(at=63, agent=ELIF, reachable=False))
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel=f"offer-{rang}")]
    assert (story.state.calls["a"].phase, elif_stands(story)[1]) == (Phase.RETURNING, "returning")
    assert story.state.agents[ELIF].until == 75
    comes_back(story, 64)
    assert story.ordered(do.RingAgent)[0].agent == ELIF


def test_the_old_page_refuses_and_the_new_one_rings_when_it_is_there(story: Story) -> None:
    """A talk is brought to another screen: its page is still to register when the old one goes."""
    story.ready(MURAT, 1)
    reload(story, 60)
    comes_back(story, 61)
    rang = story.ordered(do.RingAgent)[0].offer
    story.tell(ev.OfferRejected(at=61.5, offer=rang, reason=OfferResult.REJECTED))
    assert (story.state.calls["a"].phase, elif_stands(story)[1]) == (Phase.RETURNING, "returning")
    assert not story.ordered(do.RingAgent), "not the same telephone at once, and nobody else"
    comes_back(story, 66)
    ring = story.ordered(do.RingAgent)[0]
    assert ring.agent == ELIF
    story.tell(ev.OfferRejected(at=76, offer=ring.offer, reason=OfferResult.REJECTED))
    assert elif_stands(story) == (AgentState.NOT_ANSWERING, "rejected")
    assert story.ordered(do.RingAgent)[0].agent == MURAT


def test_a_citizen_who_gives_up_while_the_agent_is_away_has_abandoned(story: Story) -> None:
    reload(story, 60)
    story.tell(ev.CallerHungUp(at=65, call="a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by) == (CallOutcome.ABANDONED, CallParty.CITIZEN)
    assert elif_stands(story)[0] is AgentState.WRAP_UP


def test_the_line_takes_over_ahead_of_those_who_wait(story: Story) -> None:
    story.waiting("b", 10)
    reload(story, 60)
    story.tell(ev.TimerFired(at=75, timer=ReturnTimer("a", 75)))
    assert [call.id for call in story.state.line()] == ["a", "b"]


@pytest.mark.parametrize(
    "deed",
    [AgentReady(at=61, agent=ELIF), AgentSignedOut(at=61, agent=ELIF)],
)
def test_an_agent_who_does_something_else_gives_the_caller_to_the_line(
    story: Story, deed: ev.Event
) -> None:
    story.ready(MURAT, 1)
    reload(story, 60)
    story.tell(deed)
    assert story.ordered(do.RingAgent)[0].agent == MURAT


def test_a_hang_up_is_still_a_hang_up(story: Story) -> None:
    story.tell(ev.AgentHungUp(at=60, offer="a.1"))
    assert story.facts(facts.CallEnded)[0].by is CallParty.AGENT


def test_who_hangs_up_while_the_talk_comes_back_ends_it(story: Story) -> None:
    story.ready(MURAT, 1)
    reload(story, 60)
    comes_back(story, 62)
    story.tell(HangUpCall(at=63, agent=ELIF, command=7))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by) == (CallOutcome.ANSWERED, CallParty.AGENT)
    assert not story.ordered(do.RingAgent), "Murat does not get the citizen"
    assert elif_stands(story)[0] is AgentState.WRAP_UP


def test_on_hold_the_music_goes_on(story: Story) -> None:
    story.tell(HoldCall(at=50, agent=ELIF))
    story.tell(ev.LegLost(at=60, leg="offer-a.1"))
    assert not story.ordered(do.Hold)
    assert not story.state.calls["a"].held


def test_a_reload_while_it_rings_is_no_missed_call(story: Story) -> None:
    story = Story()
    story.ready(ELIF, 0)
    story.waiting("a", 5)
    story.tell(ev.AgentReachable(at=6, agent=ELIF, reachable=False))
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="offer-a.1")]
    assert elif_stands(story) == (AgentState.READY, "")
    comes_back(story, 8)
    assert story.ordered(do.RingAgent)[0].offer == "a.2"


def test_a_call_back_does_not_begin_while_a_caller_waits(story: Story) -> None:
    reload(story, 60)
    story.tell(DialCallBack(at=61, call="b", agent=ELIF, number="6", command=4))
    assert story.facts(facts.CommandDone)[-1].error == "in_a_call"


def test_a_leg_lost_while_no_program_ran_is_taken_up_the_same_way(story: Story) -> None:
    story.tell(
        ev.Reconciled(
            at=60,
            calls=tuple(story.state.calls.values()),
            agents=tuple(story.state.agents.values()),
            legs=(ev.Leg(id="ch-a", up=True, bridged=True, call="a"),),
            registered=frozenset(),
        )
    )
    assert story.state.calls["a"].phase is Phase.RETURNING
    assert elif_stands(story)[1] == "returning"
