"""What agents ask for from the desk: how a page says it, and what is answered."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import (
    AgentState,
    LegResult,
    OfferResult,
)
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.talking import consult, talk, transfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import CitizenTimer, MemberTimer, RejoinTimer

ELIF, MURAT = 1, 2
OUTSIDE = Target(number="112")
MURATS = Target(agent=MURAT)


@pytest.fixture
def story() -> Story:
    """Fatma talks with Elif; Murat is ready."""
    told = Story()
    told.talking("c", ELIF, 100)
    told.ready(MURAT, 110)
    return told


def error(story: Story) -> str:
    return story.facts(facts.CommandDone)[-1].error


def orders(story: Story) -> list[do.CallCommand]:
    return story.ordered(do.CallCommand)


@pytest.mark.parametrize(
    "asked",
    [
        talk.HangUpCall(at=120, agent=MURAT, command=7),
        talk.HoldCall(at=120, agent=MURAT, command=7),
        talk.ResumeCall(at=120, agent=MURAT, command=7),
        consult.Consult(at=120, agent=MURAT, command=7, target=OUTSIDE),
        consult.Invite(at=120, agent=MURAT, command=7, target=OUTSIDE),
        consult.MakeConference(at=120, agent=MURAT, command=7),
        consult.CancelConsultation(at=120, agent=MURAT, command=7),
        consult.DropMember(at=120, agent=MURAT, command=7, member="member-c.1"),
        consult.PressKeys(at=120, agent=MURAT, command=7, keys="1"),
        transfer.CompleteTransfer(at=120, agent=MURAT, command=7),
        transfer.BlindTransfer(at=120, agent=MURAT, command=7, queue="water"),
    ],
)
def test_who_has_no_call_decides_nothing(story: Story, asked: ev.Event) -> None:
    done = facts.CommandDone(at=120, command=7, error="no_call")
    assert story.tell(asked) == [do.Record(fact=done)]


def test_a_talk_is_held_and_taken_back_once(story: Story) -> None:
    story.tell(talk.HoldCall(at=120, agent=ELIF, command=7))
    assert (error(story), story.state.calls["c"].held) == ("", True)
    assert do.Hold(call="c", channel="ch-c") in orders(story)
    assert story.facts(facts.CallHeld) == [facts.CallHeld(at=120, call="c", agent=ELIF)]
    story.tell(talk.HoldCall(at=121, agent=ELIF, command=8))
    assert (error(story), orders(story)) == ("", [])
    story.tell(talk.ResumeCall(at=122, agent=ELIF, command=9))
    assert (error(story), story.state.calls["c"].held) == ("", False)
    assert do.Resume(call="c", channel="ch-c") in orders(story)
    assert story.facts(facts.CallResumed) == [facts.CallResumed(at=122, call="c", agent=ELIF)]
    story.tell(talk.ResumeCall(at=123, agent=ELIF, command=10))
    assert (error(story), orders(story)) == ("", [])


def test_who_was_asked_aside_is_let_go_from_the_desk(story: Story) -> None:
    story.tell(consult.CancelConsultation(at=119, agent=ELIF, command=6))
    assert (error(story), orders(story)) == ("no_consultation", [])
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=MURATS))
    assert error(story) == ""
    story.tell(consult.CancelConsultation(at=121, agent=ELIF, command=8))
    assert (error(story), story.state.calls["c"].held) == ("", False)
    assert do.HangUp(call="c", channel="member-c.1") in orders(story)
    (left,) = story.facts(facts.MemberLeft)
    assert (left.member, left.result) == ("member-c.1", LegResult.WITHDRAWN)
    assert story.state.agents[MURAT].available


def test_a_hurried_key_in_a_consultation_lets_go_whom_was_asked(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=OUTSIDE))
    story.tell(talk.HangUpCall(at=121, agent=ELIF, command=8))
    call = story.state.calls["c"]
    assert (error(story), call.members, call.held) == ("", (), False)
    assert do.HangUp(call="c", channel="member-c.1") in orders(story)


def test_a_member_is_taken_out_and_the_others_talk_on(story: Story) -> None:
    story.tell(consult.Invite(at=120, agent=ELIF, command=7, target=OUTSIDE))
    story.tell(consult.DropMember(at=121, agent=ELIF, command=8, member="member-c.9"))
    assert (error(story), orders(story)) == ("no_member", [])
    story.tell(consult.DropMember(at=121, agent=ELIF, command=9, member="member-c.1"))
    assert (error(story), story.state.calls["c"].members) == ("", ())
    assert do.HangUp(call="c", channel="member-c.1") in orders(story)


def test_one_is_asked_aside_at_a_time(story: Story) -> None:
    story.tell(consult.MakeConference(at=119, agent=ELIF, command=6))
    assert error(story) == "no_consultation"
    story.tell(transfer.CompleteTransfer(at=119, agent=ELIF, command=6))
    assert error(story) == "nobody_there"
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=OUTSIDE))
    for asked in (
        consult.Consult(at=121, agent=ELIF, command=8, target=MURATS),
        consult.Invite(at=121, agent=ELIF, command=9, target=MURATS),
        transfer.BlindTransfer(at=121, agent=ELIF, command=10, queue="water"),
    ):
        story.tell(asked)
        assert (error(story), orders(story)) == ("in_consultation", [])
    story.tell(consult.MakeConference(at=122, agent=ELIF, command=11))
    assert error(story) == "not_answered_yet"
    story.tell(ev.MemberAnswered(at=123, member="member-c.1"))
    story.tell(consult.MakeConference(at=124, agent=ELIF, command=12))
    assert (error(story), story.state.calls["c"].held) == ("", False)
    (changed,) = story.facts(facts.MemberChanged)
    assert (changed.call, changed.member) == ("c", "member-c.1")


def test_who_is_away_or_busy_is_not_asked(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=Target(agent=9)))
    assert (error(story), orders(story)) == ("agent_away", [])
    story.waiting("d", 121)
    story.tell(transfer.BlindTransfer(at=122, agent=ELIF, command=8, target=MURATS))
    assert (error(story), orders(story)) == ("agent_busy", [])


def test_keys_go_to_the_newest_outside_party_who_talks(story: Story) -> None:
    for number in (1, 2, 3):
        story.tell(consult.Invite(at=120, agent=ELIF, command=7, target=OUTSIDE))
        if number < 3:
            story.tell(ev.MemberAnswered(at=121, member=f"member-c.{number}"))
    story.tell(consult.Invite(at=122, agent=ELIF, command=7, target=MURATS))
    story.tell(ev.MemberAnswered(at=123, member="member-c.4"))
    story.tell(consult.PressKeys(at=124, agent=ELIF, command=8, keys="2#"))
    assert error(story) == ""
    assert orders(story) == [do.SendKeys(call="c", channel="member-c.2", keys="2#")]


def test_a_member_who_does_not_answer_is_not_rung_for_ever(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=MURATS))
    story.tell(ev.TimerFired(at=140, timer=MemberTimer("member-c.1")))
    assert do.HangUp(call="c", channel="member-c.1") in orders(story)
    murat = story.state.agents[MURAT]
    assert (murat.presence, murat.reason) == (AgentState.NOT_ANSWERING, "no_answer")
    assert story.tell(ev.TimerFired(at=141, timer=MemberTimer("member-c.1"))) == []
    story.tell(consult.Consult(at=150, agent=ELIF, command=8, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=151, member="member-c.2"))
    assert story.tell(ev.TimerFired(at=195, timer=MemberTimer("member-c.2"))) == []
    assert story.tell(ev.MemberAnswered(at=196, member="member-c.2")) == []


def test_a_citizen_is_given_to_a_colleague_at_once(story: Story) -> None:
    story.tell(transfer.BlindTransfer(at=120, agent=ELIF, command=7, target=MURATS))
    assert error(story) == ""
    assert story.facts(facts.CallTransferred) == [
        facts.CallTransferred(at=120, call="c", agent=ELIF, to_agent=MURAT)
    ]
    assert [(ring.agent, ring.offer) for ring in story.ordered(do.RingAgent)] == [(MURAT, "c.2")]
    assert story.facts(facts.CallOffered)[-1].reason == "transfer"
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP


def test_a_citizen_is_given_to_a_number_or_a_queue(story: Story) -> None:
    story.tell(transfer.BlindTransfer(at=120, agent=ELIF, command=7, target=OUTSIDE))
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    story.talking("d", MURAT, 130)
    story.tell(transfer.BlindTransfer(at=140, agent=MURAT, command=8, queue="water"))
    assert (story.state.calls["d"].priority, story.state.calls["d"].preferred) == (10, None)
    assert story.facts(facts.CallTransferred) == [
        facts.CallTransferred(at=120, call="c", agent=ELIF, number="112"),
        facts.CallTransferred(at=140, call="d", agent=MURAT, queue="water"),
    ]
    assert [fact.at for fact in story.facts(facts.CallRequeued)] == [140]


def test_the_record_of_a_transfer_names_the_number(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=121, member="member-c.1"))
    story.tell(transfer.CompleteTransfer(at=122, agent=ELIF, command=8))
    assert error(story) == ""
    assert story.facts(facts.CallTransferred) == [
        facts.CallTransferred(at=122, call="c", agent=ELIF, number="112")
    ]


def test_an_agent_hangs_up_what_rings_and_the_next_one_is_asked(story: Story) -> None:
    story.waiting("d", 120)
    story.tell(talk.HangUpCall(at=121, agent=MURAT, command=7))
    assert (error(story), orders(story)) == ("", [do.HangUp(call="d", channel="offer-d.1")])
    assert story.state.agents[MURAT].presence is AgentState.NOT_ANSWERING
    assert [ended.result for ended in story.facts(facts.OfferEnded)] == ["answered", "rejected"]
    assert story.state.calls["d"].offer is None


def test_a_telephone_that_dials_by_itself_is_hung_up(story: Story) -> None:
    assert story.tell(ev.StrayLeg(at=120, channel="x")) == [do.HangUp(call="x", channel="x")]


def conference(story: Story) -> None:
    story.tell(consult.Invite(at=120, agent=ELIF, command=7, target=MURATS))
    story.tell(ev.MemberAnswered(at=121, member="member-c.1"))


def test_the_citizen_hangs_up_and_all_have_work_after_it(story: Story) -> None:
    conference(story)
    story.tell(ev.CallerHungUp(at=130, call="c"))
    assert [each.channel for each in story.ordered(do.HangUp)][-1] == "member-c.1"
    presences = [story.state.agents[agent].presence for agent in (ELIF, MURAT)]
    assert presences == [AgentState.WRAP_UP] * 2


def test_the_agent_hangs_up_and_the_colleague_has_the_citizen(story: Story) -> None:
    conference(story)
    story.tell(ev.AgentHungUp(at=130, offer="c.1"))
    offer = story.state.calls["c"].offer
    assert offer is not None
    assert offer.agent == MURAT
    assert not story.ordered(do.HangUp)


def test_who_only_rings_and_hangs_up_is_not_asked_again_now(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=MURATS))
    story.tell(talk.HangUpCall(at=121, agent=MURAT, command=8))
    murat = story.state.agents[MURAT]
    assert (murat.presence, murat.reason) == (AgentState.NOT_ANSWERING, "rejected")
    assert not story.state.calls["c"].held


def test_a_leg_that_ends_while_it_rings_did_not_answer(story: Story) -> None:
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=MURATS))
    story.tell(ev.MemberHungUp(at=121, member="member-c.1"))
    assert [left.result for left in story.facts(facts.MemberLeft)] == [LegResult.NO_ANSWER]
    assert story.state.agents[MURAT].reason == "no_answer"


def test_a_colleague_elsewhere_has_longer_to_answer() -> None:
    story = Story(Rules(node="a", record=False))
    story.talking("c", ELIF, 100)
    target = Target(agent=MURAT, home="b")
    story.tell(consult.Consult(at=120, agent=ELIF, command=7, target=target))
    assert story.ordered(do.RingMember)[0].node == "b"
    (wait,) = story.ordered(do.StartTimer)
    assert (wait.seconds, wait.timer) == (23, MemberTimer("member-c.1"))


def test_what_comes_for_nobody_changes_nothing(story: Story) -> None:
    for event in (
        ev.LegLost(at=120, leg="member-x.1"),
        ev.LegLost(at=120, leg="member-c.1"),
        ev.MemberHungUp(at=120, member="member-x.1"),
        ev.MemberNotReached(at=120, member="member-c.1", reason=LegResult.BUSY),
        ev.OfferRejected(at=120, offer="c.1", reason=OfferResult.REJECTED),
        ev.OfferRejected(at=120, offer="x.1", reason=OfferResult.REJECTED),
        ev.TimerFired(at=120, timer=RejoinTimer("x", MURAT, 120)),
        ev.TimerFired(at=120, timer=RejoinTimer("c", MURAT, 120)),
        ev.TimerFired(at=120, timer=CitizenTimer("citizen-c")),
    ):
        assert story.tell(event) == [], event


def test_a_reload_while_somebody_rings_for_the_talk_lets_them_go(story: Story) -> None:
    story.tell(consult.Invite(at=120, agent=ELIF, command=7, target=MURATS))
    story.tell(ev.LegLost(at=121, leg="offer-c.1", page_left=True))
    assert [each.channel for each in story.ordered(do.HangUp)] == ["member-c.1"]
    assert story.state.agents[MURAT].presence is AgentState.READY
    assert story.state.calls["c"].members == ()


def test_who_is_awaited_in_a_talk_that_goes_to_the_line_has_work_after_it(story: Story) -> None:
    conference(story)
    story.tell(ev.LegLost(at=125, leg="member-c.1", page_left=True))
    assert story.state.agents[MURAT].reason == "returning"
    story.tell(transfer.BlindTransfer(at=126, agent=ELIF, command=8, queue="water"))
    assert story.state.calls["c"].awaited == ()
    assert story.state.agents[MURAT].presence is AgentState.WRAP_UP
