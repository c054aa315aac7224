"""A caller hangs up, keeps the place, and is called when it is due."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, OfferResult
from alo153.calls.menu.voice import Leaving
from alo153.calls.numbers.callers import number_to_call
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import PositionTimer
from alo153.switchboard.acd.waiting.unserved.messages import RulesChanged

ELIF, MURAT = 1, 2
FATMA = "+905320000103"


@pytest.fixture
def story() -> Story:
    """Fatma waits since second 5, and leaves a call-back at second 20."""
    story = Story()
    waits(story, "a", 0)
    story.tell(ev.KeyPressed(at=20, call="a", key="1"))
    return story


def waits(story: Story, call: str, at: float, number: str = FATMA) -> None:
    story.arrive(call, at, number)
    story.tell(ev.CallerKnown(at=at, call=call, call_back=number))
    story.speech_ends(call, at + 5)


def dialed(story: Story, at: float) -> None:
    story.speech_ends("a", 25)
    story.ready(ELIF, at)
    story.tell(ev.OfferAnswered(at=at + 2, offer="a.1"))


def test_a_number_that_nobody_vouches_for_is_not_called_back() -> None:
    story = Story()
    for call, proved in (("forged", False), ("own", True)):
        story.tell(
            ev.CallArrived(at=0, call=call, channel=call, number=FATMA, called="153", proved=proved)
        )
        (asked,) = story.ordered(do.FindCaller)
        assert bool(number_to_call(asked.number, proved=asked.proved)) is proved


def test_the_caller_is_told_that_the_key_keeps_the_place() -> None:
    story = Story()
    waits(story, "a", 0)
    assert story.ordered(do.SayPosition)[0].call_back
    story.waiting("b", 1, number="")
    assert not story.ordered(do.SayPosition)[0].call_back


def test_while_call_backs_are_offered_first_callers_hear_it_before_their_place() -> None:
    story = Story()
    waits(story, "a", 0)
    story.speech_ends("a", 8)
    story.waiting("foreign", 9, number="")
    story.speech_ends("foreign", 9.5)
    opened = replace(story.state.rules, call_back_first_until=100)
    story.tell(RulesChanged(at=10, rules=opened))
    # Fatma hears it at once; nobody can call back the other one
    (said,) = story.ordered(do.SayPosition)
    assert (said.call, said.call_back_first) == ("a", True)
    story.speech_ends("a", 14)
    story.arrive("b", 20, "+905320000104")
    story.tell(ev.CallerKnown(at=20, call="b", call_back="+905320000104"))
    story.speech_ends("b", 25)
    (said,) = story.ordered(do.SayPosition)
    assert (said.call, said.call_back, said.call_back_first) == ("b", True, True)


def test_the_offer_of_call_backs_is_said_once_and_ends_by_itself() -> None:
    story = Story()
    waits(story, "a", 0)
    story.speech_ends("a", 8)
    opened = replace(story.state.rules, call_back_first_until=100)
    story.tell(RulesChanged(at=10, rules=opened))
    assert story.ordered(do.SayPosition)
    story.speech_ends("a", 14)
    # Another change of the rules, or a longer offer, says nothing again
    story.tell(RulesChanged(at=16, rules=replace(opened, ring=21, call_back_first_until=160)))
    assert not story.ordered(do.SayPosition)
    after = story.state.calls["a"].speeches
    story.tell(ev.TimerFired(at=200, timer=PositionTimer("a", after)))
    (said,) = story.ordered(do.SayPosition)
    assert (said.call_back, said.call_back_first) == (True, False)


def test_a_caller_who_hears_something_already_is_not_interrupted_by_the_offer() -> None:
    story = Story()
    story.arrive("a", 0, FATMA)
    story.tell(ev.CallerKnown(at=0, call="a", call_back=FATMA))
    story.tell(RulesChanged(at=1, rules=replace(story.state.rules, call_back_first_until=100)))
    assert not story.ordered(do.SayPosition)


def test_the_caller_is_thanked_and_hung_up_and_keeps_the_place(story: Story) -> None:
    assert story.ordered(do.SayGoodbye)[0].why is Leaving.CALL_BACK
    left = story.facts(facts.CallBackLeft)[0]
    assert (left.queue, left.queued_at) == ("general", 5)
    story.speech_ends("a", 25)
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="ch-a")]
    story.tell(ev.CallerHungUp(at=25.1, call="a", channel="ch-a"))
    story.waiting("b", 30)
    assert [call.id for call in story.state.line()] == ["a", "b"]
    assert not story.facts(facts.CallEnded)


def test_a_caller_who_hangs_up_during_the_thanks_keeps_the_place(story: Story) -> None:
    story.tell(ev.CallerHungUp(at=21, call="a", channel="ch-a"))
    assert not story.ordered(do.HangUp)
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD


def test_another_key_or_no_number_changes_nothing() -> None:
    story = Story()
    waits(story, "a", 0)
    story.tell(ev.KeyPressed(at=20, call="a", key="5"))
    assert story.state.calls["a"].phase is Phase.WAITING
    story.waiting("b", 30)
    story.tell(ev.KeyPressed(at=40, call="b", key="1"))
    assert story.state.calls["b"].phase is Phase.WAITING


def test_an_agent_who_rings_meanwhile_is_let_go(story: Story) -> None:
    story.ready(ELIF, 50)
    waits(story, "b", 60, "+905320000104")
    story.tell(ev.KeyPressed(at=70, call="b", key="1"))
    assert [each.result for each in story.facts(facts.OfferEnded)] == ["withdrawn"]
    assert story.state.agents[ELIF].presence is AgentState.READY


def test_when_it_is_due_an_agent_rings_then_the_citizen_then_they_talk(story: Story) -> None:
    dialed(story, 60)
    offered = story.facts(facts.CallOffered)[0]
    assert (offered.reason, offered.agent) == ("kept_place", ELIF)
    citizen = story.ordered(do.DialCitizen)[0]
    assert (citizen.number, citizen.channel) == (FATMA, "citizen-a")
    story.tell(ev.CitizenAnswered(at=70, call="a", channel="citizen-a"))
    assert story.ordered(do.BridgeThem)
    assert story.facts(facts.CallAnswered)[0].waited_seconds == 65
    story.tell(ev.CallerHungUp(at=90, call="a", channel="citizen-a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by) == (CallOutcome.ANSWERED, CallParty.CITIZEN)


def test_a_busy_citizen_is_called_again_later_and_the_agent_is_free_at_once(story: Story) -> None:
    dialed(story, 60)
    story.tell(ev.CitizenNotReached(at=64, call="a", channel="citizen-a", outcome=CallOutcome.BUSY))
    missed = story.facts(facts.CitizenMissed)[0]
    assert (missed.outcome, missed.tries, missed.call_again_at) == (CallOutcome.BUSY, 1, 664)
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="offer-a.1")]
    assert story.state.agents[ELIF].presence is AgentState.READY
    timer = story.ordered(do.StartTimer)[0]
    story.tell(ev.TimerFired(at=664, timer=timer.timer))
    assert story.ordered(do.RingAgent)[0].offer == "a.2"


def test_after_the_last_try_the_call_ends_with_what_the_network_said(story: Story) -> None:
    story.state = replace(story.state, rules=replace(story.state.rules, retries=0))
    dialed(story, 60)
    story.tell(
        ev.CitizenNotReached(at=64, call="a", channel="citizen-a", outcome=CallOutcome.NO_ANSWER)
    )
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.NO_ANSWER


def test_an_agent_who_does_not_pick_up_costs_the_citizen_nothing(story: Story) -> None:
    story.speech_ends("a", 25)
    story.ready(ELIF, 60)
    story.tell(ev.OfferRejected(at=65, offer="a.1", reason=OfferResult.REJECTED))
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
    assert story.state.calls["a"].tries == 0
    story.ready(MURAT, 70)
    assert story.ordered(do.RingAgent)[0].agent == MURAT


def test_an_agent_who_hangs_up_while_the_citizen_rings_does_not_end_it(story: Story) -> None:
    dialed(story, 60)
    story.tell(HangUpCall(at=63, agent=ELIF))
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
    assert story.state.calls["a"].tries == 1


def test_a_kept_place_counts_as_many_minutes_as_were_waited(story: Story) -> None:
    """Who has waited longer in the line than the place was kept stays ahead."""
    story.speech_ends("a", 25)
    story.waiting("b", 4, number="7")
    waits(story, "c", 300)
    assert [call.id for call in story.state.line()] == ["b", "c"]
    assert story.state.calls["c"].priority == pytest.approx((300 - 5) / 60)


def test_who_calls_again_goes_on_waiting_from_the_kept_place(story: Story) -> None:
    story.speech_ends("a", 25)
    story.waiting("b", 30, number="7")
    waits(story, "c", 300)
    assert [call.id for call in story.state.line()] == ["c", "b"]
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.CANCELED


class TestRestart:
    """The program dies and comes back."""

    def restart(self, story: Story, at: float, *legs: str) -> None:
        story.tell(
            ev.Reconciled(
                at=at,
                calls=tuple(story.state.calls.values()),
                agents=tuple(story.state.agents.values()),
                legs=tuple(ev.Leg(id=leg, up=True, call="a") for leg in legs),
                registered=frozenset({ELIF}),
            )
        )

    def test_a_kept_place_is_still_kept(self, story: Story) -> None:
        story.speech_ends("a", 25)
        self.restart(story, 100)
        assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
        story.ready(ELIF, 110)
        assert story.ordered(do.RingAgent)[0].call == "a"

    def test_a_caller_still_being_thanked_hears_it_again(self, story: Story) -> None:
        self.restart(story, 22, "ch-a")
        assert story.ordered(do.SayGoodbye)[0].why is Leaving.CALL_BACK

    def test_a_caller_who_was_thanked_and_hung_up_meanwhile_keeps_the_place(
        self, story: Story
    ) -> None:
        self.restart(story, 22)
        assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
        assert not story.ordered(do.HangUp)

    def test_a_citizen_whose_agent_is_gone_is_called_again(self, story: Story) -> None:
        dialed(story, 60)
        self.restart(story, 65, "citizen-a")
        assert story.facts(facts.CitizenMissed)[0].outcome is CallOutcome.CANCELED
        assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="citizen-a")]

    def test_a_caller_who_hung_on_is_let_go(self, story: Story) -> None:
        story.speech_ends("a", 25)
        self.restart(story, 30, "ch-a")
        assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="ch-a")]

    def test_a_lost_offer_goes_back_to_the_kept_place(self, story: Story) -> None:
        story.speech_ends("a", 25)
        story.ready(ELIF, 60)
        self.restart(story, 65)
        assert story.facts(facts.OfferEnded)[-1].result == "withdrawn"
        assert story.ordered(do.RingAgent)[0].offer == "a.2"

    def test_a_citizen_who_answered_meanwhile_is_connected(self, story: Story) -> None:
        dialed(story, 60)
        self.restart(story, 65, "offer-a.1", "citizen-a")
        assert story.ordered(do.BridgeThem)

    def test_a_citizen_whose_telephone_stopped_ringing_is_called_again(self, story: Story) -> None:
        dialed(story, 60)
        self.restart(story, 65, "offer-a.1")
        assert story.facts(facts.CitizenMissed)[0].outcome is CallOutcome.NO_ANSWER
