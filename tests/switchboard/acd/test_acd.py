"""The rules of the municipality, one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallDirection, CallOutcome, CallParty
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady, SkillsChanged
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.recording import messages as rec
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.talk import HoldCall, ResumeCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import PositionTimer, RingTimer, WrapUpTimer

ELIF, MURAT = 1, 2


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_call_is_answered_and_greeted(story: Story) -> None:
    story.arrive("a", 0)
    assert [type(c) for c in story.commands if isinstance(c, do.CallCommand)] == [
        do.Answer,
        do.Speak,
    ]


def test_after_the_greeting_the_place_in_the_line_is_said_then_music(story: Story) -> None:
    story.waiting("a", 0)
    story.waiting("b", 1)
    assert story.ordered(do.SayPosition)[0].position == 2
    story.speech_ends("b", 4)
    assert story.ordered(do.StartMusic)[0].channel == "ch-b"


def test_the_place_is_said_again_every_thirty_seconds(story: Story) -> None:
    story.waiting("a", 0)
    after = story.state.calls["a"].speeches
    story.speech_ends("a", 4)
    story.tell(ev.TimerFired(at=30, timer=PositionTimer("a", after)))
    assert story.ordered(do.SayPosition)
    story.tell(ev.TimerFired(at=31, timer=PositionTimer("a", after)))
    assert not story.commands


def test_the_agent_idle_longest_rings_and_the_reason_is_kept(story: Story) -> None:
    story.ready(MURAT, 10)
    story.ready(ELIF, 40)
    story.waiting("a", 100)
    ring = story.ordered(do.RingAgent)[0]
    assert (ring.agent, ring.number, ring.seconds) == (MURAT, "5", 20)
    offered = story.facts(facts.CallOffered)[0]
    assert (offered.idle_seconds, offered.rank, offered.among) == (90, 1, 2)
    assert offered.reason == "longest_idle"


def test_an_unregistered_telephone_is_not_rung(story: Story) -> None:
    story.ready(ELIF, 0)
    story.tell(ev.AgentReachable(at=5, agent=ELIF, reachable=False))
    story.waiting("a", 10)
    assert not story.ordered(do.RingAgent)
    story.tell(ev.AgentReachable(at=20, agent=ELIF, reachable=True))
    assert story.ordered(do.RingAgent)


def test_no_answer_makes_the_agent_not_answering_and_the_next_one_rings(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 1)
    story.waiting("a", 2)
    story.tell(ev.TimerFired(at=22, timer=RingTimer("a.1")))
    assert story.ordered(do.HangUp)[0].channel == "offer-a.1"
    assert story.ordered(do.RingAgent)[0].agent == MURAT
    elif_ = story.state.agents[ELIF]
    assert (elif_.presence, elif_.reason) == (AgentState.NOT_ANSWERING, "no_answer")
    story.tell(AgentReady(at=30, agent=ELIF))
    assert story.state.agents[ELIF].presence is AgentState.READY


def test_the_longest_wait_is_served_first(story: Story) -> None:
    story.waiting("a", 0)
    story.waiting("b", 1)
    story.ready(ELIF, 60)
    assert story.ordered(do.RingAgent)[0].call == "a"


def test_an_answer_cuts_the_speech_short_and_connects(story: Story) -> None:
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    story.tell(ev.OfferAnswered(at=13, offer="a.1"))
    assert [type(c) for c in story.commands if isinstance(c, do.CallCommand)] == [
        do.StopSpeaking,
        do.BridgeThem,
        rec.StartRecording,
    ]
    assert story.facts(facts.CallAnswered)[0].waited_seconds == 3
    assert story.state.agents[ELIF].presence is AgentState.TALKING


def test_a_caller_who_gives_up_is_abandoned_with_the_seconds_waited(story: Story) -> None:
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    story.tell(ev.CallerHungUp(at=17.5, call="a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.waited_seconds, ended.by) == (
        CallOutcome.ABANDONED,
        7.5,
        CallParty.CITIZEN,
    )
    assert [c.channel for c in story.ordered(do.HangUp)] == ["offer-a.1"]
    assert story.facts(facts.OfferEnded)[0].result == "withdrawn"
    elif_ = story.state.agents[ELIF]
    assert (elif_.presence, elif_.idle_since) == (AgentState.READY, 0)


@pytest.mark.parametrize("who", [CallParty.AGENT, CallParty.CITIZEN])
def test_a_talk_ends_when_one_hangs_up_and_the_work_after_it_begins(
    story: Story, who: CallParty
) -> None:
    story.talking("a", ELIF, 0)
    by_agent = ev.AgentHungUp(at=60, offer="a.1")
    story.tell(by_agent if who is CallParty.AGENT else ev.CallerHungUp(at=60, call="a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by, ended.agent) == (CallOutcome.ANSWERED, who, ELIF)
    assert len(story.ordered(do.HangUp)) == 1
    assert story.ordered(do.RemoveBridge)
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP


def test_the_work_after_a_call_has_a_limit(story: Story) -> None:
    story.talking("a", ELIF, 0)
    story.tell(ev.CallerHungUp(at=60, call="a"))
    timer = story.ordered(do.StartTimer)[0]
    assert timer == do.StartTimer(seconds=60, timer=WrapUpTimer(ELIF, 120))
    story.tell(ev.TimerFired(at=120, timer=timer.timer))
    assert story.state.agents[ELIF].presence is AgentState.READY


def test_a_pause_asked_for_during_a_call_begins_after_it(story: Story) -> None:
    story.talking("a", ELIF, 0)
    story.tell(AgentNotReady(at=30, agent=ELIF, reason="meal"))
    assert story.state.agents[ELIF].presence is AgentState.TALKING
    story.tell(ev.CallerHungUp(at=60, call="a"))
    elif_ = story.state.agents[ELIF]
    assert (elif_.presence, elif_.reason) == (AgentState.PAUSED, "meal")


def test_a_pause_while_it_rings_sends_the_call_to_the_next(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 1)
    story.waiting("a", 2)
    story.tell(AgentNotReady(at=5, agent=ELIF, reason="break"))
    assert story.ordered(do.RingAgent)[0].agent == MURAT
    assert story.state.agents[ELIF].presence is AgentState.PAUSED


def test_hold_gives_music_and_resume_brings_back(story: Story) -> None:
    story.talking("a", ELIF, 0)
    story.tell(HoldCall(at=5, agent=ELIF, command=7))
    assert story.ordered(do.Hold) == [do.Hold(call="a", channel="ch-a")]
    assert story.facts(facts.CommandDone)[-1].error == ""
    story.tell(HoldCall(at=6, agent=ELIF))
    assert not story.ordered(do.Hold)
    story.tell(ResumeCall(at=9, agent=ELIF))
    assert story.ordered(do.Resume) == [do.Resume(call="a", channel="ch-a")]


def test_there_is_nothing_to_hold_without_a_call(story: Story) -> None:
    story.ready(ELIF, 0)
    story.tell(HoldCall(at=5, agent=ELIF, command=7))
    assert story.facts(facts.CommandDone)[-1].error == "no_call"


class TestCallBack:
    """First the agent's own telephone, then the citizen's."""

    def dial(self, story: Story, at: float = 10) -> None:
        story.tell(
            DialCallBack(
                at=at, call="b", agent=ELIF, number="+905320000103", reference="relay:4", command=3
            )
        )

    def test_the_agent_rings_then_the_citizen_then_they_talk(self, story: Story) -> None:
        story.ready(ELIF, 0)
        self.dial(story)
        assert story.ordered(do.RingAgent)[0].agent == ELIF
        story.tell(ev.OfferAnswered(at=11, offer="b.1"))
        dialed = story.ordered(do.DialCitizen)[0]
        assert (dialed.number, dialed.channel) == ("+905320000103", "citizen-b")
        story.tell(ev.CitizenAnswered(at=20, call="b", channel="citizen-b"))
        assert story.ordered(do.BridgeThem)
        story.tell(ev.CallerHungUp(at=50, call="b"))
        assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.ANSWERED
        assert story.facts(facts.CallEntered)[0].reference == "relay:4"
        assert story.facts(facts.CallEntered)[0].direction is CallDirection.OUT

    @pytest.mark.parametrize(
        ("outcome", "by"),
        [
            (CallOutcome.BUSY, CallParty.CITIZEN),
            (CallOutcome.NO_ANSWER, CallParty.CITIZEN),
            (CallOutcome.FAILED, CallParty.SWITCHBOARD),
        ],
    )
    def test_the_result_of_the_network_is_the_outcome(
        self, story: Story, outcome: CallOutcome, by: CallParty
    ) -> None:
        story.ready(ELIF, 0)
        self.dial(story)
        story.tell(ev.OfferAnswered(at=11, offer="b.1"))
        story.tell(ev.CitizenNotReached(at=20, call="b", channel="citizen-b", outcome=outcome))
        ended = story.facts(facts.CallEnded)[0]
        assert (ended.outcome, ended.by) == (outcome, by)
        assert story.ordered(do.HangUp) == [do.HangUp(call="b", channel="offer-b.1")]
        assert story.state.agents[ELIF].presence is AgentState.WRAP_UP

    def test_an_agent_on_a_pause_goes_back_to_it(self, story: Story) -> None:
        story.ready(ELIF, 0)
        story.tell(AgentNotReady(at=1, agent=ELIF, reason="training"))
        self.dial(story)
        story.tell(ev.OfferAnswered(at=11, offer="b.1"))
        story.tell(ev.AgentHungUp(at=12, offer="b.1"))
        assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.CANCELED
        elif_ = story.state.agents[ELIF]
        assert (elif_.presence, elif_.reason) == (AgentState.PAUSED, "training")

    def test_an_agent_in_a_call_cannot_dial(self, story: Story) -> None:
        story.talking("a", ELIF, 0)
        self.dial(story)
        assert story.facts(facts.CommandDone)[-1].error == "in_a_call"
        assert "b" not in story.state.calls


class TestRecovery:
    """After a restart every call goes on or ends."""

    def registered(self, story: Story) -> list[int]:
        return [agent.id for agent in story.state.agents.values() if agent.reachable]

    def restart(self, story: Story, legs: dict[str, tuple[bool, bool]], at: float) -> None:
        story.tell(
            ev.Reconciled(
                at=at,
                calls=tuple(story.state.calls.values()),
                agents=tuple(story.state.agents.values()),
                legs=tuple(
                    ev.Leg(
                        id=leg,
                        up=up,
                        bridged=bridged,
                        call=leg.removeprefix("ch-"),
                        recorded=bridged,
                    )
                    for leg, (up, bridged) in legs.items()
                ),
                bridges=("old",),
                registered=frozenset(self.registered(story)),
            )
        )

    def test_two_who_talk_are_left_alone(self, story: Story) -> None:
        story.talking("a", ELIF, 0)
        self.restart(story, {"ch-a": (True, True), "offer-a.1": (True, True)}, 30)
        assert story.ordered(do.CallCommand) == [do.RemoveBridge(call="old")]
        assert story.state.calls["a"].phase is Phase.TALKING

    def test_a_talk_that_ended_meanwhile_is_recorded_and_the_other_side_hung_up(
        self, story: Story
    ) -> None:
        story.talking("a", ELIF, 0)
        self.restart(story, {"offer-a.1": (True, False)}, 30)
        assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="offer-a.1")]
        assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.ANSWERED

    def test_the_waiting_keep_their_place(self, story: Story) -> None:
        story.waiting("a", 0)
        story.waiting("b", 1)
        self.restart(story, {"ch-b": (True, False), "ch-a": (True, False)}, 30)
        assert [call.id for call in story.state.line()] == ["a", "b"]
        assert story.state.calls["a"].queued_at == 0
        assert {c.channel for c in story.ordered(do.StartMusic)} == {"ch-a", "ch-b"}

    def test_an_offer_that_still_rings_goes_on_for_the_seconds_left(self, story: Story) -> None:
        story.ready(ELIF, 0)
        story.waiting("a", 10)
        legs = {"ch-a": (True, False), "offer-a.1": (False, False)}
        self.restart(story, legs, 15)
        ring = next(t for t in story.ordered(do.StartTimer) if isinstance(t.timer, RingTimer))
        assert ring.seconds == 15
        assert story.state.agents[ELIF].presence is AgentState.RINGING

    def test_an_agent_who_picked_up_meanwhile_is_connected(self, story: Story) -> None:
        story.ready(ELIF, 0)
        story.waiting("a", 10)
        self.restart(story, {"ch-a": (True, False), "offer-a.1": (True, False)}, 15)
        assert story.ordered(do.BridgeThem)

    def test_a_caller_whom_nobody_wrote_down_is_greeted(self, story: Story) -> None:
        self.restart(story, {"ch-n": (True, False)}, 15)
        assert story.state.calls["n"].phase is Phase.MENU

    def test_twice_is_once(self, story: Story) -> None:
        story.talking("a", ELIF, 0)
        legs = {"ch-a": (True, True), "offer-a.1": (True, True)}
        self.restart(story, legs, 30)
        before = story.state
        self.restart(story, legs, 31)
        assert story.state == replace(before)


class TestQueues:
    """Which queue a caller waits in, and what is known of the caller."""

    def test_what_is_known_of_a_caller_counts_from_the_first_moment_of_the_wait(
        self, story: Story
    ) -> None:
        story.waiting("a", 0)
        story.arrive("b", 60)
        story.tell(ev.CallerKnown(at=60.1, call="b", priority=3))
        story.speech_ends("b", 65)
        assert [call.id for call in story.state.line()] == ["b", "a"]
        assert story.state.calls["b"].score(125) == 4

    def test_what_comes_too_late_or_about_nobody_changes_nothing(self, story: Story) -> None:
        story.waiting("a", 0)
        before = story.state
        story.tell(ev.CallerKnown(at=9, call="a", priority=3))
        story.tell(ev.CallerKnown(at=9, call="gone", priority=3))
        assert story.state == before

    def test_skills_are_kept_through_a_reload_and_changed_by_a_supervisor(
        self, story: Story
    ) -> None:
        story.ready(ELIF, 0, water=3)
        assert story.state.agents[ELIF].serves("water", 3)
        story.tell(SkillsChanged(at=5, agent=ELIF, skills={"social": 2}))
        assert not story.state.agents[ELIF].serves("water", 1)
        assert story.state.agents[ELIF].presence is AgentState.READY

    def test_the_end_of_an_earlier_leg_of_the_citizen_ends_nothing(self, story: Story) -> None:
        story.waiting("a", 0)
        story.tell(ev.CallerHungUp(at=5, call="a", channel="another"))
        assert "a" in story.state.calls
