"""Somebody with a link is let into the talk, and nobody else is."""

from __future__ import annotations

from tests.switchboard.acd.story import Story

from alo153.calls.call_words import LegKind
from alo153.switchboard.acd.state.state import MemberState
from alo153.switchboard.acd.talking.joining import GuestJoins
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CommandDone, MemberInvited

ELIF = 7


def knocks(story: Story, call: str = "a") -> list[do.Command]:
    return story.tell(GuestJoins(at=20, call=call, guest="ab12", command=3))


def test_the_browser_behind_the_link_is_rung_and_joins_the_talk() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    knocks(story)
    (ring,) = story.ordered(do.RingMember)
    assert (ring.guest, ring.agent, ring.number) == ("ab12", None, "")
    story.tell(ev.MemberAnswered(at=21, member=ring.member))
    assert [fact.error for fact in story.facts(CommandDone)] == [""]
    (member,) = story.state.calls["a"].members
    assert (member.kind, member.state) == (LegKind.GUEST, MemberState.TALKING)
    assert story.ordered(do.JoinTalk)
    assert not story.ordered(do.Hold)


def test_a_browser_that_knocks_again_is_rung_once() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    knocks(story)
    (ring,) = story.ordered(do.RingMember)
    knocks(story)
    assert story.commands == [do.Record(fact=CommandDone(at=20, command=3))]
    story.tell(ev.MemberAnswered(at=21, member=ring.member))
    knocks(story)
    assert len(story.facts(MemberInvited)) == 1
    story.tell(ev.MemberHungUp(at=22, member=ring.member))
    knocks(story)
    assert story.ordered(do.RingMember), "whoever has left may come again"


def test_a_knock_in_vain_is_followed_by_one_that_is_heard() -> None:
    story = Story()
    story.waiting("a", 0)
    knocks(story)
    story.ready(ELIF, 1)
    story.tell(ev.OfferAnswered(at=2, offer="a.1"))
    knocks(story)
    assert story.ordered(do.RingMember)


def test_a_call_that_is_not_talked_on_lets_nobody_in() -> None:
    story = Story()
    story.waiting("a", 0)
    for call in ("a", "gone"):
        knocks(story, call)
        assert not story.ordered(do.RingMember)
    assert [fact.error for fact in story.facts(CommandDone)] == ["no_call", "no_call"]
    assert not story.facts(MemberInvited)
