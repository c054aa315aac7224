"""Two nodes share one line: a call that waits at one is answered at the other."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.switchboard.two_nodes import Node, TwoNodes

from alo153.switchboard.acd import commands as do
from alo153.switchboard.acd import events as ev
from alo153.switchboard.acd.lending.claim import ClaimCall
from alo153.switchboard.acd.matching import can_serve, may_borrow
from alo153.switchboard.acd.state import Phase, Presence, call_of_offer
from alo153.switchboard.acd.supervision.events import Supervise, TakeOver
from alo153.switchboard.acd.supervision.state import EarMode
from alo153.switchboard.acd.turn import Turn

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
    world.pick_up(3)
    world.drain()
    assert a.state.calls[call].phase is Phase.TALKING
    assert world.presence(3) is Presence.TALKING
    assert world.table == {}
    world.put_down(3)
    world.drain()
    assert (a.state.calls, world.ended) == ({}, Counter({call: 1}))
    assert world.presence(3) is Presence.WRAP_UP
    assert a.state.agents.keys() == set()
    assert b.state.lending.loans == {}


def test_who_waits_longer_at_the_other_node_comes_first() -> None:
    world = TwoNodes()
    first = world.call_in(world.nodes["a"])
    world.wait(5)
    world.call_in(world.nodes["b"])
    world.drain()
    world.sit_down(3)
    world.drain()
    assert world.phones == {3: f"{first}.1"}


def test_an_agent_who_does_not_answer_is_passed_over_by_the_own_node() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.sit_down(4)
    world.wait(20.5)
    world.drain()
    assert world.presence(3) is Presence.NOT_ANSWERING
    assert world.phones == {4: f"{call}.2"}


def test_a_caller_who_gives_up_frees_the_agent_of_the_other_node() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.give_up(call)
    world.drain()
    assert (world.phones, world.ended) == ({}, Counter({call: 1}))
    assert world.presence(3) is Presence.READY


def test_an_agent_who_takes_a_pause_sends_the_call_back() -> None:
    world = TwoNodes()
    call = world.call_in(world.nodes["a"])
    world.sit_down(3)
    world.drain()
    world.happen(world.nodes["b"], ev.AgentNotReady(at=0, agent=3, reason="break"))
    world.drain()
    assert world.presence(3) is Presence.PAUSED
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
    assert world.presence(3) is Presence.READY
    assert b.state.lending.pledges == {}


def test_a_node_whose_calls_do_not_come_is_shunned_for_a_while() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.call_in(a)
    while a.journal:
        world.write(a)
    world.sit_down(3)
    world.look(b)
    world.claim()
    world.wait(5.1)
    assert b.state.lending.pledges == {}
    mine = world.call_in(b)
    assert world.phones == {3: f"{mine}.1"}
    world.look(b)
    assert b.state.lending.lent == {}
    world.wait(30)
    world.drain()
    assert b.state.lending.shunned == {}


def test_an_old_claim_is_void_once_the_call_was_refused() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(3)
    call = world.begin_loan(a)
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
    call = world.begin_loan(a)
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
    world.ask(ev.Consult(at=0, agent=1, target=world.target(3), command=1), 1)
    world.drain()
    world.pick_up(3)
    world.drain()
    assert world.presence(3) is Presence.TALKING
    world.ask(ev.CompleteTransfer(at=0, agent=1, command=1), 1)
    world.drain()
    offer = a.state.calls[call].offer
    assert offer is not None
    assert (offer.agent, world.presence(1)) == (3, Presence.WRAP_UP)
    world.ask(ev.HangUpCall(at=0, agent=3, command=1), 3)
    world.drain()
    assert (world.ended, world.phones) == (Counter({call: 1}), {})
    assert world.presence(3) is Presence.WRAP_UP


def test_a_colleague_at_the_other_node_who_is_busy_is_not_rung() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(1)
    call = world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.call_in(b)
    busy = dict(world.phones)
    world.ask(ev.BlindTransfer(at=0, agent=1, target=world.target(3), command=1), 1)
    world.drain()
    assert world.phones == {3: busy[3]}
    assert [each for _, each in world.waiting()] == [call]


def test_an_agent_who_has_moved_here_is_no_stranger_where_they_were() -> None:
    world = TwoNodes()
    a = world.nodes["a"]
    world.happen(a, ev.AgentSignedIn(at=0, agent=1, skills={"general": 5}))
    world.happen(a, ev.AgentSignedOut(at=0, agent=1))
    world.move(1, "b")
    call = world.call_in(a)
    world.sit_down(1)
    world.drain()
    assert world.phones == {1: f"{call}.1"}
    world.pick_up(1)
    world.drain()
    assert world.presence(1) is Presence.TALKING


def test_a_supervisor_of_the_other_node_listens_and_takes_the_call_over() -> None:
    world = TwoNodes()
    a, b = world.nodes["a"], world.nodes["b"]
    world.sit_down(1)
    call = world.call_in(a)
    world.pick_up(1)
    world.sit_down(3)
    world.happen(b, ev.AgentNotReady(at=0, agent=3, reason="meeting"))
    world.happen(
        a,
        Supervise(at=0, ear="e", supervisor=3, agent=1, mode=EarMode.LISTEN, home="b"),
    )
    world.drain()
    assert world.presence(3) is Presence.SUPERVISING
    world.pick_up(3)
    world.drain()
    assert a.state.ears["e"].call == call
    assert world.presence(3) is Presence.SUPERVISING
    world.happen(a, TakeOver(at=0, supervisor=3))
    world.drain()
    offer = a.state.calls[call].offer
    assert offer is not None
    assert (offer.agent, world.presence(1)) == (3, Presence.WRAP_UP)
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
        Supervise(at=0, ear="e", supervisor=3, agent=1, mode=EarMode.LISTEN, home="b"),
    )
    world.drain()
    assert (world.phones, a.state.ears) == (before, {})
    assert world.presence(3) is Presence.TALKING


class AnyOrder(TwoNodes, RuleBasedStateMachine):
    """Anything may happen at any node, and news may be late."""

    @rule(name=NAMES)
    def a_citizen_calls(self, name: str) -> None:
        self.call_in(self.nodes[name])

    @rule(pick=PICK)
    def a_citizen_hangs_up(self, pick: int) -> None:
        standing = sorted(call for node in self.nodes.values() for call in node.state.calls)
        if standing:
            self.give_up(standing[pick % len(standing)])

    @rule(agent=AGENTS, level=st.integers(min_value=1, max_value=5))
    def an_agent_is_there(self, agent: int, level: int) -> None:
        self.sit_down(agent, level)

    @rule(agent=AGENTS, what=st.sampled_from([ev.AgentReady, ev.AgentSignedOut]))
    def an_agent_comes_or_goes(
        self, agent: int, what: type[ev.AgentReady | ev.AgentSignedOut]
    ) -> None:
        self.happen(self.home(agent), what(at=0, agent=agent))

    @rule(agent=AGENTS)
    def an_agent_pauses(self, agent: int) -> None:
        self.happen(self.home(agent), ev.AgentNotReady(at=0, agent=agent, reason="break"))

    @rule(agent=AGENTS, reachable=st.booleans())
    def a_telephone_comes_or_goes(self, agent: int, reachable: bool) -> None:
        told = ev.AgentReachable(at=0, agent=agent, reachable=reachable)
        self.happen(self.home(agent), told)

    @rule(agent=AGENTS)
    def a_loan_begins(self, agent: int) -> None:
        """The everyday beginning in one step, or rules by chance would seldom come to a loan."""
        self.sit_down(agent)
        self.begin_loan(self.other(self.home(agent)))

    @rule(agent=AGENTS)
    def an_agent_calls_back(self, agent: int) -> None:
        self.call_back(agent)

    @rule(agent=AGENTS)
    def an_agent_picks_up(self, agent: int) -> None:
        self.pick_up(agent)

    @rule(agent=AGENTS)
    def an_agent_hangs_up(self, agent: int) -> None:
        self.put_down(agent)

    @rule(agent=AGENTS, what=st.sampled_from([ev.HoldCall, ev.ResumeCall, ev.HangUpCall]))
    def an_agent_presses_a_button(
        self, agent: int, what: type[ev.HoldCall | ev.ResumeCall | ev.HangUpCall]
    ) -> None:
        """The web sends it to the node of the call."""
        self.ask(what(at=0, agent=agent, command=1), agent)

    @rule(agent=AGENTS, colleague=AGENTS, what=st.sampled_from([ev.Consult, ev.Invite]))
    def an_agent_asks_a_colleague_in(
        self, agent: int, colleague: int, what: type[ev.Consult | ev.Invite]
    ) -> None:
        self.ask(what(at=0, agent=agent, target=self.target(colleague), command=1), agent)

    @rule(
        agent=AGENTS,
        what=st.sampled_from([ev.MakeConference, ev.CancelConsultation, ev.CompleteTransfer]),
    )
    def an_agent_decides_in_consultation(
        self,
        agent: int,
        what: type[ev.MakeConference | ev.CancelConsultation | ev.CompleteTransfer],
    ) -> None:
        self.ask(what(at=0, agent=agent, command=1), agent)

    @rule(agent=AGENTS, colleague=AGENTS)
    def an_agent_gives_the_citizen_away(self, agent: int, colleague: int) -> None:
        to = self.target(colleague)
        self.ask(ev.BlindTransfer(at=0, agent=agent, target=to, command=1), agent)

    @rule(agent=AGENTS)
    def a_talk_begins(self, agent: int) -> None:
        self.sit_down(agent)
        self.begin_loan(self.other(self.home(agent)))
        self.drain()
        self.pick_up(agent)
        self.drain()

    @rule(name=NAMES)
    def a_fact_is_written(self, name: str) -> None:
        self.write(self.nodes[name])

    @rule(name=NAMES)
    def a_node_looks(self, name: str) -> None:
        self.look(self.nodes[name])

    @rule()
    def a_claim_arrives(self) -> None:
        self.claim()

    @rule(name=NAMES)
    def the_wire_brings_something(self, name: str) -> None:
        self.hear(self.nodes[name])

    @rule(name=NAMES)
    def a_program_dies_and_comes_back(self, name: str) -> None:
        self.restart(self.nodes[name])

    @rule(seconds=st.floats(min_value=0, max_value=40))
    def time_passes(self, seconds: float) -> None:
        self.wait(seconds)

    @rule()
    def everything_arrives(self) -> None:
        """Nobody waits for what an agent who is free anywhere may take."""
        self.drain()
        for node in self.nodes.values():
            turn = Turn(node.state, self.at)
            free = [each for each in node.state.agents.values() if each.available]
            for agent in free:
                own = [call for call in node.state.line() if call.offer is None]
                assert not any(can_serve(turn, call, agent) for call in own)
                lent = [row.call for row in self.table.values() if row.call.node != node.name]
                near = [call for call in lent if call.node not in node.state.lending.shunned]
                unclaimed = [call for call in near if self.table[call.id].claim is None]
                assert not any(may_borrow(turn, call, agent) for call in unclaimed)

    def decided(self, node: Node, commands: list[do.Command]) -> None:
        """Nobody overtakes: whom an agent is given waited longest of those the node knows."""
        turn = Turn(node.state, self.at)
        for command in commands:
            match command:
                case ClaimCall(call=call, agent=number):
                    given = (call.turn, call.id)
                case do.RingAgent(call=key, agent=number, node="") if key in node.state.calls:
                    given = (node.state.calls[key].turn, key)
                case _:
                    continue
            agent = node.state.agents[number]
            left = [one for one in node.state.line() if one.offer is None]
            lending = node.state.lending
            lent = [one for key, one in lending.lent.items() if key not in lending.pledges]
            for one in (*left, *lent):
                assert (one.turn, one.id) > given or not can_serve(turn, one, agent)

    @invariant()
    def no_call_is_lost_and_every_end_is_one(self) -> None:
        standing = [call for node in self.nodes.values() for call in node.state.calls]
        assert len(standing) == len(set(standing))
        assert set(standing).isdisjoint(self.ended)
        assert set(standing) | set(self.ended) == set(self.arrived)
        assert set(self.ended.values()) <= {1}

    @invariant()
    def an_agent_is_in_one_call_at_one_node(self) -> None:
        """A telephone that rings twice is asserted where it rings."""
        offers = [
            call.offer.agent
            for node in self.nodes.values()
            for call in node.state.calls.values()
            if call.offer and call.offer.id in self.up
        ]
        assert len(offers) == len(set(offers))

    @invariant()
    def a_call_is_at_one_agent(self) -> None:
        talks = Counter(
            call_of_offer(offer) for offer in self.phones.values() if self._is_standing_offer(offer)
        )
        assert set(talks.values()) <= {1}
        assert set(self.answers.values()) <= {1}

    def _is_standing_offer(self, offer: str) -> bool:
        call = call_of_offer(offer)
        found = self.nodes[self.arrived[call]].state.calls.get(call)
        return found is not None and found.offer is not None and found.offer.id == offer

    @invariant()
    def visitors_are_there_for_a_call(self) -> None:
        for node in self.nodes.values():
            for agent in node.state.agents.values():
                assert bool(agent.home) == (agent.id not in node.agents)
                assert not agent.home or agent.call in node.state.calls


AnyOrder.TestCase.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
TestAnyOrderOfNews = AnyOrder.TestCase
