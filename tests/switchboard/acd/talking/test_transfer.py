"""Members of a call: asked aside, joined, handed over, and every way it can go wrong."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, LegResult, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.state.state import Member, Phase
from alo153.switchboard.acd.talking.consult import (
    CancelConsultation,
    Consult,
    Invite,
    MakeConference,
    PressKeys,
)
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall, ResumeCall
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import RejoinTimer

ELIF, MURAT = 1, 2
INTERPRETER = Target(number="+902623310001")
MEMBER = "member-c.1"


@pytest.fixture
def story() -> Story:
    """Fatma talks with Elif; Murat is ready."""
    told = Story()
    told.talking("c", ELIF, 100)
    told.ready(MURAT, 110)
    return told


def consult(story: Story, target: Target, at: float = 120) -> None:
    story.tell(Consult(at=at, agent=ELIF, target=target, command=7))


def answer(story: Story, at: float = 125, member: str = MEMBER) -> None:
    story.tell(ev.MemberAnswered(at=at, member=member))


def lose(story: Story, leg: str, at: float) -> None:
    """A page with a telephone is left: its leg ends, and nobody hung up."""
    story.tell(ev.LegLost(at=at, leg=leg, page_left=True))
    offer = leg.removeprefix("offer-")
    gone = (
        ev.MemberHungUp(at=at, member=leg) if offer == leg else ev.AgentHungUp(at=at, offer=offer)
    )
    story.tell(gone)


def errors(story: Story) -> list[str]:
    return [fact.error for fact in story.facts(facts.CommandDone)]


def only_member(story: Story) -> Member:
    (member,) = story.state.calls["c"].members
    return member


def test_who_is_asked_rings_while_the_citizen_hears_music(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    assert story.ordered(do.Hold)
    (ring,) = story.ordered(do.RingMember)
    assert (ring.agent, ring.number, ring.agent_leg) == (MURAT, "5", "offer-c.1")
    assert story.state.agents[MURAT].presence is AgentState.RINGING
    assert only_member(story).role is LegRole.CONSULTED


def test_the_transfer_frees_the_first_agent_and_the_second_has_the_call(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    answer(story)
    story.tell(CompleteTransfer(at=130, agent=ELIF, command=8))
    call = story.state.calls["c"]
    assert call.offer is not None
    assert (call.phase, call.offer.agent, call.members) == (Phase.TALKING, MURAT, ())
    assert [gone.channel for gone in story.ordered(do.HangUp)] == ["offer-c.1"]
    assert story.ordered(do.Resume)
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP
    (transferred,) = story.facts(facts.CallTransferred)
    assert (transferred.agent, transferred.to_agent) == (ELIF, MURAT)
    story.tell(HangUpCall(at=150, agent=MURAT, command=9))
    (end,) = story.facts(facts.CallEnded)
    assert (end.outcome, end.by, end.agent) == (CallOutcome.ANSWERED, CallParty.AGENT, MURAT)


def test_a_transfer_to_one_who_still_rings_waits(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    story.tell(CompleteTransfer(at=122, agent=ELIF, command=8))
    assert errors(story)[-1] == "not_answered_yet"
    assert story.state.calls["c"].offer is not None


def test_two_commands_that_cross_count_once(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    answer(story)
    story.tell(CompleteTransfer(at=130, agent=ELIF, command=8))
    story.tell(CancelConsultation(at=130.1, agent=ELIF, command=9))
    assert errors(story)[-1] == "no_call"
    assert not story.ordered(do.HangUp)


def test_who_is_busy_brings_the_citizen_back(story: Story) -> None:
    consult(story, INTERPRETER)
    story.tell(ev.MemberNotReached(at=122, member=MEMBER, reason=LegResult.BUSY))
    assert story.ordered(do.Resume)
    assert story.facts(facts.MemberLeft)[-1].result == "busy"
    assert story.state.calls["c"].members == ()


def test_nobody_listens_in_on_a_consultation(story: Story) -> None:
    consult(story, INTERPRETER)
    answer(story)
    story.tell(ResumeCall(at=130, agent=ELIF, command=8))
    assert errors(story)[-1] == "in_consultation"
    assert not story.ordered(do.Resume)


def test_the_agents_leg_is_lost_and_who_was_asked_has_the_citizen(story: Story) -> None:
    consult(story, INTERPRETER)
    answer(story)
    lose(story, "offer-c.1", at=130)
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    assert not story.state.calls["c"].held
    story.tell(ev.MemberHungUp(at=140, member=MEMBER))
    assert story.state.calls["c"].held, "music until Elif is back"
    story.tell(ev.TimerFired(at=145, timer=RejoinTimer("c", ELIF, 145)))
    assert story.state.calls["c"].phase is Phase.WAITING


def test_the_last_outside_party_hangs_up(story: Story) -> None:
    consult(story, INTERPRETER)
    answer(story)
    story.tell(CompleteTransfer(at=130, agent=ELIF, command=8))
    story.tell(ev.MemberHungUp(at=140, member=MEMBER))
    (end,) = story.facts(facts.CallEnded)
    assert (end.outcome, end.by) == (CallOutcome.ANSWERED, CallParty.OUTSIDE)


def test_an_outside_number_that_does_not_answer_sends_the_citizen_back_to_the_line(
    story: Story,
) -> None:
    story.tell(AgentNotReady(at=115, agent=MURAT, reason="break"))
    story.tell(BlindTransfer(at=120, agent=ELIF, target=INTERPRETER, command=8))
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    story.tell(ev.MemberNotReached(at=140, member=MEMBER, reason=LegResult.NO_ANSWER))
    call = story.state.calls["c"]
    assert (call.phase, call.queued_at) == (Phase.WAITING, 100)


def test_a_queue_gets_the_citizen_with_the_first_waiting_time(story: Story) -> None:
    story.tell(AgentNotReady(at=115, agent=MURAT, reason="break"))
    story.tell(BlindTransfer(at=120, agent=ELIF, queue="water", command=8))
    call = story.state.calls["c"]
    assert (call.phase, call.queue, call.queued_at) == (Phase.WAITING, "water", 100)
    assert call.priority > 0


def test_112_joins_without_music_and_the_agent_leaves_them(story: Story) -> None:
    story.tell(Invite(at=120, agent=ELIF, target=Target(number="112"), command=7))
    assert not story.ordered(do.Hold)
    story.tell(CompleteTransfer(at=121, agent=ELIF, command=8))
    assert errors(story)[-1] == "not_answered_yet"
    answer(story)
    story.tell(CompleteTransfer(at=130, agent=ELIF, command=9))
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    assert not story.ordered(do.Hold)


def test_keys_go_to_the_outside_party_and_else_to_the_citizen(story: Story) -> None:
    story.tell(PressKeys(at=119, agent=ELIF, keys="1", command=6))
    assert [keys.channel for keys in story.ordered(do.SendKeys)] == ["ch-c"]
    consult(story, INTERPRETER)
    answer(story)
    story.tell(PressKeys(at=130, agent=ELIF, keys="2", command=8))
    assert [keys.channel for keys in story.ordered(do.SendKeys)] == [MEMBER]


def test_a_member_of_a_call_decides_nothing_and_leaves_alone(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    answer(story)
    story.tell(MakeConference(at=130, agent=ELIF, command=8))
    story.tell(HoldCall(at=131, agent=MURAT, command=9))
    assert errors(story)[-1] == "no_call"
    story.tell(HangUpCall(at=132, agent=MURAT, command=10))
    assert [gone.channel for gone in story.ordered(do.HangUp)] == [MEMBER]
    assert story.state.calls["c"].phase is Phase.TALKING
    assert story.state.agents[MURAT].presence is AgentState.WRAP_UP


@pytest.mark.parametrize("answered", [False, True])
def test_a_hang_up_in_a_consultation_is_the_same_by_the_desk_and_by_the_telephone(
    story: Story, *, answered: bool
) -> None:
    consult(story, Target(agent=MURAT))
    if answered:
        answer(story)
    story.tell(ev.AgentHungUp(at=130, offer="c.1"))
    assert MEMBER in [gone.channel for gone in story.ordered(do.HangUp)]
    assert story.state.agents[MURAT].presence is AgentState.READY
    (ring,) = story.ordered(do.RingAgent)
    assert ring.agent == ELIF, "the telephone ended its leg, and is rung to come back"
    story.tell(ev.OfferAnswered(at=132, offer=ring.offer))
    call = story.state.calls["c"]
    assert (call.phase, call.held, call.members) == (Phase.TALKING, False, ())
    assert call.offer is not None
    assert call.offer.agent == ELIF


def test_a_reload_while_somebody_asked_still_rings_lets_them_go(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    lose(story, "offer-c.1", at=122)
    assert story.state.agents[MURAT].presence is AgentState.READY
    assert story.state.calls["c"].phase is Phase.RETURNING
    story.tell(ev.AgentReachable(at=124, agent=ELIF, reachable=True))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]


def test_a_talk_that_is_ended_by_right_ends_while_a_colleague_is_asked_aside(story: Story) -> None:
    consult(story, Target(agent=MURAT))
    answer(story)
    story.tell(HangUpCall(at=130, agent=ELIF, by_right=True))
    assert {leg.channel for leg in story.ordered(do.HangUp)} == {"ch-c", "offer-c.1", MEMBER}
    assert story.facts(facts.CallEnded)[0].by is CallParty.AGENT
    assert story.state.agents[MURAT].presence is AgentState.READY
