"""The center calls a citizen: who is rung in vain, what fails, and what comes too late."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.offering.silence import LegRings
from alo153.switchboard.acd.state.leg_ids import number_of_member
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import (
    CitizenTimer,
    OverflowTimer,
    RingTimer,
    SharedRingTimer,
    SilenceTimer,
)

ELIF, MURAT = 1, 2


@pytest.fixture
def story() -> Story:
    """Fatma talks with Elif; Murat is ready."""
    told = Story()
    told.talking("c", ELIF, 100)
    told.ready(MURAT, 110)
    return told


def orders(story: Story) -> list[do.CallCommand]:
    return story.ordered(do.CallCommand)


def ended(story: Story) -> tuple[CallOutcome, CallParty]:
    (fact,) = story.facts(facts.CallEnded)
    return fact.outcome, fact.by


def dial(story: Story) -> None:
    story.tell(DialCallBack(at=120, call="d", agent=MURAT, number="6", command=7))


def dialed(story: Story) -> None:
    dial(story)
    story.tell(ev.OfferAnswered(at=121, offer="d.1"))


def test_who_does_not_answer_the_own_telephone_called_nobody(story: Story) -> None:
    dial(story)
    assert story.tell(LegRings(at=120.5, leg="offer-d.1")) == []
    before = story.state
    assert story.tell(LegRings(at=120.6, leg="offer-d.1")) == []
    assert story.state.calls["d"] is before.calls["d"]
    story.tell(ev.TimerFired(at=140, timer=RingTimer("d.1")))
    assert ended(story) == (CallOutcome.FAILED, CallParty.AGENT)
    assert orders(story) == [do.HangUp(call="d", channel="offer-d.1")]


def test_a_called_citizen_hangs_up_or_never_answers(story: Story) -> None:
    dialed(story)
    before = story.state
    story.tell(ev.CallerHungUp(at=130, call="d", channel="citizen-d"))
    assert ended(story) == (CallOutcome.NO_ANSWER, CallParty.CITIZEN)
    assert orders(story) == [do.HangUp(call="d", channel="offer-d.1")]
    story.told.clear()
    story.state = before
    story.tell(ev.TimerFired(at=171, timer=CitizenTimer("citizen-d")))
    assert ended(story) == (CallOutcome.NO_ANSWER, CallParty.SWITCHBOARD)
    story.told.clear()
    story.state = before
    story.tell(ev.AgentHungUp(at=130, offer="d.1"))
    assert ended(story) == (CallOutcome.CANCELED, CallParty.AGENT)
    assert orders(story) == [do.HangUp(call="d", channel="citizen-d")]


def test_after_a_line_failed_the_citizen_is_dialed_by_another_leg(story: Story) -> None:
    dialed(story)
    story.tell(LegRings(at=122, leg="citizen-d"))
    assert story.state.calls["d"].ringing == {"citizen-d"}
    failed = ev.CitizenNotReached(
        at=123, call="d", channel="citizen-d", outcome=CallOutcome.FAILED, line="trunk"
    )
    story.tell(failed)
    call = story.state.calls["d"]
    assert (call.channel, call.failed_lines) == ("citizen-d.2", {"trunk"})
    assert call.channel not in call.ringing
    assert story.ordered(do.StartTimer)[0].timer == SilenceTimer("citizen-d.2")


def test_who_has_no_telephone_calls_nobody_back(story: Story) -> None:
    story.tell(ev.AgentReachable(at=119, agent=MURAT, reachable=False))
    story.tell(DialCallBack(at=120, call="d", agent=MURAT, number="6", command=7))
    assert (story.facts(facts.CommandDone)[-1].error, orders(story)) == ("unreachable", [])


def test_who_is_asked_aside_and_takes_a_pause_is_let_go(story: Story) -> None:
    story.tell(Consult(at=120, agent=ELIF, target=Target(agent=MURAT)))
    story.tell(AgentNotReady(at=121, agent=MURAT, reason="meal"))
    assert do.HangUp(call="c", channel="member-c.1") in orders(story)
    assert story.state.agents[MURAT].presence is AgentState.PAUSED
    assert (story.state.calls["c"].members, story.state.calls["c"].held) == ((), False)


def test_what_comes_too_late_changes_nothing(story: Story) -> None:
    for event in (
        LegRings(at=120, leg="offer-x.1"),
        ev.TimerFired(at=120, timer=SharedRingTimer("x.1")),
        ev.TimerFired(at=120, timer=OverflowTimer("c", "general")),
        ev.TimerFired(at=120, timer=OverflowTimer("x", "general")),
    ):
        assert story.tell(event) == [], event
    story.tell(AgentNotReady(at=121, agent=MURAT, reason="meal"))
    story.waiting("w", 130)
    assert story.tell(ev.TimerFired(at=190, timer=OverflowTimer("w", "water"))) == []


def test_a_leg_tells_which_member_of_its_call_it_is() -> None:
    assert (number_of_member("member-c.12"), number_of_member("offer-c.1")) == (12, 0)


def test_a_call_of_another_node_has_waited_since_it_was_queued() -> None:
    shared = SharedCall(id="a", node="b", queue="general", queued_at=100)
    assert (shared.waited(160), shared.waited(90)) == (60, 0)
