"""Members of a call in addition to citizen and agent: invite, join, leave, continue without one.

Reactions share these steps; each one leaves a consistent state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, LegKind, LegResult, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.ringing.ringing import LINE_SILENCE, VISITOR_GRACE
from alo153.switchboard.acd.state.leg_ids import agent_leg, member_leg, number_of_member
from alo153.switchboard.acd.state.state import Agent, Call, Member, MemberState, Offer, Phase
from alo153.switchboard.acd.turn.commands import (
    Hold,
    JoinTalk,
    RemoveBridge,
    Resume,
    RingMember,
    StopRinging,
)
from alo153.switchboard.acd.turn.facts import (
    CallHeld,
    CallRequeued,
    CallResumed,
    CallTaken,
    MemberChanged,
    MemberInvited,
    MemberJoined,
    MemberLeft,
)
from alo153.switchboard.acd.turn.timers import MemberTimer, PositionTimer, SilenceTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting.queueing import watch

AGENT_BUSY = "agent_busy"
AGENT_AWAY = "agent_away"


def why_not(turn: Turn, target: Target) -> str:
    """Say why somebody cannot be asked into a call; empty if they can."""
    if target.agent is None:
        return ""
    agent = asked(turn, target)
    if agent.call is not None:
        return AGENT_BUSY
    return "" if agent.available else AGENT_AWAY


def asked(turn: Turn, target: Target) -> Agent:
    """Find the agent who is asked; whether one of another node is free, that node says."""
    number = target.agent or 0
    if target.home in ("", turn.rules.node) or is_here(turn, number):
        return turn.agent(number)
    return visitor(turn, number, home=target.home)


def is_here(turn: Turn, number: int) -> bool:
    """Say whether an agent's telephone is at this node, or the agent in a call of it.

    One who has moved to another node may still be known from before.
    """
    agent = turn.agent(number)
    return agent.reachable or agent.call is not None


def visitor(turn: Turn, number: int, *, home: str, idle_seconds: float = 0.0) -> Agent:
    """Bring an agent of another node in, for one call."""
    return Agent(
        id=number,
        presence=AgentState.READY,
        since=turn.at,
        idle_since=turn.at - idle_seconds,
        reachable=True,
        home=home,
    )


def invite(turn: Turn, call: Call, target: Target, role: LegRole, *, shown: str = "") -> Call:
    """Ring one more person; the agent of the call, if there is one, hears the ringing.

    `shown` is what the desk of an agent of ours is told about this ringing.
    """
    member = Member(
        id=member_leg(call.id, call.invited + 1),
        kind=_kind(target),
        role=role,
        agent=target.agent,
        guest=target.guest,
        number=target.number,
        at=turn.at,
    )
    call = add(turn, turn.change(call, failed_lines=frozenset()), member)
    if target.agent is not None:
        agent = asked(turn, target)
        turn.set_agent(agent, AgentState.RINGING, shown, call=call.id)
    ring(turn, call, member)
    return call


def _kind(target: Target) -> LegKind:
    if target.agent is not None:
        return LegKind.AGENT
    return LegKind.GUEST if target.guest else LegKind.OUTSIDE


def add(turn: Turn, call: Call, member: Member) -> Call:
    """Store a call with one more member, and record the invitation."""
    turn.record(
        MemberInvited(
            at=turn.at,
            call=call.id,
            member=member.id,
            kind=member.kind,
            role=member.role,
            agent=member.agent,
            number=member.number,
            by=call.offer.agent if call.offer else None,
        )
    )
    invited = number_of_member(member.id)
    return turn.change(call, members=(*call.members, member), invited=invited)


def ring(turn: Turn, call: Call, member: Member) -> None:
    """Ring a member; a number outside is dialed by another line when this one is silent."""
    outside = member.kind is LegKind.OUTSIDE
    seconds = turn.rules.citizen_ring if outside else turn.rules.ring
    home = "" if member.agent is None else turn.agent(member.agent).home
    turn.do(
        RingMember(
            call=call.id,
            member=member.id,
            agent=member.agent,
            number=call.number if member.agent is not None else member.number,
            citizen=call.number,
            guest=member.guest,
            agent_leg=agent_leg(call.offer.id) if call.offer else "",
            seconds=seconds,
            video=call.video,
            node=home,
            failed=call.failed_lines,
        )
    )
    if outside:
        turn.timer(LINE_SILENCE, SilenceTimer(member.id))
    turn.timer(seconds + (VISITOR_GRACE if home else 0.0), MemberTimer(member.id))


def ring_elsewhere(turn: Turn, call: Call, member: Member) -> None:
    """Dial an outside number by another line: remove the failed leg, add one with its own id."""
    again = replace(member, id=member_leg(call.id, call.invited + 1), at=turn.at)
    call = add(turn, without(turn, call, member, LegResult.LINE_FAILED), again)
    ring(turn, call, again)


def join(turn: Turn, call: Call, member: Member) -> Call:
    """Bring a member who answered into the talk."""
    call = change(turn, call, member, state=MemberState.TALKING)
    quiet(turn, call)
    turn.do(JoinTalk(call=call.id, channel=member.id, video=call.video))
    turn.record(MemberJoined(at=turn.at, call=call.id, member=member.id))
    if member.agent is not None:
        turn.set_agent(turn.agent(member.agent), AgentState.TALKING, call=call.id)
    return call


def quiet(turn: Turn, call: Call) -> None:
    """End the ringing the agent of a call hears."""
    leg = agent_leg(call.offer.id) if call.offer else ""
    if leg and leg not in turn.gone:
        turn.do(StopRinging(call=call.id, channel=leg))


def change(turn: Turn, call: Call, member: Member, **changes: Any) -> Call:
    """Store a call with one of its members changed."""
    changed = replace(member, **changes)
    others = (changed if one.id == member.id else one for one in call.members)
    return turn.change(call, members=tuple(others))


def without(turn: Turn, call: Call, member: Member, result: LegResult) -> Call:
    """Store a call without a member whose leg has ended; this does not free the agent."""
    if member.state is MemberState.RINGING:
        quiet(turn, call)
    turn.record(MemberLeft(at=turn.at, call=call.id, member=member.id, result=result))
    others = tuple(one for one in call.members if one.id != member.id)
    return turn.change(call, members=others)


def withdraw(turn: Turn, call: Call, member: Member) -> Call:
    """Hang a member up and free the agent whose leg it was."""
    turn.hang_up(call, member.id)
    call = without(turn, call, member, LegResult.WITHDRAWN)
    turn.release(call, member)
    return call


def step_out(turn: Turn, call: Call, agent: int) -> None:
    """Let an agent out who is a member; one who only rings does not want to be asked now."""
    member = next((one for one in call.members if one.agent == agent), None)
    if member is None:
        return
    call = withdraw(turn, call, member)
    if member.state is MemberState.RINGING:
        _not_now(turn, turn.agent(agent))
    carry_on(turn, call)


def _not_now(turn: Turn, agent: Agent) -> None:
    if agent.presence is AgentState.READY:
        turn.set_agent(agent, AgentState.NOT_ANSWERING, LegResult.REJECTED)


def carry_on(turn: Turn, call: Call) -> None:
    """Decide how a call continues after a member left: a citizen never hears silence.

    With an agent, the citizen leaves the music if nobody is consulted any more. Without an agent,
    the citizen hears music while a member still rings or is awaited; otherwise the call ends, or
    returns to the queue if nobody answered.
    """
    if call.offer is not None:
        if call.held and call.consulted is None:
            bring_back(turn, call)
    elif not call.partners:
        _nobody_talks(turn, call)


def _nobody_talks(turn: Turn, call: Call) -> None:
    if call.awaited or any(one.role is LegRole.CONFERENCE for one in call.members):
        hold(turn, call)
    elif call.held:
        back_to_line(turn, call)
    else:
        turn.finish(call, CallOutcome.ANSWERED, CallParty.OUTSIDE)


def merge(turn: Turn, call: Call) -> Call:
    """Bring citizen, agent and the consulted one, if there is one, together."""
    member = call.consulted
    if member is not None:
        role = LegRole.CONFERENCE
        turn.record(MemberChanged(at=turn.at, call=call.id, member=member.id, role=role))
        call = change(turn, call, member, role=role)
    return bring_back(turn, call)


def hold(turn: Turn, call: Call) -> Call:
    """Give the citizen music."""
    if call.held:
        return call
    turn.do(Hold(call=call.id, channel=call.channel))
    turn.record(CallHeld(at=turn.at, call=call.id, agent=_at_hand(call)))
    return turn.change(call, held=True)


def bring_back(turn: Turn, call: Call) -> Call:
    """Bring the citizen back from the music."""
    if not call.held:
        return call
    turn.do(Resume(call=call.id, channel=call.channel))
    turn.record(CallResumed(at=turn.at, call=call.id, agent=_at_hand(call)))
    return turn.change(call, held=False)


def _at_hand(call: Call) -> int | None:
    return call.offer.agent if call.offer else None


def leave(turn: Turn, call: Call, *, gone: bool = False) -> Call:
    """Remove the agent from a running call: a member of the center takes it, else it is OUTSIDE."""
    call = turn.change(_part(turn, call, gone=gone), phase=Phase.OUTSIDE)
    return adopt(turn, bring_back(turn, call) if call.partners else call)


def adopt(turn: Turn, call: Call) -> Call:
    """Make the first agent who talks in a call without agent its agent."""
    heir = next((one for one in call.partners if one.agent is not None), None)
    if call.offer is not None or heir is None or heir.agent is None:
        return call
    turn.record(CallTaken(at=turn.at, call=call.id, member=heir.id, agent=heir.agent))
    others = tuple(one for one in call.members if one.id != heir.id)
    offer = Offer(id=heir.id, agent=heir.agent, at=heir.at)
    return turn.change(call, phase=Phase.TALKING, offer=offer, members=others)


def without_agent(turn: Turn, call: Call) -> None:
    """Continue without the agent's leg, with members who talk with the citizen or are consulted.

    A consulted member knows the matter and is connected with the citizen.
    """
    leave(turn, merge(turn, call), gone=True)


def _part(turn: Turn, call: Call, *, gone: bool) -> Call:
    if call.offer is None:
        return call
    leg, agent = agent_leg(call.offer.id), turn.agent(call.offer.agent)
    if not gone:
        turn.hang_up(call, leg)
    turn.record(MemberLeft(at=turn.at, call=call.id, member=leg, result=LegResult.LEFT))
    call = turn.change(call, offer=None)
    if agent.call == call.id:
        turn.wrap_up(agent)
    return call


def back_to_line(
    turn: Turn, call: Call, *, gone: bool = False, reason: str = "", on_hold: bool = False
) -> Call:
    """Put a citizen who was talking back in the line, with music and the first waiting time.

    `on_hold`: the hold continues when the lost agent returns.
    """
    call = _part(turn, call, gone=gone)
    for member in call.members:
        call = withdraw(turn, call, member)
    if not call.held:
        turn.do(Hold(call=call.id, channel=call.channel))
    turn.do(RemoveBridge(call=call.id))
    turn.record(_requeued(turn, call, reason, on_hold=on_hold))
    turn.timer(turn.rules.position_every, PositionTimer(call.id, call.speeches))
    queued_at = turn.at if call.queued_at is None else call.queued_at
    waits = {"phase": Phase.WAITING, "held": False, "returns_held": on_hold}
    call = turn.change(call, queued_at=queued_at, **waits)
    watch(turn, call)
    return call


def _requeued(turn: Turn, call: Call, reason: str, *, on_hold: bool) -> CallRequeued:
    return CallRequeued(
        at=turn.at,
        call=call.id,
        queue=call.queue,
        priority=call.priority,
        reason=reason,
        on_hold=on_hold,
    )
