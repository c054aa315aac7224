"""After a restart: a member whose invitation died with the program is known by the leg alone."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, LegKind, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.state.state import MemberState, Phase, Rules, State
from alo153.switchboard.acd.talking.consult import Consult, Invite
from alo153.switchboard.acd.talking.joining import GuestJoins
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts

ELIF, MURAT = 1, 2
MEMBER = "member-c.1"


@pytest.fixture
def story() -> Story:
    """Elif talks with a citizen, and Murat is there."""
    told = Story(Rules(record=False))
    for agent in (ELIF, MURAT):
        told.ready(agent, agent)
    told.waiting("c", 10)
    told.tell(ev.OfferAnswered(at=12, offer="c.1"))
    return told


def restart(story: Story, written: State, *legs: ev.Leg) -> None:
    """Come back with the state that was `written`: what was told since died with the program."""
    story.tell(
        ev.Reconciled(
            at=30,
            calls=tuple(written.calls.values()),
            agents=tuple(written.agents.values()),
            registered=frozenset({ELIF, MURAT}),
            legs=legs,
        )
    )


def leg(channel: str, *, up: bool = True, bridged: bool = True, **more: object) -> ev.Leg:
    return ev.Leg(id=channel, up=up, bridged=bridged, call="c", **more)  # type: ignore[arg-type]


CITIZEN_WAITS = leg("ch-c", bridged=False)
CITIZEN_TALKS = leg("ch-c")
ELIFS = leg("offer-c.1")


def hung_up(story: Story) -> list[str]:
    return [order.channel for order in story.ordered(do.HangUp)]


def test_a_colleague_who_is_asked_aside_stays_and_takes_the_call(story: Story) -> None:
    written = story.state
    story.tell(Consult(at=20, agent=ELIF, target=Target(agent=MURAT)))
    story.tell(ev.MemberAnswered(at=21, member=MEMBER))
    restart(story, written, CITIZEN_WAITS, ELIFS, leg(MEMBER, agent=MURAT))
    (member,) = story.state.calls["c"].members
    assert (member.role, member.state) == (LegRole.CONSULTED, MemberState.TALKING)
    assert story.state.calls["c"].held
    assert hung_up(story) == []
    again = story.facts(facts.MemberInvited)[-1]
    assert (again.member, again.agent, again.by, again.at) == (MEMBER, MURAT, ELIF, 30)
    assert story.facts(facts.MemberJoined)[-1].at == 30
    assert story.state.agents[MURAT].presence is AgentState.TALKING
    story.tell(CompleteTransfer(at=31, agent=ELIF, command=7))
    assert story.facts(facts.CommandDone)[-1] == facts.CommandDone(at=31, command=7)
    offer = story.state.calls["c"].offer
    assert offer is not None
    assert offer.agent == MURAT


def test_a_colleague_who_still_rings_rings_on(story: Story) -> None:
    written = story.state
    story.tell(Consult(at=20, agent=ELIF, target=Target(agent=MURAT)))
    ringing = leg(MEMBER, up=False, bridged=False, agent=MURAT)
    restart(story, written, CITIZEN_WAITS, ELIFS, ringing)
    (member,) = story.state.calls["c"].members
    assert (member.role, member.state) == (LegRole.CONSULTED, MemberState.RINGING)
    assert story.state.agents[MURAT].presence is AgentState.RINGING
    assert hung_up(story) == []


def test_112_in_the_talk_keeps_its_number(story: Story) -> None:
    written = story.state
    story.tell(Invite(at=20, agent=ELIF, target=Target(number="112")))
    restart(story, written, CITIZEN_TALKS, ELIFS, leg(MEMBER, called="112"))
    (member,) = story.state.calls["c"].members
    assert (member.kind, member.role, member.number) == (
        LegKind.OUTSIDE,
        LegRole.CONFERENCE,
        "112",
    )
    assert not story.state.calls["c"].held


def test_a_guest_of_a_link_talks_with_all(story: Story) -> None:
    written = story.state
    story.tell(GuestJoins(at=20, call="c", guest="ab12", command=3))
    restart(story, written, CITIZEN_TALKS, ELIFS, leg(MEMBER, guest="ab12"))
    (member,) = story.state.calls["c"].members
    assert (member.kind, member.role) == (LegKind.GUEST, LegRole.CONFERENCE)


def test_a_citizen_who_was_sent_outside_talks_there(story: Story) -> None:
    written = story.state
    story.tell(BlindTransfer(at=20, agent=ELIF, target=Target(number="112")))
    restart(story, written, CITIZEN_WAITS, leg(MEMBER, bridged=False, called="112"))
    call = story.state.calls["c"]
    assert (call.phase, call.members[0].number) == (Phase.OUTSIDE, "112")
    assert call.members[0].talks
    assert do.Resume(call="c", channel="ch-c") in story.commands


def test_the_next_one_who_is_asked_has_a_leg_of_their_own(story: Story) -> None:
    written = story.state
    story.tell(Invite(at=20, agent=ELIF, target=Target(number="112")))
    restart(story, written, CITIZEN_TALKS, ELIFS, leg(MEMBER, called="112"))
    story.tell(Invite(at=40, agent=ELIF, target=Target(agent=MURAT)))
    (ring,) = story.ordered(do.RingMember)
    assert ring.member == "member-c.2"


@pytest.mark.parametrize("unknown", ["", "s"])
def test_a_leg_that_does_not_say_whose_it_is_ends(story: Story, unknown: str) -> None:
    written = story.state
    restart(story, written, CITIZEN_TALKS, ELIFS, leg(MEMBER, called=unknown))
    assert hung_up(story) == [MEMBER]


def test_the_leg_of_a_member_who_left_ends(story: Story) -> None:
    story.tell(Invite(at=20, agent=ELIF, target=Target(number="112")))
    story.tell(ev.MemberHungUp(at=21, member=MEMBER))
    written = story.state
    restart(story, written, CITIZEN_TALKS, ELIFS, leg(MEMBER, called="112"))
    assert hung_up(story) == [MEMBER]
    assert not story.state.calls["c"].members
