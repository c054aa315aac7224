"""One turn of the engine: a working copy of the state, and the commands that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alo153.calls.call_words import (
    NOT_SEEN,
    AgentState,
    CallOutcome,
    CallParty,
    LegRole,
    OfferResult,
)
from alo153.switchboard.acd.state.leg_ids import agent_leg, call_of_offer
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Agent, Call, Member, MemberState, Phase, State, line
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.commands import (
    CallCommand,
    Command,
    HangUp,
    Record,
    RemoveBridge,
    StartTimer,
)
from alo153.switchboard.acd.turn.facts import AgentChanged, CallEnded, CommandDone, Fact, OfferEnded
from alo153.switchboard.acd.turn.timers import Timer, WrapUpTimer

SIGNED_IN = "signed_in"
SIGNED_OUT = "signed_out"
RETURNING = "returning"
"""Why an agent is paused, or rings: the caller they talked with is kept for them."""
TALKS = (Phase.TALKING, Phase.OUTSIDE)
"""The citizen talks, with an agent or with somebody outside; the call has a bridge."""


class Turn:
    """Collects changes and commands at one instant; nothing outside sees it half done."""

    def __init__(self, state: State, at: float) -> None:
        self.rules = state.rules
        self.at = at
        self.calls = dict(state.calls)
        self.agents = dict(state.agents)
        self.paces = dict(state.paces)
        self.monitors = dict(state.monitors)
        self.seats = dict(state.seats)
        self.sharing = state.sharing
        self.strangers = state.strangers
        self.gone: set[str] = set()
        self.touched: dict[str, None] = {}
        self.commands: list[Command] = []

    def state(self) -> State:
        """Freeze the working copy."""
        return State(
            rules=self.rules,
            calls=self.calls,
            agents=self.agents,
            monitors=self.monitors,
            seats=self.seats,
            paces=self.paces,
            sharing=self.sharing,
            strangers=self.strangers,
        )

    def line(self) -> list[Call]:
        """List the calls that wait for an agent now, best first."""
        return line(self.calls)

    def do(self, command: CallCommand) -> None:
        """Order something of the telephone."""
        self.commands.append(command)

    def ask(self, question: ClaimCall) -> None:
        """Order something that is answered by an event."""
        self.commands.append(question)

    def record(self, fact: Fact) -> None:
        """Put a fact into the journal."""
        self.commands.append(Record(fact=fact))

    def timer(self, seconds: float, timer: Timer) -> None:
        """Ask to be told after so many seconds."""
        self.commands.append(StartTimer(seconds=seconds, timer=timer))

    def change(self, call: Call, **changes: Any) -> Call:
        """Store a call with these fields changed, and return it."""
        return self.put(replace(call, **changes))

    def put(self, call: Call) -> Call:
        """Store a call as it is now, and return it."""
        self.calls[call.id] = call
        self.touched[call.id] = None
        return call

    def changed(self, before: Mapping[str, Call]) -> list[Call]:
        """List the calls that are new or differ from `before`; reads only touched calls."""
        here = (self.calls.get(key) for key in self.touched)
        return [call for call in here if call is not None and before.get(call.id) is not call]

    def offered(self, offer: str) -> Call | None:
        """Find the call whose present offer this is; an older offer finds nothing."""
        call = self.calls.get(call_of_offer(offer)) or self._taken_over(offer)
        return call if call and call.offer and call.offer.id == offer else None

    def _taken_over(self, offer: str) -> Call | None:
        """Find the call a supervisor took over: such an offer does not name it."""
        if not offer.startswith(SUPERVISOR_LEG):
            return None
        return next((c for c in self.calls.values() if c.offer and c.offer.id == offer), None)

    def agent(self, number: int) -> Agent:
        """Find an agent; one never seen before is offline."""
        unknown = Agent(id=number, presence=AgentState.OFFLINE, since=self.at)
        return self.agents.get(number, unknown)

    def set_agent(self, agent: Agent, presence: AgentState, reason: str = "", **more: Any) -> None:
        """Move an agent to a presence; one who is ready is idle from now on, or `idle_since`."""
        if presence is AgentState.READY:
            more.setdefault("idle_since", self.at)
        more.setdefault("call", None)
        more.setdefault("until", self._limit(presence, reason))
        if agent.served and presence is not AgentState.WRAP_UP:
            self._learn(*agent.served)
            more["served"] = None
        self.store(replace(agent, presence=presence, reason=reason, since=self.at, **more))

    def _learn(self, queue: str, since: float) -> None:
        self.paces[queue] = self.paces.get(queue, Pace()).after(self.at - since)

    def _limit(self, presence: AgentState, reason: str) -> float:
        seconds = None
        if presence is AgentState.WRAP_UP:
            seconds = self.rules.wrap_up_limit
        elif presence is AgentState.PAUSED:
            seconds = self.rules.pause_limits.get(reason)
        return 0.0 if seconds is None else self.at + seconds

    def store(self, agent: Agent) -> None:
        """Keep an agent as given and record the visible part of the change.

        A visitor from another node is not recorded, and not kept after the call.
        """
        if agent.home:
            self._keep_visitor(agent)
            return
        self.agents[agent.id] = agent
        self._tell(agent, self.at)

    def _tell(self, agent: Agent, at: float) -> None:
        self.record(
            AgentChanged(
                at=at,
                agent=agent.id,
                since=agent.since,
                until=agent.until,
                presence=agent.presence,
                reason=agent.reason,
                reachable=agent.reachable,
                call=agent.call,
                idle_since=agent.idle_since,
            )
        )

    def _keep_visitor(self, agent: Agent) -> None:
        if agent.call is None:
            self.agents.pop(agent.id, None)
        else:
            self.agents[agent.id] = agent

    def done(self, command: int | None, error: str = "") -> None:
        """Report the result of a command of the web."""
        if command is not None:
            self.record(CommandDone(at=self.at, command=command, error=error))

    def end_offer(self, call: Call, result: OfferResult) -> Call:
        """Close the present offer of a call that continues without it."""
        self.offer_ended(call, result)
        return self.change(call, offer=None, whisper="")

    def free(self, agent: Agent) -> None:
        """Give an agent back whose offer ended through no fault: the idle time is kept."""
        if not self._leave(agent):
            self.set_agent(agent, AgentState.READY, idle_since=agent.idle_since)

    def begin_supervising(self, supervisor: Agent) -> None:
        """Let a supervisor do nothing else; afterwards comes what was before."""
        pause = "" if supervisor.presence is AgentState.READY else supervisor.reason or SIGNED_IN
        self.set_agent(supervisor, AgentState.SUPERVISING, pause_after=pause)

    def wrap_up(self, agent: Agent) -> None:
        """Begin the work after a call, or the pause that was asked for during it."""
        if not self._leave(agent):
            self.set_agent(agent, AgentState.WRAP_UP)
            until = self.agent(agent.id).until
            self.timer(self.rules.wrap_up_limit, WrapUpTimer(agent.id, until))

    def wrap_up_after(self, call: Call, agent: Agent) -> None:
        """Begin the work after a talk, whose handling time is known when that work is done."""
        served = (call.queue, call.answered_at) if call.answered_at is not None else None
        self.wrap_up(replace(agent, served=served))

    def finish(
        self,
        call: Call,
        outcome: CallOutcome,
        by: CallParty,
        *,
        gone: str = "",
        ended_at: float | None = None,
    ) -> None:
        """End a call: hang up every leg but the one that is `gone`, record, free the agent.

        `ended_at` is for an end that is heard of only now.
        """
        for leg in legs(call):
            if leg != gone:
                self.hang_up(call, leg)
        if call.phase in TALKS:
            self.do(RemoveBridge(call=call.id))
        if is_ringing(call):
            self.offer_ended(call, OfferResult.WITHDRAWN)
        del self.calls[call.id]
        self._call_ended(call, outcome, by, self.at if ended_at is None else ended_at)
        if ended_at is not None:
            self._not_seen_in(call, ended_at)
        self._release(call, learn=ended_at is None)

    def hang_up(self, call: Call, leg: str) -> None:
        """End a leg, unless a restart found it gone."""
        if leg not in self.gone:
            self.do(HangUp(call=call.id, channel=leg))

    def let_go_stray(self, call_id: str, leg: str) -> None:
        """End a leg of ours that answered and that no call has, or has any more."""
        call = self.calls.get(call_id)
        if call is None or leg not in legs(call):
            self.do(HangUp(call=call_id, channel=leg))

    def release(self, call: Call, member: Member) -> None:
        """Give a member's agent back; only who spoke with the citizen has work after it."""
        if member.agent is None or self.agent(member.agent).call != call.id:
            return
        talked = member.state is MemberState.TALKING and member.role is not LegRole.CONSULTED
        (self.wrap_up if talked else self.free)(self.agent(member.agent))

    def _release(self, call: Call, *, learn: bool) -> None:
        for member in call.members:
            self.release(call, member)
        if call.phase is Phase.RETURNING:
            self.release_awaited(call.preferred or 0)
        for one in call.awaited:
            self.release_awaited(one.agent)
        agent = self.agents.get(call.offer.agent) if call.offer else None
        if agent is None or agent.call != call.id:
            return
        if is_ringing(call) and agent.reason != RETURNING:
            self.free(agent)
        elif learn:
            self.wrap_up_after(call, agent)
        else:
            self.wrap_up(agent)

    def _not_seen_in(self, call: Call, since: float) -> None:
        agents = [self.agent(number) for number in agents_in(call)]
        for agent in (each for each in agents if each.call == call.id):
            self.not_seen(agent, since)

    def not_seen(self, agent: Agent, since: float) -> None:
        """Record that what an agent did ended at `since` while nobody listened.

        What they did from then until now is not known, and counts in no figure.
        """
        since = max(since, agent.since)
        if since < self.at and not agent.home:
            away = replace(agent, presence=AgentState.OFFLINE, reason=NOT_SEEN, call=None)
            self._tell(replace(away, since=since, until=0.0), since)

    def release_awaited(self, number: int) -> None:
        """Let an agent go whose talk ended while they were awaited in it."""
        agent = self.agents.get(number)
        if agent is not None and (agent.presence, agent.reason) == (AgentState.PAUSED, RETURNING):
            self.wrap_up(agent)

    def _leave(self, agent: Agent) -> bool:
        if not agent.pause_after:
            return False
        signed_out = agent.pause_after == SIGNED_OUT
        presence = AgentState.OFFLINE if signed_out else AgentState.PAUSED
        self.set_agent(agent, presence, agent.pause_after, pause_after="")
        return True

    def offer_ended(self, call: Call, result: OfferResult) -> None:
        """Record the result of the present offer of a call."""
        if call.offer is None:
            return
        self.record(
            OfferEnded(
                at=self.at,
                call=call.id,
                offer=call.offer.id,
                agent=call.offer.agent,
                result=result,
            )
        )

    def _call_ended(self, call: Call, outcome: CallOutcome, by: CallParty, at: float) -> None:
        served = call.offer is not None and not is_ringing(call)
        self.record(
            CallEnded(
                at=at,
                call=call.id,
                outcome=outcome,
                by=by,
                waited_seconds=call.waited(call.answered_at or at),
                agent=call.offer.agent if call.offer and served else None,
            )
        )


def is_ringing(call: Call) -> bool:
    """Say whether an agent's telephone rings for this call."""
    return call.offer is not None and call.phase in (Phase.WAITING, Phase.CALLING_AGENT)


def legs(call: Call) -> list[str]:
    """List the channels of a call that may exist in Asterisk."""
    agents = [agent_leg(call.offer.id)] if call.offer else []
    others = [member.id for member in call.members]
    uncalled = call.phase in (Phase.CALLING_AGENT, Phase.CALLBACK_HOLD)
    return agents if uncalled else [call.channel, *agents, *others]


def agents_in(call: Call) -> dict[int, bool]:
    """Name the agents a call occupies, and say of each whether the telephone still rings."""
    ringing = {
        member.agent: member.state is MemberState.RINGING
        for member in call.members
        if member.agent is not None
    }
    return ringing | ({call.offer.agent: is_ringing(call)} if call.offer else {})
