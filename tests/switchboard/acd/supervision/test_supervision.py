"""Supervisors listen, whisper, barge in and take over; a guest is never without the mentor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, MonitoringMode
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.recording import messages as rec
from alo153.switchboard.acd.state.monitors import Seat
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.supervision import commands as order
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.acd.supervision import facts as told
from alo153.switchboard.acd.talking.talk import HoldCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import MonitorTimer

ELIF, MURAT, HAKAN = 1, 2, 3
LISTEN, WHISPER, BARGE = MonitoringMode


@pytest.fixture
def story() -> Story:
    """Elif talks; Hakan, who supervises, is on a break with his telephone on."""
    story = Story()
    story.talking("a", ELIF, 0)
    story.ready(HAKAN, 1)
    story.tell(AgentNotReady(at=1, agent=HAKAN, reason="meeting"))
    return story


def supervise(story: Story, mode: MonitoringMode, at: float, agent: int = ELIF) -> None:
    story.tell(
        ask.Supervise(at=at, monitor="e", supervisor=HAKAN, agent=agent, mode=mode, command=int(at))
    )


def hearing(story: Story, mode: MonitoringMode = LISTEN) -> None:
    supervise(story, mode, 10)
    story.tell(ask.MonitorAnswered(at=11, monitor="e"))


def errors(story: Story) -> list[str]:
    return [fact.error for fact in story.facts(facts.CommandDone)]


def orders(story: Story) -> list[do.CallCommand]:
    return story.ordered(do.CallCommand)


def test_listening_rings_the_supervisor_and_then_hears_the_agents_leg(story: Story) -> None:
    supervise(story, LISTEN, 10)
    assert orders(story) == [
        order.RingSupervisor(call="e", supervisor=HAKAN, number="5", seconds=20)
    ]
    assert story.state.agents[HAKAN].presence is AgentState.SUPERVISING
    story.tell(ask.MonitorAnswered(at=11, monitor="e"))
    assert orders(story) == [
        order.StartMonitoring(call="e", channel="offer-a.1", snoop="snoop-e.1", whisper=False)
    ]
    began = story.facts(told.MonitoringBegan)[0]
    assert (began.call, began.supervisor, began.agent, began.mode) == ("a", HAKAN, ELIF, LISTEN)


def test_no_call_is_offered_to_one_who_listens(story: Story) -> None:
    hearing(story)
    story.tell(AgentReady(at=12, agent=HAKAN))
    story.waiting("b", 13)
    assert story.state.calls["b"].offer is None
    story.tell(ask.StopSupervising(at=20, supervisor=HAKAN, command=20))
    assert story.ordered(do.RingAgent)[0].agent == HAKAN


def test_after_listening_the_pause_of_before_goes_on(story: Story) -> None:
    hearing(story)
    story.tell(ask.StopSupervising(at=20, supervisor=HAKAN, command=20))
    assert orders(story) == [
        order.StopMonitoring(call="e", snoop="snoop-e.1"),
        order.RemoveMonitor(call="e"),
        do.HangUp(call="e", channel="supervisor-e"),
    ]
    hakan = story.state.agents[HAKAN]
    assert (hakan.presence, hakan.reason) == (AgentState.PAUSED, "meeting")
    assert story.state.calls["a"].phase is Phase.TALKING


def test_from_listening_to_whispering_to_barging_in_and_back(story: Story) -> None:
    hearing(story)
    supervise(story, WHISPER, 12)
    assert orders(story) == [
        order.StopMonitoring(call="e", snoop="snoop-e.1"),
        order.StartMonitoring(call="e", channel="offer-a.1", snoop="snoop-e.2", whisper=True),
    ]
    supervise(story, BARGE, 13)
    assert orders(story) == [
        order.StopMonitoring(call="e", snoop="snoop-e.2"),
        order.BargeIn(call="e", into="a"),
    ]
    supervise(story, BARGE, 13.5)
    assert orders(story) == []
    supervise(story, LISTEN, 14)
    assert orders(story) == [
        order.StepOut(call="e", out_of="a"),
        order.StartMonitoring(call="e", channel="offer-a.1", snoop="snoop-e.3", whisper=False),
    ]
    assert [f.mode for f in story.facts(told.MonitoringBegan)] == [LISTEN, WHISPER, BARGE, LISTEN]


def test_one_can_go_on_to_another_agent_without_hanging_up(story: Story) -> None:
    hearing(story)
    story.talking("b", MURAT, 20)
    supervise(story, LISTEN, 21, agent=MURAT)
    assert orders(story) == [
        order.StopMonitoring(call="e", snoop="snoop-e.1"),
        order.StartMonitoring(call="e", channel="offer-b.1", snoop="snoop-e.2", whisper=False),
    ]


@pytest.mark.parametrize("agent", [MURAT, HAKAN])
def test_who_does_not_talk_cannot_be_heard(story: Story, agent: int) -> None:
    supervise(story, LISTEN, 10, agent=agent)
    assert (errors(story), orders(story)) == (["no_call"], [])


def test_a_supervisor_without_telephone_or_in_a_call_is_told_so(story: Story) -> None:
    story.tell(ev.AgentReachable(at=2, agent=HAKAN, reachable=False))
    supervise(story, LISTEN, 10)
    story.tell(ev.AgentReachable(at=11, agent=HAKAN, reachable=True))
    story.tell(DialCallBack(at=12, call="c", agent=HAKAN, number="6"))
    supervise(story, LISTEN, 13)
    assert errors(story) == ["unreachable", "in_a_call"]


def test_an_unanswered_ear_ends_and_the_supervisor_is_not_answering(story: Story) -> None:
    supervise(story, LISTEN, 10)
    story.tell(ev.TimerFired(at=30, timer=MonitorTimer("e")))
    assert do.HangUp(call="e", channel="supervisor-e") in orders(story)
    assert story.state.agents[HAKAN].presence is AgentState.NOT_ANSWERING
    assert not story.state.monitors


def test_the_end_of_the_call_ends_the_listening(story: Story) -> None:
    hearing(story)
    story.tell(ev.CallerHungUp(at=20, call="a"))
    assert do.HangUp(call="e", channel="supervisor-e") in orders(story)
    assert story.facts(told.MonitoringEnded)[0].call == "a"
    assert not story.state.monitors


def test_the_supervisor_hangs_up_and_the_two_go_on(story: Story) -> None:
    hearing(story, BARGE)
    story.tell(ask.MonitorGone(at=20, monitor="e"))
    assert not story.state.monitors
    assert not story.ordered(do.HangUp)
    assert story.state.calls["a"].phase is Phase.TALKING


def test_taking_over_puts_the_supervisor_in_the_agents_place(story: Story) -> None:
    hearing(story)
    story.tell(ask.TakeOver(at=20, supervisor=HAKAN, command=20))
    assert orders(story) == [
        order.StopMonitoring(call="e", snoop="snoop-e.1"),
        order.BargeIn(call="e", into="a"),
        order.RemoveMonitor(call="e"),
        do.HangUp(call="a", channel="offer-a.1"),
        rec.RecordAnew(call="a", channel="ch-a"),
    ]
    assert story.state.agents[ELIF].presence is AgentState.WRAP_UP
    hakan = story.state.agents[HAKAN]
    assert (hakan.presence, hakan.call) == (AgentState.TALKING, "a")
    story.tell(ev.AgentHungUp(at=20.1, offer="a.1"))
    assert "a" in story.state.calls
    story.tell(ev.CallerHungUp(at=30, call="a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by, ended.agent) == (
        CallOutcome.ANSWERED,
        CallParty.CITIZEN,
        HAKAN,
    )
    assert do.HangUp(call="a", channel="supervisor-e") in orders(story)


def test_one_who_took_over_can_hold_and_hang_up(story: Story) -> None:
    story.tell(HoldCall(at=5, agent=ELIF))
    hearing(story, BARGE)
    story.tell(ask.TakeOver(at=20, supervisor=HAKAN, command=20))
    assert do.Resume(call="a", channel="ch-a") in orders(story)
    story.tell(ask.MonitorGone(at=30, monitor="e"))
    assert story.facts(facts.CallEnded)[0].by is CallParty.AGENT


def test_taking_over_nothing_is_refused(story: Story) -> None:
    story.tell(ask.TakeOver(at=20, supervisor=HAKAN, command=20))
    story.tell(ask.StopSupervising(at=21, supervisor=HAKAN, command=21))
    assert errors(story) == ["no_call", "no_call"]


def seat(story: Story) -> None:
    """Murat is a guest from now on, Hakan is his mentor."""
    story.ready(MURAT, 10)
    story.tell(ask.SeatOpened(at=11, seat=7, guest=MURAT, mentor=HAKAN))


def test_a_guest_gets_no_call_before_the_mentor_listens(story: Story) -> None:
    seat(story)
    monitor = story.ordered(order.RingSupervisor)[0].call
    assert monitor == "seat-7-11-0"
    story.waiting("b", 12)
    assert story.state.calls["b"].offer is None
    story.tell(ask.MonitorAnswered(at=13, monitor=monitor))
    assert story.ordered(do.RingAgent)[0].agent == MURAT
    story.tell(ev.OfferAnswered(at=14, offer="b.1"))
    assert story.ordered(order.StartMonitoring)[0].channel == "offer-b.1"


def mentored(story: Story) -> None:
    seat(story)
    story.tell(ask.MonitorAnswered(at=12, monitor="seat-7-11-0"))
    story.waiting("b", 13)
    story.tell(ev.OfferAnswered(at=14, offer="b.1"))


def test_the_mentor_stays_from_call_to_call_and_is_rung_once(story: Story) -> None:
    mentored(story)
    supervise(story, WHISPER, 15, agent=MURAT)
    story.tell(ev.CallerHungUp(at=20, call="b"))
    assert not story.ordered(order.RingSupervisor)
    assert story.state.agents[HAKAN].presence is AgentState.SUPERVISING
    story.tell(AgentReady(at=21, agent=MURAT))
    story.waiting("c", 22)
    story.tell(ev.OfferAnswered(at=23, offer="c.1"))
    assert story.ordered(order.StartMonitoring)[0].whisper is False


def test_a_mentor_does_not_leave_the_guest_for_another_agent(story: Story) -> None:
    mentored(story)
    supervise(story, LISTEN, 15, agent=ELIF)
    assert errors(story) == ["in_a_call"]


def test_a_mentor_who_took_over_is_rung_again_before_the_next_call(story: Story) -> None:
    mentored(story)
    story.tell(ask.TakeOver(at=20, supervisor=HAKAN, command=20))
    story.tell(AgentReady(at=21, agent=MURAT))
    assert not story.state.agents[MURAT].available
    story.tell(ev.CallerHungUp(at=25, call="b"))
    assert story.ordered(order.RingSupervisor)[0].call == "seat-7-25-1"


def test_a_seat_that_ends_lets_the_running_call_finish(story: Story) -> None:
    mentored(story)
    story.tell(ask.SeatEnded(at=20, guest=MURAT))
    assert not orders(story)
    story.tell(ev.CallerHungUp(at=30, call="b"))
    assert story.state.agents[HAKAN].presence is AgentState.PAUSED
    assert not story.state.monitors


def reconciled(story: Story, *legs: str) -> ev.Reconciled:
    state = story.state
    return ev.Reconciled(
        at=100,
        calls=tuple(state.calls.values()),
        agents=tuple(state.agents.values()),
        monitors=tuple(state.monitors.values()),
        seats=tuple(state.seats.values()),
        legs=tuple(ev.Leg(id=leg, up=True, bridged=True, recorded=True) for leg in legs),
        monitor_bridges=("e",),
        registered=frozenset({ELIF, MURAT, HAKAN}),
    )


TALK = ("ch-a", "offer-a.1")


def test_after_a_restart_listening_goes_on(story: Story) -> None:
    hearing(story, WHISPER)
    story.tell(reconciled(story, *TALK, "supervisor-e", "snoop-e.1"))
    assert orders(story) == [
        do.HangUp(call="snoop-e.1", channel="snoop-e.1"),
        order.StartMonitoring(call="e", channel="offer-a.1", snoop="snoop-e.101", whisper=True),
    ]


def test_after_a_restart_without_the_supervisor_all_is_cleared(story: Story) -> None:
    hearing(story)
    story.tell(reconciled(story, *TALK, "snoop-e.1"))
    assert orders(story) == [
        do.HangUp(call="snoop-e.1", channel="snoop-e.1"),
        order.RemoveMonitor(call="e"),
    ]
    assert story.state.agents[HAKAN].presence is AgentState.PAUSED
    assert story.facts(told.MonitoringEnded)


def test_after_a_restart_a_mentor_between_calls_is_known(story: Story) -> None:
    seat(story)
    story.tell(ask.MonitorAnswered(at=12, monitor="seat-7-11-0"))
    event = replace(reconciled(story, *TALK, "supervisor-seat-7-11-0"), monitors=())
    story.tell(event)
    assert story.state.seats == {MURAT: Seat(id=7, guest=MURAT, mentor=HAKAN, rings=1)}
    assert story.state.agents[MURAT].available
    assert not story.ordered(do.HangUp)


def set_state(story: Story, state: AgentState, agent: int = MURAT, reason: str = "") -> None:
    story.tell(
        ask.SetState(at=50, supervisor=HAKAN, agent=agent, state=state, reason=reason, command=50)
    )


def test_a_supervisor_says_what_an_agent_does_and_is_named(story: Story) -> None:
    story.ready(MURAT, 10)
    set_state(story, AgentState.PAUSED, reason="training")
    murat = story.state.agents[MURAT]
    assert (murat.presence, murat.reason) == (AgentState.PAUSED, "training")
    set_state(story, AgentState.READY)
    assert story.state.agents[MURAT].available
    set_state(story, AgentState.OFFLINE)
    assert story.state.agents[MURAT].presence is AgentState.OFFLINE
    assert [fact.supervisor for fact in story.facts(told.AgentSet)] == [HAKAN] * 3


def test_who_talks_is_set_after_the_call(story: Story) -> None:
    set_state(story, AgentState.PAUSED, agent=ELIF, reason="meal")
    assert story.state.agents[ELIF].presence is AgentState.TALKING
    story.tell(ev.CallerHungUp(at=60, call="a"))
    assert story.state.agents[ELIF].presence is AgentState.PAUSED


def test_nobody_is_set_who_is_not_there(story: Story) -> None:
    set_state(story, AgentState.READY)
    assert errors(story) == ["agent_away"]


def direct(story: Story, call: str, queue: str = "", agent: int | None = None) -> None:
    story.tell(
        ask.DirectCall(at=50, supervisor=HAKAN, call=call, queue=queue, agent=agent, command=50)
    )


def line(story: Story) -> list[str]:
    return [call.id for call in story.state.line()]


def test_a_waiting_call_is_moved_to_the_front(story: Story) -> None:
    story.waiting("b", 20)
    story.waiting("c", 30)
    direct(story, "c")
    assert line(story) == ["c", "b"]
    assert story.facts(told.CallDirected)[0].supervisor == HAKAN
    story.ready(MURAT, 60)
    assert story.state.calls["c"].offer is not None


def test_a_waiting_call_is_moved_to_another_queue(story: Story) -> None:
    story.waiting("b", 20)
    direct(story, "b", queue="water")
    assert story.state.calls["b"].queue == "water"


def test_a_waiting_call_is_kept_for_a_certain_agent(story: Story) -> None:
    story.waiting("b", 20)
    direct(story, "b", agent=ELIF)
    story.ready(MURAT, 60)
    assert story.state.calls["b"].offer is None
    story.tell(ev.CallerHungUp(at=70, call="a"))
    story.tell(AgentReady(at=71, agent=ELIF))
    offer = story.state.calls["b"].offer
    assert offer is not None
    assert offer.agent == ELIF


def test_what_does_not_wait_or_rings_is_not_moved(story: Story) -> None:
    direct(story, "a")
    story.waiting("b", 20)
    direct(story, "b", agent=MURAT)
    story.ready(MURAT, 60)
    direct(story, "b")
    assert errors(story) == ["no_call", "agent_away", "rings"]


def test_a_guest_takes_calls_of_the_general_queue_only(story: Story) -> None:
    seat(story)
    story.waiting("b", 12)
    direct(story, "b", queue="water")
    story.tell(ask.MonitorAnswered(at=60, monitor="seat-7-11-0"))
    assert story.state.agents[MURAT].available
    assert story.state.calls["b"].offer is None
    direct(story, "b", queue="general")
    assert story.state.calls["b"].offer is not None
