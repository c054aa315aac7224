"""Legs that were dialed and say nothing, and lines to the network that fail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, LegResult
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.offering.silence import GiveUpLine, LegRings
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import CitizenTimer, MemberTimer, SilenceTimer

ELIF, MURAT = 1, 2
FIRST = frozenset({"trunk"})


@pytest.fixture
def story() -> Story:
    return Story()


def silent(story: Story, leg: str, at: float) -> None:
    story.tell(ev.TimerFired(at=at, timer=SilenceTimer(leg)))


def lines_fail(story: Story, *lines: str) -> None:
    """Let every leg to the citizen fail in turn, each by one of these lines."""
    for line in lines:
        story.tell(failure(story.state.calls["b"].channel, line))


def failure(leg: str, line: str) -> ev.CitizenNotReached:
    return ev.CitizenNotReached(at=20, call="b", channel=leg, outcome=CallOutcome.FAILED, line=line)


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
    dialed.tell(ev.CitizenAnswered(at=25, call="b", channel="citizen-b.2"))
    assert [order.channel for order in dialed.ordered(do.BridgeThem)] == ["citizen-b.2"]


def test_what_is_told_twice_of_a_failed_line_says_nothing_of_the_next(dialed: Story) -> None:
    """Asterisk tells the end of a leg for its channel and again for its telephone."""
    lines_fail(dialed, "trunk")
    late = [
        failure("citizen-b", "trunk"),
        ev.CallerHungUp(at=21, call="b", channel="citizen-b"),
        ev.TimerFired(at=61, timer=CitizenTimer("citizen-b")),
    ]
    for event in late:
        assert dialed.tell(event) == [], event
    dialed.tell(ev.CitizenAnswered(at=62, call="b", channel="citizen-b.2"))
    assert dialed.state.calls["b"].phase is Phase.TALKING
    for event in late:
        assert dialed.tell(event) == [], event


def test_a_leg_that_answers_for_nobody_is_hung_up(dialed: Story) -> None:
    lines_fail(dialed, "trunk")
    late = ev.CitizenAnswered(at=21, call="b", channel="citizen-b")
    assert dialed.tell(late) == [do.HangUp(call="b", channel="citizen-b")]
    dialed.tell(ev.AgentHungUp(at=22, offer="b.1"))
    for event, leg in (
        (ev.CitizenAnswered(at=23, call="b", channel="citizen-b.2"), "citizen-b.2"),
        (ev.OfferAnswered(at=23, offer="b.1"), "offer-b.1"),
        (ev.MemberAnswered(at=23, member="member-b.1"), "member-b.1"),
    ):
        assert dialed.tell(event) == [do.HangUp(call="b", channel=leg)]


def test_a_leg_of_which_asterisk_did_not_tell_is_hung_up(dialed: Story) -> None:
    unsure = replace(failure("citizen-b", ""), may_ring=True)
    dialed.tell(unsure)
    gone = [order.channel for order in dialed.ordered(do.HangUp)]
    assert gone == ["citizen-b", "offer-b.1"]


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
    dialed.tell(LegRings(at=32, leg="citizen-b.2"))
    silent(dialed, "citizen-b.2", 33)
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
    (again,) = story.ordered(do.RingMember)
    assert (again.member, again.number, again.failed) == ("member-a.2", "112", FIRST)
    assert story.facts(facts.MemberLeft)[-1].result == "line_failed"
    assert story.facts(facts.MemberInvited)[-1].member == "member-a.2"
    assert story.tell(failed) == [], "told twice"
    assert story.tell(ev.TimerFired(at=60, timer=MemberTimer("member-a.1"))) == []
    story.tell(replace(failed, member="member-a.2"))
    assert story.facts(facts.MemberLeft)[-1].result == "unreachable"
    story.tell(Consult(at=30, agent=ELIF, target=Target(number="112"), command=2))
    assert story.ordered(do.RingMember)[0].failed == frozenset(), "each asking tries all lines"
