"""After a start: a member of a call still rings, has joined, or has left.

A program that dies takes with it the facts that its record had not written yet: a member whose
invitation was among them has only a leg in Asterisk.
"""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.call_words import AgentState, LegKind, LegRole
from alo153.switchboard.acd.members.members import add, carry_on, hold, withdraw
from alo153.switchboard.acd.members.rejoining import may_return, member_lost
from alo153.switchboard.acd.state.leg_ids import agent_leg, call_of_leg, number_of_member
from alo153.switchboard.acd.state.state import Call, Member, MemberState
from alo153.switchboard.acd.talking.consult import answered, hung_up
from alo153.switchboard.acd.turn.events import Leg, MemberAnswered, MemberHungUp
from alo153.switchboard.acd.turn.timers import MemberTimer
from alo153.switchboard.acd.turn.turn import Turn

Legs = Mapping[str, Leg]


def take_in(turn: Turn, call: Call, live: Legs) -> Call:
    """Add the members whose invitation the record has lost; each is continued as one who rings.

    Every lower number was written: such a leg belongs to a member who has left.
    """
    unknown = [leg for leg in live.values() if number_of_member(leg.id) > call.invited]
    for leg in sorted(unknown, key=lambda leg: number_of_member(leg.id)):
        if call_of_leg(leg.id) == call.id and (leg.agent or leg.guest or _dialed(leg)):
            call = _add(turn, call, leg, live)
    return call


def _add(turn: Turn, call: Call, leg: Leg, live: Legs) -> Call:
    role = LegRole.CONFERENCE
    if not live[call.channel].bridged:
        role = LegRole.CONSULTED if _is_aside(call, leg, live) else role
        call = hold(turn, call)
    member = Member(
        id=leg.id,
        kind=_kind(leg),
        role=role,
        agent=leg.agent,
        guest=leg.guest,
        number=_dialed(leg),
        at=turn.at,
    )
    if leg.agent is not None:
        turn.set_agent(turn.agent(leg.agent), AgentState.RINGING, call=call.id)
    return add(turn, call, member)


def _kind(leg: Leg) -> LegKind:
    if leg.agent is not None:
        return LegKind.AGENT
    return LegKind.GUEST if leg.guest else LegKind.OUTSIDE


def _dialed(leg: Leg) -> str:
    """Return the number that was dialed; empty for a telephone of ours, here or at another node."""
    return leg.called if leg.called.removeprefix("+").isdigit() else ""


def _is_aside(call: Call, leg: Leg, live: Legs) -> bool:
    """Say whether the agent asks this member aside while the citizen is out of the bridge.

    A guest comes by a link, and is asked by nobody.
    """
    agent_talks = call.offer is not None and agent_leg(call.offer.id) in live
    return agent_talks and call.consulted is None and not leg.guest


def resume_member(turn: Turn, call_id: str, member: Member, live: Legs) -> None:
    """Continue one member in its state; the call may end with the last member."""
    call, leg = turn.calls.get(call_id), live.get(member.id)
    if call is None or call.member(member.id) is None:
        return
    if leg is None and member.state is MemberState.RINGING:
        carry_on(turn, withdraw(turn, call, member))
    elif leg is None and may_return(turn, member):
        member_lost(turn, call, member)
    elif leg is None:
        hung_up(turn, MemberHungUp(at=turn.at, member=member.id))
    elif member.state is MemberState.RINGING:
        _ringing(turn, member, leg)


def _ringing(turn: Turn, member: Member, leg: Leg) -> None:
    if leg.up:
        answered(turn, MemberAnswered(at=turn.at, member=member.id))
        return
    limit = turn.rules.citizen_ring if member.agent is None else turn.rules.ring
    turn.timer(max(0.0, member.at + limit - turn.at), MemberTimer(member.id))
