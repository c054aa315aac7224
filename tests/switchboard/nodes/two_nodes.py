"""What arrives at two switchboards side by side, and what people do at their telephones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.calls.menu.kocaeli import MENU
from tests.switchboard.nodes.pretended_nodes import (
    Node,
    PretendedNodes,
    Row,
    hung_up,
    picked_up,
    refused,
)

from alo153.calls.call_words import AgentState, OfferResult
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentReady, AgentSignedIn
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.sharing import events as lev
from alo153.switchboard.acd.sharing.facts import CallShared, CallTakenBack
from alo153.switchboard.acd.state.leg_ids import AGENT_LEG, agent_leg, call_of_leg, call_of_offer
from alo153.switchboard.acd.state.monitors import supervisor_leg
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Agent, Call, Phase, State
from alo153.switchboard.acd.supervision.events import MonitorGone
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.turn import agents_in

REJECTED = 21
"""Of Q.850."""


class TwoNodes(PretendedNodes):
    """Two nodes with a record, a wire between them, agents and citizens."""

    # what arrives ---------------------------------------------------------------------------

    def write(self, node: Node) -> None:
        """Write the oldest fact of a node."""
        match node.journal.popleft() if node.journal else None:
            case CallShared(shared=shared):
                self.table[shared.id] = Row(shared)
            case CallTakenBack(call=call):
                self.table.pop(call, None)

    def claim(self) -> None:
        """Let the oldest claim reach the table."""
        if not self.claims:
            return
        node, claim = self.claims.popleft()
        row = self.table.get(claim.call.id)
        won = row is not None and row.claim is None and row.call.round == claim.call.round
        if row is not None and won:
            row.claim, row.by = claim, node.name
        self.happen(node, lev.ClaimDecided(at=0, call=claim.call.id, agent=claim.agent, won=won))

    def look(self, node: Node) -> None:
        """Let a node read the table."""
        others = [row for row in self.table.values() if row.call.node != node.name]
        free = tuple(row.call for row in others if row.claim is None)
        ours = frozenset(row.call.id for row in others if row.by == node.name)
        self.happen(node, lev.SharedCallsSeen(at=0, calls=free, claimed=ours))
        for row in [row for row in self.table.values() if row.call.node == node.name and row.claim]:
            self.happen(node, _claimed(row))

    def hear(self, node: Node) -> None:
        """Let a node hear the oldest thing on the wire."""
        if not node.wire:
            return
        event = node.wire.popleft()
        match event:
            case lev.SharedLegGone(channel=channel):
                self._put_down(channel.removeprefix("sip-"))
            case ev.OfferRejected(offer=leg) | ev.AgentHungUp(offer=leg):
                if agent_leg(leg) not in node.legs:
                    return
                node.legs.discard(agent_leg(leg))
            case ev.MemberNotReached(member=leg) | ev.MemberHungUp(member=leg):
                if leg not in node.legs:
                    return
                node.legs.discard(leg)
            case MonitorGone(monitor=monitor):
                node.legs.discard(supervisor_leg(monitor))
            case ev.OfferAnswered(offer=leg) if agent_leg(leg) not in node.legs:
                return
            case ev.MemberAnswered(member=leg) if leg not in node.legs:
                return
        self.happen(node, event)

    def watch(self) -> None:
        """Let each node see which telephones talk no more in a call that it does not lead."""
        rested, self.rested = self.rested, []
        for agent in rested:
            node = self.home(agent)
            known = node.state.agents.get(agent)
            if known is not None and known.engaged and agent not in self.phones:
                self.happen(node, ev.AgentEngaged(at=0, agent=agent, engaged=False))

    def drain(self) -> None:
        """Let everything arrive, until nothing is under way."""
        steps: list[Callable[[Node], Any]] = [self.write, self.hear]
        for _ in range(60):
            self.watch()
            for node in self.nodes.values():
                while node.journal or node.wire:
                    for step in steps:
                        step(node)
                self.look(node)
            while self.claims:
                self.claim()
            under_way = any(node.journal or node.wire for node in self.nodes.values())
            under_way = under_way or bool(self.rested)
            if not under_way and not self._unread():
                return
        raise AssertionError("the nodes never come to rest")

    def _unread(self) -> bool:
        """Say whether the table holds what somebody has not seen."""
        if any(row.claim and self._is_waiting(row.call) for row in self.table.values()):
            return True
        for node in self.nodes.values():
            if any(self._is_void(node, key) for key in node.state.sharing.pledges):
                return True
            seen = {*node.state.sharing.shared, *node.state.sharing.pledges}
            free = {
                key
                for key, row in self.table.items()
                if row.call.node == self.other(node).name
                and row.claim is None
                and row.call.node not in node.state.sharing.shunned
            }
            if not free <= seen:
                return True
        return False

    def _is_void(self, node: Node, call: str) -> bool:
        row = self.table.get(call)
        won = node.state.sharing.pledges[call].won
        return won and (row is None or row.by != node.name)

    def _is_waiting(self, shared: SharedCall) -> bool:
        call = self.nodes[shared.node].state.calls.get(shared.id)
        return call is not None and call.offer is None and call.offers == shared.round

    def restart(self, node: Node) -> None:
        """Let the program of a node die and come back: Asterisk goes on, the record is complete."""
        while node.journal:
            self.write(node)
        self.table = {key: row for key, row in self.table.items() if row.call.node != node.name}
        self.claims = deque(each for each in self.claims if each[0] is not node)
        node.timers.clear()
        known = node.state
        node.state = State(rules=known.rules)
        calls = tuple(replace(call, speeches=0) for call in known.calls.values())
        mine = [agent for agent in known.agents.values() if not agent.home]
        away = self._visitors(node, calls)
        legs = tuple(self._leg(leg, calls) for leg in node.legs)
        engaged = {
            agent
            for agent, offer in self.phones.items()
            if agent in node.agents and agent_leg(offer) not in node.legs
        }
        self.happen(
            node,
            ev.Reconciled(
                at=0,
                calls=calls,
                agents=(*mine, *away),
                legs=legs,
                bridges=tuple(call.id for call in calls if call.phase is Phase.TALKING),
                registered=frozenset(agent.id for agent in mine if agent.reachable),
                engaged=frozenset(engaged),
            ),
        )

    def _visitors(self, node: Node, calls: tuple[Call, ...]) -> list[Agent]:
        """Find those of the other node who are in a call of this one, as the record knows them."""
        inside = {agent for call in calls for agent in agents_in(call)} - set(node.agents)
        ready, home = AgentState.READY, self.other(node).name
        return [Agent(id=agent, presence=ready, since=self.at, home=home) for agent in inside]

    def _leg(self, leg: str, calls: tuple[Call, ...]) -> ev.Leg:
        key = leg if leg in self.arrived else call_of_leg(leg)
        talks = any(call.id == key and call.phase is Phase.TALKING for call in calls)
        up = leg in self.arrived or leg.removeprefix(AGENT_LEG) in self.up
        return ev.Leg(id=leg, up=up, bridged=talks and up, call=key)

    # telephones -----------------------------------------------------------------------------

    def pick_up(self, agent: int) -> None:
        """Let an agent answer what rings."""
        offer = self.phones.get(agent, "")
        if not offer or offer in self.up:
            return
        self.up.add(offer)
        node = self.home(agent)
        if agent_leg(offer) in node.legs:
            self.happen(node, picked_up(offer))
        else:
            self.happen(node, lev.SharedLegAnswered(at=0, offer=offer))
            self.other(node).wire.append(picked_up(offer))

    def put_down(self, agent: int) -> None:
        """Let an agent's telephone hang up or refuse."""
        offer = self.phones.get(agent, "")
        if not offer:
            return
        node, was_up = self.home(agent), offer in self.up
        self._put_down(offer)
        told = hung_up(offer) if was_up else refused(offer, REJECTED)
        if agent_leg(offer) in node.legs:
            node.legs.discard(agent_leg(offer))
            self.happen(node, told)
            return
        self.other(node).wire.append(told)
        if not was_up:
            self.happen(node, lev.SharedLegRefused(at=0, offer=offer, reason=OfferResult.REJECTED))
        self.happen(node, lev.SharedLegGone(at=0, channel=f"sip-{offer}"))

    # people ---------------------------------------------------------------------------------

    def call_in(self, node: Node) -> str:
        """Let a citizen call a node and ask for an agent."""
        self.calls += 1
        call = f"{node.name}-{self.calls}"
        self.arrived[call] = node.name
        node.legs.add(call)
        arrival = ev.CallArrived(at=0, call=call, channel=call, number="5", called="153")
        self.happen(node, arrival)
        self.happen(node, ev.KeyPressed(at=0, call=call, key=MENU.operator_key))
        return call

    def target(self, colleague: int) -> Target:
        """Name a colleague as the web does."""
        return Target(agent=colleague, home=self.home(colleague).name)

    def ask(self, event: ev.Event, agent: int) -> None:
        """Bring what an agent presses to the node of the call, as the web does."""
        call = call_of_offer(self.phones.get(agent, ""))
        if call:
            self.happen(self.nodes[self.arrived[call]], event)

    def begin_remote_leg(self, node: Node) -> str:
        """Let a citizen call a node, and the other claim the call if it has somebody free."""
        call = self.call_in(node)
        while node.journal:
            self.write(node)
        self.look(self.other(node))
        while self.claims:
            self.claim()
        return call

    def call_back(self, agent: int) -> None:
        """Let an agent call a citizen."""
        node = self.home(agent)
        self.calls += 1
        call = f"{node.name}-{self.calls}"
        before = set(node.state.calls)
        dialed = DialCallBack(at=0, call=call, agent=agent, number="6", command=1)
        self.happen(node, dialed)
        for new in set(node.state.calls) - before:
            self.arrived[new] = node.name

    def give_up(self, call: str) -> None:
        """Let a citizen hang up."""
        node = self.nodes[self.arrived[call]]
        if call in node.legs:
            node.legs.discard(call)
            self.happen(node, ev.CallerHungUp(at=0, call=call, channel=call))

    def sit_down(self, agent: int, level: int = 5) -> None:
        """Let an agent be there and ready."""
        node = self.home(agent)
        self.happen(node, AgentSignedIn(at=0, agent=agent, skills={"general": level}))
        self.happen(node, ev.AgentReachable(at=0, agent=agent, reachable=True))
        self.happen(node, AgentReady(at=0, agent=agent))

    def wait(self, seconds: float) -> None:
        """Let time pass, with the timers that fall due."""
        end = self.at + seconds
        while due := [
            (at, node.name) for node in self.nodes.values() for at, _ in node.timers if at <= end
        ]:
            at, name = min(due)
            node = self.nodes[name]
            timer = next(each for each in node.timers if each[0] == at)
            node.timers.remove(timer)
            self.at = max(self.at, at)
            self.happen(node, timer[1])
        self.at = max(self.at, end)

    def waiting(self) -> list[tuple[Node, str]]:
        """List who waits for an agent, and where."""
        return [
            (node, call.id)
            for node in self.nodes.values()
            for call in node.state.calls.values()
            if call.phase is Phase.WAITING and call.offer is None
        ]

    def presence(self, agent: int) -> AgentState:
        """Say what an agent does in the eyes of the own node."""
        return self.home(agent).state.agents[agent].presence


def _claimed(row: Row) -> lev.CallClaimed:
    assert row.claim is not None
    return lev.CallClaimed(
        at=0,
        call=row.call.id,
        round=row.call.round,
        node=row.by,
        agent=row.claim.agent,
        idle_seconds=row.claim.idle_seconds,
    )
