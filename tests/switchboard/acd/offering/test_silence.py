"""Legs that were dialed and say nothing, and lines to the network that fail."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, LegResult
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.offering.silence import GiveUpLine, LegRings
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import SilenceTimer

ELIF, MURAT = 1, 2
FIRST = frozenset({"trunk"})


@pytest.fixture
def story() -> Story:
    return Story()


def silent(story: Story, leg: str, at: float, failed: int = 0) -> None:
    story.tell(ev.TimerFired(at=at, timer=SilenceTimer(leg, failed)))


def lines_fail(story: Story, *lines: str) -> None:
    for line in lines:
        story.tell(ev.CitizenNotReached(at=20, call="b", outcome=CallOutcome.FAILED, line=line))


@pytest.fixture
def dialed(story: Story) -> Story:
    """Elif waits for a citizen who is dialed."""
    story.ready(ELIF, 0)
    story.tell(DialCallBack(at=10, call="b", agent=ELIF, number="+905320000103"))
    story.tell(ev.OfferAnswered(at=11, offer="b.1"))
    return story


def test_a_telephone_that_never_says_that_it_rings_is_passed_over(story: Story) -> None:
    story.ready(ELIF, 0)
    story.ready(MURAT, 1)
    story.waiting("a", 10)
    asked = [c for c in story.commands if isinstance(c, do.StartTimer)]
    assert do.StartTimer(seconds=3, timer=SilenceTimer("offer-a.1")) in asked
    silent(story, "offer-a.1", 13)
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="offer-a.1")]
    assert story.ordered(do.RingAgent)[0].agent == MURAT
    agent = story.state.agents[ELIF]
    assert (agent.presence, agent.reason) == (AgentState.NOT_ANSWERING, "unreachable")
    assert story.facts(facts.OfferEnded)[0].result == "unreachable"


def test_where_telephones_may_ring_longer_they_may_be_silent_longer() -> None:
    story = Story(Rules(ring=60))
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    asked = [c for c in story.commands if isinstance(c, do.StartTimer)]
    assert do.StartTimer(seconds=9, timer=SilenceTimer("offer-a.1")) in asked


def test_a_telephone_that_rings_is_waited_for(story: Story) -> None:
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    story.tell(LegRings(at=10.1, leg="offer-a.1"))
    silent(story, "offer-a.1", 13)
    assert not story.commands


def test_after_a_restart_every_telephone_is_taken_for_one_that_rings(story: Story) -> None:
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    call, agents = story.state.calls["a"], tuple(story.state.agents.values())
    legs = [ev.Leg(id=leg, up=leg == "ch-a", bridged=False) for leg in ("ch-a", "offer-a.1")]
    there = frozenset({ELIF})
    story.tell(
        ev.Reconciled(at=12, calls=(call,), agents=agents, legs=tuple(legs), registered=there)
    )
    silent(story, "offer-a.1", 13)
    assert story.state.calls["a"].offer == call.offer


def test_the_caller_who_comes_back_waits_on_for_a_telephone_that_is_silent(story: Story) -> None:
    story.talking("a", ELIF, 0)
    story.tell(ev.LegLost(at=60, leg="offer-a.1"))
    assert story.ordered(do.RingAgent)[0].agent == ELIF
    silent(story, "offer-a.2", 63)
    assert story.ordered(do.HangUp) == [do.HangUp(call="a", channel="offer-a.2")]
    assert story.state.agents[ELIF].reason == "returning"


def test_a_line_that_fails_is_replaced_by_another(dialed: Story) -> None:
    assert dialed.ordered(do.DialCitizen)[0].failed == frozenset()
    lines_fail(dialed, "trunk")
    again = dialed.ordered(do.DialCitizen)[0]
    assert (again.failed, again.number, again.agent_leg) == (FIRST, "+905320000103", "offer-b.1")
    dialed.tell(ev.CitizenAnswered(at=25, call="b"))
    assert dialed.ordered(do.BridgeThem)


def test_when_no_line_is_left_the_call_fails(dialed: Story) -> None:
    lines_fail(dialed, "trunk", "")
    assert dialed.facts(facts.CallEnded)[0].outcome is CallOutcome.FAILED


def test_a_line_that_fails_twice_in_a_call_is_not_tried_for_ever(dialed: Story) -> None:
    lines_fail(dialed, "trunk", "trunk")
    assert dialed.facts(facts.CallEnded)[0].outcome is CallOutcome.FAILED


def test_a_silent_line_is_given_up_once_and_a_ringing_one_never(dialed: Story) -> None:
    silent(dialed, "citizen-b", 22)
    given_up = GiveUpLine(call="b", channel="citizen-b", failed=frozenset())
    assert dialed.commands == [given_up]
    lines_fail(dialed, "trunk")
    silent(dialed, "citizen-b", 31)
    assert not dialed.commands, "the timer of the first line"
    dialed.tell(LegRings(at=32, leg="citizen-b"))
    silent(dialed, "citizen-b", 33, failed=1)
    assert not dialed.commands


def test_a_number_asked_into_a_call_is_dialed_by_another_line(story: Story) -> None:
    story.talking("a", ELIF, 0)
    story.tell(Consult(at=10, agent=ELIF, target=Target(number="112"), command=1))
    silent(story, "member-a.1", 21)
    assert story.commands == [GiveUpLine(call="a", channel="member-a.1", failed=frozenset())]
    failed = ev.MemberNotReached(
        at=22, member="member-a.1", reason=LegResult.UNREACHABLE, line="trunk"
    )
    story.tell(failed)
    assert story.ordered(do.RingMember)[0].failed == FIRST
    story.tell(failed)
    assert story.facts(facts.MemberLeft)[-1].result == "unreachable"
    story.tell(Consult(at=30, agent=ELIF, target=Target(number="112"), command=2))
    assert story.ordered(do.RingMember)[0].failed == frozenset(), "each asking tries all lines"
