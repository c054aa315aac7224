"""Two nodes share one line: a call that waits at one is answered at the other."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st
from tests.switchboard.acd.story import Story
from tests.switchboard.nodes.two_nodes import TwoNodes

from alo153.calls.call_words import AgentState, CallDirection, MonitoringMode
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentSignedIn, AgentSignedOut
from alo153.switchboard.acd.sharing.facts import CallShared
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Call, Phase, Rules
from alo153.switchboard.acd.supervision.events import Supervise, TakeOver
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn.commands import StartTimer
from alo153.switchboard.acd.turn.events import CallerKnown, LegLost, TimerFired
from alo153.switchboard.acd.turn.timers import MatchTimer

NAMES = st.sampled_from(["a", "b"])
AGENTS = st.integers(min_value=1, max_value=4)
PICK = st.integers(min_value=0, max_value=20)


def test_a_caller_at_one_node_is_answered_by_an_agent_of_the_other() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(3)
    call = world.call_in(a)
    world.drain()
    assert world.phones == {3: f"{call}.1"}
    assert a.state.sharing.shown.keys() == {call}, "as long as it rings"
    world.pick_up(3)
    world.drain()
    assert a.state.calls[call].phase is Phase.TALKING
    assert world.presence(3) is AgentState.TALKING
    assert b.state.agents[3].call == call
    assert world.table == {}
    world.put_down(3)
    world.drain()
    assert (a.state.calls, world.ended) == ({}, Counter({call: 1}))
    assert world.presence(3) is AgentState.WRAP_UP
    assert a.state.agents.keys() == set()
    assert b.state.sharing.legs == {}


def test_who_waits_longer_at_the_other_node_comes_first() -> None:
    world = TwoNodes()
    first = world.call_in(world.nodes["a"])
    world.wait(5)
    world.call_in(world.nodes["b"])
    world.drain()
    world.sit_down(3)
    world.drain()
    assert world.phones == {3: f"{first}.1"}


def test_minutes_given_in_advance_count_at_the_other_node_as_here() -> None:
    here = Call(
        id="a",
        channel="a",
        direction=CallDirection.IN,
        number="",
        phase=Phase.WAITING,
        entered_at=990.0,
        queued_at=1000.0,
        priority=2.5,
    )
    there = SharedCall(id="a", node="a", queue="general", queued_at=1000.0, priority=2.5)
    assert there.turn == here.turn == 1000 - 150


def test_an_agent_who_does_not_answer_is_passed_over_by_the_own_node() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.sit_down(4)
    world.wait(20.5)
    world.drain()
    assert world.presence(3) is AgentState.NOT_ANSWERING
    assert world.phones == {4: f"{call}.2"}


def test_a_caller_who_gives_up_frees_the_agent_of_the_other_node() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.give_up(call)
    world.drain()
    assert (world.phones, world.ended) == ({}, Counter({call: 1}))
    assert world.presence(3) is AgentState.READY


def test_an_agent_who_takes_a_pause_sends_the_call_back() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.happen(world.nodes["b"], AgentNotReady(at=0, agent=3, reason="break"))
    world.drain()
    assert world.presence(3) is AgentState.PAUSED
    assert [each for _, each in world.waiting()] == [call]
    world.sit_down(4)
    world.drain()
    assert world.phones == {4: f"{call}.2"}


def test_own_agents_are_asked_first_and_a_claim_that_comes_too_late_harms_nobody() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    call = world.call_in(a)
    world.write(a)
    while a.journal:
        world.write(a)
    world.sit_down(3)
    world.look(b)
    world.sit_down(1)
    assert world.phones == {1: f"{call}.1"}
    world.drain()
    assert world.phones == {1: f"{call}.1"}
    assert world.presence(3) is AgentState.READY
    assert b.state.sharing.pledges == {}


def test_a_node_whose_calls_do_not_come_is_shunned_for_a_while() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.call_in(a)
    world.call_in(a)
    while a.journal:
        world.write(a)
    world.sit_down(3)
    world.look(b)
    world.claim()
    world.wait(5.1)
    assert (b.state.sharing.pledges, b.state.sharing.shared) == ({}, {})
    mine = world.call_in(b)
    assert world.phones == {3: f"{mine}.1"}
    world.look(b)
    assert b.state.sharing.shared == {}
    world.wait(30)
    world.drain()
    assert b.state.sharing.shunned == {}


def test_an_old_claim_is_void_once_the_call_was_refused() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(3)
    call = world.begin_remote_leg(a)
    world.look(a)
    world.hear(b)
    world.put_down(3)
    world.hear(a)
    world.look(a)
    assert a.state.calls[call].offer is None
    world.drain()
    assert [each for _, each in world.waiting()] == [call]


def test_an_agent_who_does_something_else_meanwhile_is_not_rung() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(3)
    call = world.begin_remote_leg(a)
    world.look(a)
    world.call_back(3)
    back = world.phones[3]
    world.hear(b)
    assert world.phones == {3: back}
    world.drain()
    assert [each for _, each in world.waiting()] == [call]


def test_a_colleague_at_the_other_node_is_asked_aside_and_takes_the_call_over() -> None:
    world = TwoNodes()
    a = world.nodes["a"]
    world.sit_down(1)
    call = world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.ask(Consult(at=0, agent=1, target=world.target(3), command=1), 1)
    world.drain()
    world.pick_up(3)
    world.drain()
    assert world.presence(3) is AgentState.TALKING
    world.ask(CompleteTransfer(at=0, agent=1, command=1), 1)
    world.drain()
    offer = a.state.calls[call].offer
    assert offer is not None
    assert (offer.agent, world.presence(1)) == (3, AgentState.WRAP_UP)
    world.ask(HangUpCall(at=0, agent=3, command=1), 3)
    world.drain()
    assert (world.ended, world.phones) == (Counter({call: 1}), {})
    assert world.presence(3) is AgentState.WRAP_UP


def test_a_colleague_at_the_other_node_who_is_busy_is_not_rung() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(1)
    call = world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.call_in(b)
    busy = dict(world.phones)
    world.ask(BlindTransfer(at=0, agent=1, target=world.target(3), command=1), 1)
    world.drain()
    assert world.phones == {3: busy[3]}
    assert [each for _, each in world.waiting()] == [call]


def test_an_agent_who_has_moved_here_is_no_stranger_where_they_were() -> None:
    world = TwoNodes()
    a = world.nodes["a"]
    world.happen(a, AgentSignedIn(at=0, agent=1, skills={"general": 5}))
    world.happen(a, AgentSignedOut(at=0, agent=1))
    world.move(1, "b")
    call = world.call_in(a)
    world.sit_down(1)
    world.drain()
    assert world.phones == {1: f"{call}.1"}
    world.pick_up(1)
    world.drain()
    assert world.presence(1) is AgentState.TALKING


def test_a_supervisor_of_the_other_node_listens_and_takes_the_call_over() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(1)
    call = world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.happen(b, AgentNotReady(at=0, agent=3, reason="meeting"))
    world.happen(
        a,
        Supervise(at=0, monitor="e", supervisor=3, agent=1, mode=MonitoringMode.LISTEN, home="b"),
    )
    world.drain()
    assert world.presence(3) is AgentState.SUPERVISING
    world.pick_up(3)
    world.drain()
    assert a.state.monitors["e"].call == call
    assert world.presence(3) is AgentState.SUPERVISING
    world.happen(a, TakeOver(at=0, supervisor=3))
    world.drain()
    offer = a.state.calls[call].offer
    assert offer is not None
    assert (offer.agent, world.presence(1)) == (3, AgentState.WRAP_UP)
    world.give_up(call)
    world.drain()
    assert (world.phones, a.state.agents.keys()) == ({}, {1})
    assert b.state.agents[3].reason == "meeting"


def test_a_supervisor_of_the_other_node_who_is_in_a_call_is_not_rung() -> None:
    world = TwoNodes()
    a = world.nodes["a"]
    world.sit_down(1)
    world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.call_in(world.nodes["b"])
    world.pick_up(3)
    before = dict(world.phones)
    world.happen(
        a,
        Supervise(at=0, monitor="e", supervisor=3, agent=1, mode=MonitoringMode.LISTEN, home="b"),
    )
    world.drain()
    assert (world.phones, a.state.monitors) == (before, {})
    assert world.presence(3) is AgentState.TALKING


def test_a_call_is_shown_when_the_agent_it_waits_for_did_not_come() -> None:
    story = Story(Rules(node="a"))
    story.talking("b", 1, 0)
    story.arrive("c", 10)
    story.tell(CallerKnown(at=11, call="c", preferred=1))
    story.speech_ends("c", 12)
    assert story.facts(CallShared) == []
    look = next(wait for wait in story.ordered(StartTimer) if isinstance(wait.timer, MatchTimer))
    story.tell(TimerFired(at=12 + look.seconds, timer=look.timer))
    assert [fact.shared.preferred for fact in story.facts(CallShared)] == [1]


def test_for_an_agent_of_the_other_node_whose_leg_is_lost_nobody_waits() -> None:
    world = TwoNodes()
    a = world.nodes["a"]
    call = world.call_in(a)
    world.sit_down(3)
    world.drain()
    world.pick_up(3)
    world.drain()
    world.happen(a, LegLost(at=0, leg=f"offer-{call}.1"))
    kept = a.state.calls[call]
    assert (kept.phase, kept.priority) == (Phase.WAITING, 60)
