"""A leg of a conference is lost, by a reload or a dead network: the place in it is kept."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, LegResult, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentReady
from alo153.switchboard.acd.state.state import MemberState, Phase
from alo153.switchboard.acd.talking.consult import Consult, DropMember, Invite, MakeConference
from alo153.switchboard.acd.talking.transfer import CompleteTransfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import RejoinTimer

ELIF, MURAT = 1, 2
MURATS, MURATS_NEXT = "member-c.1", "member-c.2"


@pytest.fixture
def story() -> Story:
    """Fatma, Elif, whose call it is, and Murat talk together since second 130."""
    told = Story()
    told.talking("c", ELIF, 100)
    told.ready(MURAT, 110)
    told.tell(Consult(at=120, agent=ELIF, target=Target(agent=MURAT), command=7))
    told.tell(ev.MemberAnswered(at=125, member=MURATS))
    told.tell(MakeConference(at=130, agent=ELIF, command=8))
    return told


def reload(story: Story, leg: str, agent: int, at: float) -> None:
    """The page goes, its telephone is away, its leg ends."""
    story.tell(ev.LegLost(at=at, leg=leg, page_left=True))
    story.tell(ev.AgentReachable(at=at, agent=agent, reachable=False))
    offer = leg.removeprefix("offer-")
    gone = (
        ev.MemberHungUp(at=at, member=leg) if offer == leg else ev.AgentHungUp(at=at, offer=offer)
    )
    story.tell(gone)


def comes_back(story: Story, agent: int, at: float) -> None:
    story.tell(ev.AgentReachable(at=at, agent=agent, reachable=True))


def stands(story: Story, agent: int) -> tuple[AgentState, str]:
    return story.state.agents[agent].presence, story.state.agents[agent].reason


def test_a_colleague_who_reloads_is_awaited_and_the_others_talk_on(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    call = story.state.calls["c"]
    assert (call.phase, call.held, call.members) == (Phase.TALKING, False, ())
    assert stands(story, MURAT) == (AgentState.PAUSED, "returning")
    assert story.state.agents[MURAT].until == 155


def test_back_in_time_the_colleague_is_in_the_conference_again(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    comes_back(story, MURAT, 142)
    (ring,) = story.ordered(do.RingMember)
    assert (ring.member, ring.agent) == (MURATS_NEXT, MURAT)
    assert stands(story, MURAT) == (AgentState.RINGING, "returning"), "the page picks up by itself"
    story.tell(ev.MemberAnswered(at=143, member=MURATS_NEXT))
    (member,) = story.state.calls["c"].members
    assert (member.role, member.state) == (LegRole.CONFERENCE, MemberState.TALKING)
    assert stands(story, MURAT) == (AgentState.TALKING, "")
    story.tell(ev.TimerFired(at=155, timer=RejoinTimer("c", MURAT, 155)))
    assert len(story.state.calls["c"].members) == 1


def test_the_agent_of_the_call_comes_back_beside_the_colleague_who_has_it_now(story: Story) -> None:
    reload(story, "offer-c.1", ELIF, 140)
    call = story.state.calls["c"]
    assert call.offer is not None
    assert (call.phase, call.offer.agent) == (Phase.TALKING, MURAT)
    comes_back(story, ELIF, 142)
    story.tell(ev.MemberAnswered(at=143, member=story.ordered(do.RingMember)[0].member))
    assert [one.agent for one in story.state.calls["c"].members] == [ELIF]
    assert stands(story, ELIF) == (AgentState.TALKING, "")


def test_with_only_an_outside_party_left_the_agent_has_the_call_again(story: Story) -> None:
    story.tell(DropMember(at=131, agent=ELIF, member=MURATS, command=9))
    story.tell(Invite(at=132, agent=ELIF, target=Target(number="112"), command=10))
    story.tell(ev.MemberAnswered(at=133, member="member-c.2"))
    reload(story, "offer-c.1", ELIF, 140)
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    comes_back(story, ELIF, 142)
    story.tell(ev.MemberAnswered(at=143, member="member-c.3"))
    call = story.state.calls["c"]
    assert call.offer is not None
    assert (call.phase, call.offer.agent) == (Phase.TALKING, ELIF)


def test_when_all_others_leave_the_citizen_hears_music_until_the_colleague_is_back(
    story: Story,
) -> None:
    reload(story, MURATS, MURAT, 140)
    story.tell(Invite(at=141, agent=ELIF, target=Target(number="112"), command=10))
    story.tell(ev.MemberAnswered(at=142, member="member-c.2"))
    story.tell(CompleteTransfer(at=143, agent=ELIF, command=11))
    story.tell(ev.MemberHungUp(at=144, member="member-c.2"))
    assert (story.state.calls["c"].phase, story.state.calls["c"].held) == (Phase.OUTSIDE, True)
    comes_back(story, MURAT, 145)
    story.tell(ev.MemberAnswered(at=146, member="member-c.3"))
    call = story.state.calls["c"]
    assert call.offer is not None
    assert (call.offer.agent, call.held) == (MURAT, False)


def test_who_does_not_come_back_takes_no_calls(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    story.tell(ev.TimerFired(at=155, timer=RejoinTimer("c", MURAT, 155)))
    assert stands(story, MURAT) == (AgentState.NOT_ANSWERING, "not_back")
    assert story.state.calls["c"].awaited == ()


def test_who_is_ready_instead_is_not_awaited_any_more(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    story.tell(AgentReady(at=141, agent=MURAT))
    assert story.state.calls["c"].awaited == ()


def test_the_call_ends_meanwhile_and_there_is_work_after_it(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    story.tell(ev.CallerHungUp(at=141, call="c"))
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.ANSWERED
    assert stands(story, MURAT) == (AgentState.WRAP_UP, "")


def test_a_second_reload_while_it_rings_goes_on_waiting(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    comes_back(story, MURAT, 142)
    story.tell(ev.AgentReachable(at=143, agent=MURAT, reachable=False))
    assert [gone.channel for gone in story.ordered(do.HangUp)] == [MURATS_NEXT]
    assert stands(story, MURAT) == (AgentState.PAUSED, "returning")
    comes_back(story, MURAT, 144)
    assert [ring.agent for ring in story.ordered(do.RingMember)] == [MURAT]


def test_the_old_page_refuses_and_the_new_one_rings_when_it_is_there(story: Story) -> None:
    reload(story, MURATS, MURAT, 140)
    comes_back(story, MURAT, 141)
    story.tell(ev.MemberNotReached(at=141.5, member=MURATS_NEXT, reason=LegResult.REJECTED))
    assert stands(story, MURAT) == (AgentState.PAUSED, "returning")
    assert story.state.agents[MURAT].until == 155
    comes_back(story, MURAT, 146)
    assert [ring.member for ring in story.ordered(do.RingMember)] == ["member-c.3"]
    story.tell(ev.TimerFired(at=155, timer=RejoinTimer("c", MURAT, 155)))
    story.tell(ev.MemberNotReached(at=156, member="member-c.3", reason=LegResult.REJECTED))
    assert stands(story, MURAT) == (AgentState.NOT_ANSWERING, "rejected")


def test_a_leg_lost_while_no_program_ran_is_awaited_too(story: Story) -> None:
    story.tell(
        ev.Reconciled(
            at=150,
            calls=tuple(story.state.calls.values()),
            agents=tuple(story.state.agents.values()),
            legs=(
                ev.Leg(id="ch-c", up=True, bridged=True, call="c"),
                ev.Leg(id="offer-c.1", up=True, bridged=True, call="c"),
            ),
            bridges=("c",),
            registered=frozenset({ELIF}),
        )
    )
    assert [one.agent for one in story.state.calls["c"].awaited] == [MURAT]
    assert stands(story, MURAT) == (AgentState.PAUSED, "returning")
