"""The side of the node an agent sits at: it claims lent calls and decides about the agent."""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.lending.claim import ClaimCall
from alo153.switchboard.acd.lending.commands import Refusal, RefuseLent, RingLent
from alo153.switchboard.acd.lending.events import (
    ClaimDecided,
    LentCallsSeen,
    LentLegAnswered,
    LentLegArrived,
    LentLegGone,
    LentLegRefused,
)
from alo153.switchboard.acd.lending.state import LentCall, Loan, Pledge
from alo153.switchboard.acd.state import Agent, Presence
from alo153.switchboard.acd.supervision import monitoring
from alo153.switchboard.acd.supervision.state import SUPERVISOR_LEG
from alo153.switchboard.acd.timers import ClaimTimer, LentRingTimer
from alo153.switchboard.acd.turn import Turn

CLAIM_SECONDS = 5.0
"""A call that was claimed rings here sooner, or its node is shunned."""
SHUNNED_SECONDS = 30.0


def seen(turn: Turn, event: LentCallsSeen) -> None:
    """Put the calls of other nodes into the line; a claim that was taken back is forgotten."""
    lending = turn.lending
    shunned = {node: until for node, until in lending.shunned.items() if until > turn.at}
    pledges = {
        key: pledge
        for key, pledge in lending.pledges.items()
        if not pledge.won or key in event.claimed
    }
    lent = {call.id: call for call in event.calls if call.node not in shunned}
    turn.lending = replace(lending, lent=lent, pledges=pledges, shunned=shunned)


def pledged(turn: Turn) -> set[int]:
    """Name the agents for whom a lent call is claimed."""
    return {pledge.agent for pledge in turn.lending.pledges.values()}


def line(turn: Turn) -> list[LentCall]:
    """List the calls of other nodes that may be claimed."""
    lending = turn.lending
    return [call for key, call in lending.lent.items() if key not in lending.pledges]


def claim(turn: Turn, call: LentCall, agent: Agent, *, rank: int, among: int) -> None:
    """Claim a call for an agent, who is free for everything else until it rings."""
    pledge = Pledge(agent=agent.id, call=call, at=turn.at)
    turn.lending = replace(turn.lending, pledges={**turn.lending.pledges, call.id: pledge})
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
    pledge = turn.lending.pledges.get(event.call)
    if pledge is None or pledge.agent != event.agent:
        return
    if event.won:
        pledges = {**turn.lending.pledges, event.call: replace(pledge, won=True)}
        turn.lending = replace(turn.lending, pledges=pledges)
    else:
        _forget(turn, event.call)


def claim_over(turn: Turn, timer: ClaimTimer) -> None:
    """Take no calls for a while from a node whose call did not come after it was claimed."""
    pledge = turn.lending.pledges.get(timer.call)
    if pledge is None or pledge.at != timer.at:
        return
    _forget(turn, timer.call)
    node, lending = pledge.call.node, turn.lending
    turn.lending = replace(
        lending,
        lent={key: call for key, call in lending.lent.items() if call.node != node},
        shunned={**lending.shunned, node: turn.at + SHUNNED_SECONDS},
    )


def arrived(turn: Turn, event: LentLegArrived) -> None:
    """Ring our agent, who may do something else by now: then the leg goes back.

    It comes for a call that was claimed, or because a colleague there asks the agent into a call,
    or because the agent wants to listen to one.
    """
    agent, call = turn.agent(event.agent), _known(turn, event.call)
    other = {key for key, each in turn.lending.pledges.items() if each.agent == event.agent}
    if not _is_free_for(agent, event.offer) or other - {event.call}:
        refused = RefuseLent(call=event.call, channel=event.channel, why=Refusal.BUSY)
        turn.do(refused)
        return
    _forget(turn, event.call)
    _keep(
        turn,
        Loan(
            offer=event.offer,
            call=event.call,
            queue=call.queue if call else GENERAL,
            agent=agent.id,
            channel=event.channel,
        ),
    )
    if _is_monitor(event.offer):
        monitoring.begin(turn, agent)
    else:
        turn.set_agent(agent, Presence.RINGING, call=event.call, idle_since=agent.idle_since)
    seconds = turn.rules.ring
    turn.do(
        RingLent(
            call=event.call or event.offer,
            channel=event.channel,
            offer=event.offer,
            agent=agent.id,
            seconds=seconds,
        )
    )
    turn.timer(seconds, LentRingTimer(event.offer))


def answered(turn: Turn, event: LentLegAnswered) -> None:
    """Note that our agent talks."""
    loan = turn.lending.loans.get(event.offer)
    if loan is not None and loan.answered_at is None:
        _keep(turn, replace(loan, answered_at=turn.at))
        if not _is_monitor(loan.offer):
            turn.set_agent(turn.agent(loan.agent), Presence.TALKING, call=loan.call)


def refused(turn: Turn, event: LentLegRefused) -> None:
    """Note that our agent does not answer; the call goes on at its own node."""
    loan = turn.lending.loans.get(event.offer)
    if loan is not None and loan.answered_at is None:
        _end(turn, loan)
        _not_answering(turn, loan, event.reason)


def ring_over(turn: Turn, timer: LentRingTimer) -> None:
    """Send a call back that our agent does not answer."""
    loan = turn.lending.loans.get(timer.offer)
    if loan is not None and loan.answered_at is None:
        _send_back(turn, loan, Refusal.NO_ANSWER)
        _not_answering(turn, loan, Refusal.NO_ANSWER)


def gone(turn: Turn, event: LentLegGone) -> None:
    """Free our agent: to the work after a talk, or as before if it only rang."""
    loans = turn.lending.loans.values()
    loan = next((each for each in loans if each.channel == event.channel), None)
    if loan is None:
        return
    _end(turn, loan)
    agent = turn.agent(loan.agent)
    if loan.answered_at is None or _is_monitor(loan.offer):
        turn.free(agent)
    else:
        turn.wrap_up(replace(agent, served=(loan.queue, loan.answered_at)))


def step_back(turn: Turn, agent: Agent) -> None:
    """Send a call back that rings at an agent who wants a pause, or leaves."""
    loans = turn.lending.loans.values()
    loan = next((each for each in loans if each.agent == agent.id), None)
    if loan is not None and loan.answered_at is None:
        _send_back(turn, loan, Refusal.BUSY)
        turn.free(agent)


def start_anew(turn: Turn) -> None:
    """Forget what rang and talked: after a restart only the telephones say who talks."""
    turn.lending = replace(turn.lending, lent={}, pledges={}, loans={})


def _is_monitor(offer: str) -> bool:
    return offer.startswith(SUPERVISOR_LEG)


def _is_free_for(agent: Agent, offer: str) -> bool:
    """Say whether an agent may be rung: to listen also on a pause."""
    if _is_monitor(offer):
        return agent.reachable and not agent.occupied
    return agent.available


def _known(turn: Turn, call: str) -> LentCall | None:
    pledge = turn.lending.pledges.get(call)
    return pledge.call if pledge else turn.lending.lent.get(call)


def _forget(turn: Turn, call: str) -> None:
    """Take a call out of the line, and its claim with it; the next news shows what stands."""
    lending = turn.lending
    turn.lending = replace(
        lending,
        lent={key: each for key, each in lending.lent.items() if key != call},
        pledges={key: each for key, each in lending.pledges.items() if key != call},
    )


def _keep(turn: Turn, loan: Loan) -> None:
    turn.lending = replace(turn.lending, loans={**turn.lending.loans, loan.offer: loan})


def _end(turn: Turn, loan: Loan) -> None:
    loans = {key: each for key, each in turn.lending.loans.items() if key != loan.offer}
    turn.lending = replace(turn.lending, loans=loans)


def _send_back(turn: Turn, loan: Loan, why: Refusal) -> None:
    _end(turn, loan)
    turn.do(RefuseLent(call=loan.call, channel=loan.channel, why=why))


def _not_answering(turn: Turn, loan: Loan, reason: str) -> None:
    turn.set_agent(turn.agent(loan.agent), Presence.NOT_ANSWERING, reason, pause_after="")
