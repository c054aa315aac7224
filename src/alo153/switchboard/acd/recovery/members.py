"""After a start: a member of a call still rings, has joined, or has left."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.switchboard.acd.members.members import carry_on, withdraw
from alo153.switchboard.acd.members.rejoining import may_return, member_lost
from alo153.switchboard.acd.state.state import Member, MemberState
from alo153.switchboard.acd.talking.consult import answered, hung_up
from alo153.switchboard.acd.turn.events import Leg, MemberAnswered, MemberHungUp
from alo153.switchboard.acd.turn.timers import MemberTimer
from alo153.switchboard.acd.turn.turn import Turn

Legs = Mapping[str, Leg]


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
