"""A leg that Asterisk kept after its call is ended; those of calls that stand are left alone."""

from __future__ import annotations

from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.recovery.outliving import LegsSeen
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev

ELIF = 7


def ended(story: Story, *legs: str) -> list[str]:
    """Tell which legs are in Asterisk, and list those that are to end."""
    story.tell(LegsSeen(at=40, legs=frozenset(legs)))
    return [command.channel for command in story.ordered(do.HangUp)]


def test_a_leg_of_a_call_that_is_over_is_ended() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(HangUpCall(at=20, agent=ELIF, command=1))
    assert not story.state.calls
    assert ended(story, "offer-a.1") == ["offer-a.1"]


def test_a_call_that_stands_keeps_everybody() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(Consult(at=20, agent=ELIF, target=Target(number="112"), command=1))
    (ring,) = story.ordered(do.RingMember)
    assert ended(story, "offer-a.1", ring.member) == []


def test_of_two_dials_the_one_whose_line_failed_is_ended() -> None:
    story = Story()
    story.ready(ELIF, 0)
    story.tell(DialCallBack(at=1, call="b", agent=ELIF, number="6", command=1))
    story.tell(ev.OfferAnswered(at=2, offer="b.1"))
    (first,) = story.ordered(do.DialCitizen)
    failed = ev.CitizenNotReached(
        at=3,
        call="b",
        channel=first.channel,
        outcome=CallOutcome.FAILED,
        line="trunk",
        may_ring=True,
    )
    story.tell(failed)
    (second,) = story.ordered(do.DialCitizen)
    assert ended(story, "offer-b.1", first.channel, second.channel) == [first.channel]
