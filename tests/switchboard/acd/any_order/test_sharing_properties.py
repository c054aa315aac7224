"""Any order of events and news at two nodes keeps what the switchboard promises."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.switchboard.nodes.two_nodes import Node, TwoNodes

from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady, AgentSignedOut
from alo153.switchboard.acd.offering.matching import may_take
from alo153.switchboard.acd.ringing.eligibility import can_serve
from alo153.switchboard.acd.state.leg_ids import call_of_offer
from alo153.switchboard.acd.state.state import State
from alo153.switchboard.acd.talking.consult import (
    CancelConsultation,
    Consult,
    Invite,
    MakeConference,
)
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall, ResumeCall
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.turn import Turn

NAMES = st.sampled_from(["a", "b"])
AGENTS = st.integers(min_value=1, max_value=4)
PICK = st.integers(min_value=0, max_value=20)


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

    @rule(agent=AGENTS, what=st.sampled_from([AgentReady, AgentSignedOut]))
    def an_agent_comes_or_goes(self, agent: int, what: type[AgentReady | AgentSignedOut]) -> None:
        self.happen(self.home(agent), what(at=0, agent=agent))

    @rule(agent=AGENTS)
    def an_agent_pauses(self, agent: int) -> None:
        self.happen(self.home(agent), AgentNotReady(at=0, agent=agent, reason="break"))

    @rule(agent=AGENTS, reachable=st.booleans())
    def a_telephone_comes_or_goes(self, agent: int, reachable: bool) -> None:
        told = ev.AgentReachable(at=0, agent=agent, reachable=reachable)
        self.happen(self.home(agent), told)

    @rule(agent=AGENTS)
    def a_remote_leg_begins(self, agent: int) -> None:
        """The everyday beginning in one step: rules by chance would seldom come to one."""
        self.sit_down(agent)
        self.begin_remote_leg(self.other(self.home(agent)))

    @rule(agent=AGENTS)
    def an_agent_calls_back(self, agent: int) -> None:
        self.call_back(agent)

    @rule(agent=AGENTS)
    def an_agent_picks_up(self, agent: int) -> None:
        self.pick_up(agent)

    @rule(agent=AGENTS)
    def an_agent_hangs_up(self, agent: int) -> None:
        self.put_down(agent)

    @rule(agent=AGENTS, what=st.sampled_from([HoldCall, ResumeCall, HangUpCall]))
    def an_agent_presses_a_button(
        self, agent: int, what: type[HoldCall | ResumeCall | HangUpCall]
    ) -> None:
        """The web sends it to the node of the call."""
        self.ask(what(at=0, agent=agent, command=1), agent)

    @rule(agent=AGENTS, colleague=AGENTS, what=st.sampled_from([Consult, Invite]))
    def an_agent_asks_a_colleague_in(
        self, agent: int, colleague: int, what: type[Consult | Invite]
    ) -> None:
        self.ask(what(at=0, agent=agent, target=self.target(colleague), command=1), agent)

    @rule(
        agent=AGENTS,
        what=st.sampled_from([MakeConference, CancelConsultation, CompleteTransfer]),
    )
    def an_agent_decides_in_consultation(
        self,
        agent: int,
        what: type[MakeConference | CancelConsultation | CompleteTransfer],
    ) -> None:
        self.ask(what(at=0, agent=agent, command=1), agent)

    @rule(agent=AGENTS, colleague=AGENTS)
    def an_agent_gives_the_citizen_away(self, agent: int, colleague: int) -> None:
        to = self.target(colleague)
        self.ask(BlindTransfer(at=0, agent=agent, target=to, command=1), agent)

    @rule(agent=AGENTS)
    def a_talk_begins(self, agent: int) -> None:
        self.sit_down(agent)
        self.begin_remote_leg(self.other(self.home(agent)))
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
                shared = [row.call for row in self.table.values() if row.call.node != node.name]
                near = [call for call in shared if call.node not in node.state.sharing.shunned]
                unclaimed = [call for call in near if self.table[call.id].claim is None]
                assert not any(may_take(turn, call, agent) for call in unclaimed)

    def decided(self, node: Node, before: State, commands: list[do.Command]) -> None:
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
            sharing = node.state.sharing
            shared = [one for key, one in sharing.shared.items() if key not in sharing.pledges]
            for one in (*left, *shared):
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
