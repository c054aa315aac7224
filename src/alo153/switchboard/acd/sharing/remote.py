"""The side of the node an agent sits at: it claims shared calls and decides about the agent."""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.call_words import AgentState
from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.sharing.commands import Refusal, RefuseShared, RingShared
from alo153.switchboard.acd.sharing.events import (
    ClaimDecided,
    SharedCallsSeen,
    SharedLegAnswered,
    SharedLegArrived,
    SharedLegGone,
    SharedLegRefused,
)
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG
from alo153.switchboard.acd.state.shared_calls import Pledge, RemoteLeg, SharedCall
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.timers import ClaimTimer, SharedRingTimer
from alo153.switchboard.acd.turn.turn import Turn

CLAIM_SECONDS = 5.0
"""A call that was claimed rings here sooner, or its node is shunned."""
SHUNNED_SECONDS = 30.0


def seen(turn: Turn, event: SharedCallsSeen) -> None:
    """Put the calls of other nodes into the line; a claim that was taken back is forgotten."""
    sharing = turn.sharing
    shunned = {node: until for node, until in sharing.shunned.items() if until > turn.at}
    pledges = {
        key: pledge
        for key, pledge in sharing.pledges.items()
        if not pledge.won or key in event.claimed
    }
    shared = {call.id: call for call in event.calls if call.node not in shunned}
    turn.sharing = replace(
        sharing, shared=shared, pledges=pledges, shunned=shunned, elsewhere=event.agents
    )


def pledged(turn: Turn) -> set[int]:
    """Name the agents for whom a shared call is claimed."""
    return {pledge.agent for pledge in turn.sharing.pledges.values()}


def line(turn: Turn) -> list[SharedCall]:
    """List the calls of other nodes that may be claimed."""
    sharing = turn.sharing
    return [call for key, call in sharing.shared.items() if key not in sharing.pledges]


def claim(turn: Turn, call: SharedCall, agent: Agent, *, rank: int, among: int) -> None:
    """Claim a call for an agent, who is free for everything else until it rings."""
    pledge = Pledge(agent=agent.id, call=call, at=turn.at)
    turn.sharing = replace(turn.sharing, pledges={**turn.sharing.pledges, call.id: pledge})
    turn.ask(
        ClaimCall(
            call=call,
            agent=agent.id,
            idle_seconds=max(0.0, turn.at - agent.idle_since),
            rank=rank,
            among=among,
        )
    )
    turn.timer(CLAIM_SECONDS, ClaimTimer(call.id, turn.at))


def decided(turn: Turn, event: ClaimDecided) -> None:
    """Wait for a call that was won; forget one that another was faster for."""
    pledge = turn.sharing.pledges.get(event.call)
    if pledge is None or pledge.agent != event.agent:
        return
    if event.won:
        pledges = {**turn.sharing.pledges, event.call: replace(pledge, won=True)}
        turn.sharing = replace(turn.sharing, pledges=pledges)
    else:
        _forget(turn, event.call)


def claim_over(turn: Turn, timer: ClaimTimer) -> None:
    """Take no calls for a while from a node whose call did not come after it was claimed."""
    pledge = turn.sharing.pledges.get(timer.call)
    if pledge is None or pledge.at != timer.at:
        return
    _forget(turn, timer.call)
    node, sharing = pledge.call.node, turn.sharing
    turn.sharing = replace(
        sharing,
        shared={key: call for key, call in sharing.shared.items() if call.node != node},
        shunned={**sharing.shunned, node: turn.at + SHUNNED_SECONDS},
    )


def arrived(turn: Turn, event: SharedLegArrived) -> None:
    """Ring our agent, who may do something else by now: then the leg goes back.

    It comes for a call that was claimed, or because a colleague there asks the agent into a call,
    or because the agent wants to listen to one.
    """
    agent, call = turn.agent(event.agent), _known(turn, event.call)
    other = {key for key, each in turn.sharing.pledges.items() if each.agent == event.agent}
    if not _is_free_for(agent, event.offer) or other - {event.call}:
        refused = RefuseShared(call=event.call, channel=event.channel, why=Refusal.BUSY)
        turn.do(refused)
        return
    _forget(turn, event.call)
    _keep(
        turn,
        RemoteLeg(
            offer=event.offer,
            call=event.call,
            queue=call.queue if call else GENERAL,
            agent=agent.id,
            channel=event.channel,
        ),
    )
    if _is_monitor(event.offer):
        turn.begin_supervising(agent)
    else:
        turn.set_agent(agent, AgentState.RINGING, call=event.call)
    seconds = turn.rules.ring
    turn.do(
        RingShared(
            call=event.call or event.offer,
            channel=event.channel,
            offer=event.offer,
            agent=agent.id,
            seconds=seconds,
        )
    )
    turn.timer(seconds, SharedRingTimer(event.offer))


def answered(turn: Turn, event: SharedLegAnswered) -> None:
    """Note that our agent talks."""
    leg = turn.sharing.legs.get(event.offer)
    if leg is not None and leg.answered_at is None:
        _keep(turn, replace(leg, answered_at=turn.at))
        if not _is_monitor(leg.offer):
            turn.set_agent(turn.agent(leg.agent), AgentState.TALKING, call=leg.call)


def refused(turn: Turn, event: SharedLegRefused) -> None:
    """Note that our agent does not answer; the call continues at its own node."""
    leg = turn.sharing.legs.get(event.offer)
    if leg is not None and leg.answered_at is None:
        _end(turn, leg)
        _not_answering(turn, leg, event.reason)


def ring_over(turn: Turn, timer: SharedRingTimer) -> None:
    """Send a call back that our agent does not answer."""
    leg = turn.sharing.legs.get(timer.offer)
    if leg is not None and leg.answered_at is None:
        _send_back(turn, leg, Refusal.NO_ANSWER)
        _not_answering(turn, leg, Refusal.NO_ANSWER)


def gone(turn: Turn, event: SharedLegGone) -> None:
    """Free our agent: to the work after a talk, or as before if it only rang."""
    legs = turn.sharing.legs.values()
    leg = next((each for each in legs if each.channel == event.channel), None)
    if leg is None:
        return
    _end(turn, leg)
    agent = turn.agent(leg.agent)
    if leg.answered_at is None or _is_monitor(leg.offer):
        turn.free(agent)
    else:
        turn.wrap_up(replace(agent, served=(leg.queue, leg.answered_at)))


def step_back(turn: Turn, agent: Agent) -> None:
    """Send a call back that rings at an agent who wants a pause, or leaves."""
    legs = turn.sharing.legs.values()
    leg = next((each for each in legs if each.agent == agent.id), None)
    if leg is not None and leg.answered_at is None:
        _send_back(turn, leg, Refusal.BUSY)
        turn.free(agent)


def start_anew(turn: Turn) -> None:
    """Forget what rang and talked: after a restart only the telephones say who talks."""
    turn.sharing = replace(turn.sharing, shared={}, pledges={}, legs={})


def _is_monitor(offer: str) -> bool:
    return offer.startswith(SUPERVISOR_LEG)


def _is_free_for(agent: Agent, offer: str) -> bool:
    """Say whether an agent may be rung; an agent on a pause may be rung to listen."""
    if _is_monitor(offer):
        return agent.reachable and not agent.occupied
    return agent.available


def _known(turn: Turn, call: str) -> SharedCall | None:
    pledge = turn.sharing.pledges.get(call)
    return pledge.call if pledge else turn.sharing.shared.get(call)


def _forget(turn: Turn, call: str) -> None:
    """Remove a call and its claim from the queue; the next exchange shows the present state."""
    sharing = turn.sharing
    turn.sharing = replace(
        sharing,
        shared={key: each for key, each in sharing.shared.items() if key != call},
        pledges={key: each for key, each in sharing.pledges.items() if key != call},
    )


def _keep(turn: Turn, leg: RemoteLeg) -> None:
    turn.sharing = replace(turn.sharing, legs={**turn.sharing.legs, leg.offer: leg})


def _end(turn: Turn, leg: RemoteLeg) -> None:
    legs = {key: each for key, each in turn.sharing.legs.items() if key != leg.offer}
    turn.sharing = replace(turn.sharing, legs=legs)


def _send_back(turn: Turn, leg: RemoteLeg, why: Refusal) -> None:
    _end(turn, leg)
    turn.do(RefuseShared(call=leg.call, channel=leg.channel, why=why))


def _not_answering(turn: Turn, leg: RemoteLeg, reason: str) -> None:
    turn.set_agent(turn.agent(leg.agent), AgentState.NOT_ANSWERING, reason, pause_after="")
