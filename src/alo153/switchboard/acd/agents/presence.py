"""Agents come, go, take a pause and come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from alo153.calls.call_words import ABSENT, AgentState, CallOutcome, CallParty
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.agents import sparing
from alo153.switchboard.acd.members import rejoining
from alo153.switchboard.acd.members.members import step_out
from alo153.switchboard.acd.members.returning import keep
from alo153.switchboard.acd.ringing.ringing import withdraw
from alo153.switchboard.acd.sharing import remote
from alo153.switchboard.acd.state.state import Agent, Call, Phase, Sparing
from alo153.switchboard.acd.turn.events import AgentReachable, Asked, FromPage, Verbs
from alo153.switchboard.acd.turn.timers import WrapUpTimer
from alo153.switchboard.acd.turn.turn import (
    RETURNING,
    SIGNED_IN,
    SIGNED_OUT,
    Turn,
    agents_in,
    is_ringing,
)
from alo153.switchboard.acd.waiting.callback_hold import hold_place

NO_WRAP_UP = "no_wrap_up"
EXTENDED_ALREADY = "extended_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedIn(page_commands.ProvisionAgent, FromPage):
    """An agent opened the desk; not ready yet. `skills` are skill and level, 1 to 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedOut(page_commands.SignOut, FromPage):
    """An agent closed the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsChanged(page_commands.Skills, FromPage):
    """A supervisor changed what an agent can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentReady(page_commands.Ready, FromPage):
    """An agent says: I take calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentNotReady(page_commands.Pause, FromPage):
    """An agent says: a pause, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTime(page_commands.MoreTime, Asked):
    """An agent needs longer for the work after a call, and why."""

    perishable: ClassVar = False


def signed_in(turn: Turn, event: AgentSignedIn) -> None:
    """Let an agent in, not ready yet; a reload of the page changes nothing.

    Of somebody who is in already the state is recorded again: the record may have missed it.
    """
    spared = Sparing(event.spared_until)
    agent = replace(turn.agent(event.agent), skills=dict(event.skills), sparing=spared)
    if agent.presence is AgentState.OFFLINE:
        turn.set_agent(agent, AgentState.PAUSED, SIGNED_IN)
    else:
        turn.store(agent)
    if spared.holds(turn.at):
        sparing.look_again(turn)


def skills_changed(turn: Turn, event: SkillsChanged) -> None:
    """Set an agent's skills; a ringing or answered call continues."""
    agent = turn.agents.get(event.agent)
    if agent is not None:
        turn.agents[agent.id] = replace(agent, skills=dict(event.skills))


def signed_out(turn: Turn, event: AgentSignedOut) -> None:
    """Let an agent go; somebody who talks is let go after the call."""
    _step_back(turn, turn.agent(event.agent), AgentState.OFFLINE, SIGNED_OUT)


def ready(turn: Turn, event: AgentReady) -> None:
    """Take calls again; during a call it only takes back a pause that was asked for."""
    agent = turn.agent(event.agent)
    if agent.occupied:
        turn.store(replace(agent, pause_after=""))
    elif agent.presence is not AgentState.READY:
        turn.set_agent(agent, AgentState.READY)


def not_ready(turn: Turn, event: AgentNotReady) -> None:
    """Begin a pause: now, instead of an offer that rings, or after the call.

    An agent who is not here stays so: a hard conversation is marked away from the telephone too.
    """
    agent = turn.agent(event.agent)
    if agent.occupied or agent.presence is not AgentState.OFFLINE:
        _step_back(turn, agent, AgentState.PAUSED, event.reason)


def reachable(turn: Turn, event: AgentReachable) -> None:
    """Note that a telephone registered or was lost; coming back starts the idle time anew.

    An agent who was signed off for it is signed in again by it, not ready yet.
    """
    agent = turn.agent(event.agent)
    if agent.home or agent.reachable == event.reachable:
        return
    idle_since = turn.at if event.reachable else agent.idle_since
    turn.store(replace(agent, reachable=event.reachable, idle_since=idle_since))
    if event.reachable and agent.presence is AgentState.OFFLINE and agent.reason == ABSENT:
        turn.set_agent(turn.agent(agent.id), AgentState.PAUSED, SIGNED_IN)
    if not event.reachable:
        _stop_ringing(turn, turn.agent(event.agent))


def _stop_ringing(turn: Turn, agent: Agent) -> None:
    """Withdraw the call that rings at a disconnected telephone: it cannot be answered there."""
    call = turn.calls.get(agent.call or "")
    if call is None:
        return
    if call.offer is None or call.offer.agent != agent.id:
        _stop_rejoining(turn, call, agent)
    elif is_ringing(call):
        _leave_offer(turn, call)
        if agent.reason == RETURNING:
            keep(turn, call.id, agent)


def _stop_rejoining(turn: Turn, call: Call, agent: Agent) -> None:
    member = next((one for one in call.members if one.agent == agent.id), None)
    if member is not None and (agent.presence, agent.reason) == (AgentState.RINGING, RETURNING):
        rejoining.ringing_lost(turn, call, member)


def wrap_up_over(turn: Turn, timer: WrapUpTimer) -> None:
    """Make an agent ready whose time after a call is used up."""
    agent = turn.agent(timer.agent)
    if agent.presence is AgentState.WRAP_UP and agent.until == timer.until:
        turn.set_agent(agent, AgentState.READY)


def more_time(turn: Turn, event: MoreTime) -> None:
    """Move the limit of the work after a call, once; the reason tells that it was moved."""
    agent = turn.agent(event.agent)
    error = _why_no_more(agent)
    turn.done(event.command, error)
    if error:
        return
    until = agent.until + turn.rules.wrap_up_extension
    turn.store(replace(agent, reason=event.reason, until=until))
    turn.timer(until - turn.at, WrapUpTimer(agent.id, until))


def _why_no_more(agent: Agent) -> str:
    if agent.presence is not AgentState.WRAP_UP:
        return NO_WRAP_UP
    return EXTENDED_ALREADY if agent.reason else ""


def _step_back(turn: Turn, agent: Agent, presence: AgentState, reason: str) -> None:
    call = turn.calls.get(agent.call or "")
    if not agent.occupied:
        turn.set_agent(agent, presence, reason, pause_after="")
        return
    turn.store(replace(agent, pause_after=reason))
    if call is None:
        remote.step_back(turn, turn.agent(agent.id))
    elif call.offer is None or call.offer.agent != agent.id:
        _leave_ringing(turn, call, agent.id)
    elif is_ringing(call):
        _leave_offer(turn, call)


def _leave_ringing(turn: Turn, call: Call, agent: int) -> None:
    if agents_in(call).get(agent):
        step_out(turn, call, agent)


def _leave_offer(turn: Turn, call: Call) -> None:
    if call.phase is Phase.CALLING_AGENT and call.place_kept_at is None:
        turn.finish(call, CallOutcome.CANCELED, CallParty.AGENT)
    else:
        call = withdraw(turn, call)
        if call.phase is Phase.CALLING_AGENT:
            hold_place(turn, call)


VERBS: Verbs = {
    AgentSignedIn: signed_in,
    AgentSignedOut: signed_out,
    SkillsChanged: skills_changed,
    AgentReady: ready,
    AgentNotReady: not_ready,
    MoreTime: more_time,
}
