"""Two switchboards side by side: their calls, their agents' telephones, and what goes between.

Facts, claims and SIP between the nodes arrive when a test lets them; each kind keeps its order.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field, replace

from tests.calls.menu.kocaeli import MENU
from tests.switchboard.declared import check_decision

from alo153.calls.queue import Queue
from alo153.switchboard.acd.decide import decide
from alo153.switchboard.acd.sharing import commands as share
from alo153.switchboard.acd.sharing import events as lev
from alo153.switchboard.acd.state.leg_ids import AGENT_LEG, MEMBER_LEG, agent_leg
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG, supervisor_leg
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Rules, State
from alo153.switchboard.acd.supervision.commands import RingSupervisor
from alo153.switchboard.acd.supervision.events import MonitorAnswered, MonitorGone
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.asterisk.ari.sharing import CAUSES
from alo153.switchboard.asterisk.ari.translate import MEMBER_REASONS, REFUSALS

QUEUES = {"general": Queue(key="general", skill="general", levels=((0, 3), (20, 1)))}


@dataclass
class Node:
    """One switchboard: its state, and the agents whose telephones are registered at it."""

    name: str
    agents: tuple[int, ...]
    state: State
    timers: list[tuple[float, ev.TimerFired]] = field(default_factory=list)
    legs: set[str] = field(default_factory=set)
    journal: deque[facts.Fact] = field(default_factory=deque)
    """Facts that are not written yet."""
    wire: deque[ev.Event] = field(default_factory=deque)
    """What SIP brings from the other node."""


@dataclass
class Row:
    """A shared call in the table that all nodes share."""

    call: SharedCall
    claim: ClaimCall | None = None
    by: str = ""


class PretendedNodes:
    """The world around two nodes; it obeys their commands and asserts what no node can see."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 1_000.0
        self.nodes = {
            name: Node(name, agents, State(rules=Rules(node=name, queues=QUEUES, menu=MENU)))
            for name, agents in (("a", (1, 2)), ("b", (3, 4)))
        }
        self.table: dict[str, Row] = {}
        self.claims: deque[tuple[Node, ClaimCall]] = deque()
        self.phones: dict[int, str] = {}
        self.up: set[str] = set()
        self.arrived: dict[str, str] = {}
        self.ended: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.calls = 0
        self.rested: list[int] = []

    # the world ------------------------------------------------------------------------------

    def happen(self, node: Node, event: ev.Event) -> None:
        """Let a node decide an event, and obey."""
        self.at += 0.001
        event = replace(event, at=self.at)
        before = node.state
        node.state, commands = decide(before, event)
        for command in commands:
            self._obey(node, command)
        self.decided(node, before, commands)

    def decided(self, node: Node, before: State, commands: list[do.Command]) -> None:
        """Look at what a node has decided."""
        check_decision(before, node.state, commands)

    def other(self, node: Node) -> Node:
        """Return the node beside one."""
        return self.nodes["b" if node.name == "a" else "a"]

    def home(self, agent: int) -> Node:
        """Return the node of an agent."""
        return next(node for node in self.nodes.values() if agent in node.agents)

    def move(self, agent: int, to: str) -> None:
        """Let an agent's telephone be at another node from now on."""
        for node in self.nodes.values():
            others = tuple(each for each in node.agents if each != agent)
            node.agents = (*others, agent) if node.name == to else others

    def _obey(self, node: Node, command: do.Command) -> None:
        match command:
            case do.StartTimer():
                fired = ev.TimerFired(at=0, timer=command.timer)
                node.timers.append((self.at + command.seconds, fired))
            case do.Record(fact=fact):
                self._record(node, fact)
            case ClaimCall():
                self.claims.append((node, command))
            case do.RingAgent() | do.RingMember() | RingSupervisor():
                self._ring_agent(node, command)
            case share.RingShared():
                self._ring(command.agent, command.offer)
            case share.RefuseShared():
                self._send_back(node, command)
            case do.HangUp():
                self._hang_up(node, command.channel)
            case do.JoinTalk():
                assert command.channel in node.legs
            case do.BridgeThem():
                assert command.agent_leg in node.legs
                self.answers[command.agent_leg] += 1

    def _ring_agent(
        self, node: Node, command: do.RingAgent | do.RingMember | RingSupervisor
    ) -> None:
        match command:
            case do.RingAgent():
                agent, leg = command.agent, command.offer
            case do.RingMember(agent=int() as agent):
                leg = command.member
            case RingSupervisor():
                agent, leg = command.supervisor, supervisor_leg(command.call)
            case _:
                return
        node.legs.add(agent_leg(leg))
        if command.node:
            self._dial_the_other(node, command.call, leg, agent)
        else:
            self._ring(agent, leg)

    def _record(self, node: Node, fact: facts.Fact) -> None:
        match fact:
            case facts.CallEnded(call=call):
                self.ended[call] += 1
            case facts.AgentChanged(agent=agent):
                assert agent in node.agents, "only the own node writes an agent down"
        node.journal.append(fact)

    def _ring(self, agent: int, offer: str) -> None:
        assert agent not in self.phones, "a telephone rings for a second call"
        self.phones[agent] = offer

    def _dial_the_other(self, node: Node, call: str, offer: str, agent: int) -> None:
        other = self.home(agent)
        assert other is not node
        arrival = lev.SharedLegArrived(
            at=0,
            channel=f"sip-{offer}",
            call=call,
            offer=offer,
            agent=agent,
        )
        other.wire.append(arrival)

    def _send_back(self, node: Node, command: share.RefuseShared) -> None:
        offer = command.channel.removeprefix("sip-")
        self._put_down(offer)
        self.other(node).wire.append(refused(offer, CAUSES[command.why]))

    def _hang_up(self, node: Node, channel: str) -> None:
        node.legs.discard(channel)
        if not channel.startswith((AGENT_LEG, MEMBER_LEG, SUPERVISOR_LEG)):
            return
        offer = channel.removeprefix(AGENT_LEG)
        agent = self._phone_of(offer)
        if agent is not None and agent in node.agents:
            self._put_down(offer)
        else:
            self.other(node).wire.append(lev.SharedLegGone(at=0, channel=f"sip-{offer}"))

    def _phone_of(self, offer: str) -> int | None:
        return next((agent for agent, each in self.phones.items() if each == offer), None)

    def _put_down(self, offer: str) -> None:
        agent = self._phone_of(offer)
        self.phones = {agent: each for agent, each in self.phones.items() if each != offer}
        self.up.discard(offer)
        if agent is not None:
            self.rested.append(agent)


def picked_up(leg: str) -> ev.Event:
    """Say that an agent's or a member's leg was answered."""
    if leg.startswith(SUPERVISOR_LEG):
        return MonitorAnswered(at=0, monitor=leg.removeprefix(SUPERVISOR_LEG))
    if leg.startswith(MEMBER_LEG):
        return ev.MemberAnswered(at=0, member=leg)
    return ev.OfferAnswered(at=0, offer=leg)


def hung_up(leg: str) -> ev.Event:
    """Say that an agent's or a member's leg has ended."""
    if leg.startswith(SUPERVISOR_LEG):
        return MonitorGone(at=0, monitor=leg.removeprefix(SUPERVISOR_LEG))
    if leg.startswith(MEMBER_LEG):
        return ev.MemberHungUp(at=0, member=leg)
    return ev.AgentHungUp(at=0, offer=leg)


def refused(leg: str, cause: int) -> ev.Event:
    """Say that an agent's or a member's leg was not answered, as the cause of Q.850 is read."""
    if leg.startswith(SUPERVISOR_LEG):
        return MonitorGone(at=0, monitor=leg.removeprefix(SUPERVISOR_LEG))
    if leg.startswith(MEMBER_LEG):
        return ev.MemberNotReached(at=0, member=leg, reason=MEMBER_REASONS[cause])
    return ev.OfferRejected(at=0, offer=leg, reason=REFUSALS[cause])
