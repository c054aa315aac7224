"""An agent asks somebody into the call at hand, aside first or with the citizen."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import AgentState, LegKind, LegResult, LegRole
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.members.members import (
    adopt,
    bring_back,
    carry_on,
    hold,
    invite,
    join,
    merge,
    ring_elsewhere,
    why_not,
    withdraw,
    without,
)
from alo153.switchboard.acd.members.rejoining import wait_on
from alo153.switchboard.acd.offering.offers import agent_hung_up
from alo153.switchboard.acd.ringing.ringing import is_news, line_failed
from alo153.switchboard.acd.state.leg_ids import call_of_offer
from alo153.switchboard.acd.state.state import Call, Member, MemberState, Phase
from alo153.switchboard.acd.talking.talk import NO_CALL, led_by
from alo153.switchboard.acd.turn.commands import SendKeys
from alo153.switchboard.acd.turn.events import (
    AgentHungUp,
    Asked,
    MemberAnswered,
    MemberHungUp,
    MemberNotReached,
    Verbs,
)
from alo153.switchboard.acd.turn.timers import MemberTimer
from alo153.switchboard.acd.turn.turn import Turn

IN_CONSULTATION = "in_consultation"
NO_CONSULTATION = "no_consultation"
NOT_ANSWERED_YET = "not_answered_yet"
NO_MEMBER = "no_member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(page_commands.Consult, Asked):
    """An agent asks somebody aside while the citizen hears music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(page_commands.Invite, Asked):
    """An agent asks somebody into the talk; the citizen stays in it (112)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeConference(page_commands.Conference, Asked):
    """An agent brings citizen and consulted member together and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelConsultation(page_commands.Cancel, Asked):
    """An agent lets the consulted member go and comes back to the citizen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMember(page_commands.Drop, Asked):
    """An agent takes a member out of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressKeys(page_commands.Keys, Asked):
    """An agent presses keys for the far end: the newest outside member, else the citizen."""


def consult(turn: Turn, event: Consult) -> None:
    """Give the citizen music and ring the one to be asked."""
    call = led_by(turn, event.agent)
    error = _why_not(turn, call, event)
    turn.done(event.command, error)
    if call is not None and not error:
        invite(turn, hold(turn, call), event.target, LegRole.CONSULTED)


def invited(turn: Turn, event: Invite) -> None:
    """Ring somebody who shall talk with agent and citizen; nobody hears music."""
    call = led_by(turn, event.agent)
    error = _why_not(turn, call, event)
    turn.done(event.command, error)
    if call is not None and not error:
        invite(turn, bring_back(turn, call), event.target, LegRole.CONFERENCE)


def _why_not(turn: Turn, call: Call | None, event: Consult | Invite) -> str:
    if call is None:
        return NO_CALL
    return IN_CONSULTATION if call.consulted else why_not(turn, event.target)


def make_conference(turn: Turn, event: MakeConference) -> None:
    """Let citizen, agent and the consulted one talk together."""
    call = led_by(turn, event.agent)
    error = asked_aside(call)
    turn.done(event.command, error)
    if call is not None and not error:
        merge(turn, call)


def asked_aside(call: Call | None) -> str:
    """Say why nobody can be brought together with the citizen; empty if somebody can."""
    if call is None:
        return NO_CALL
    if call.consulted is None:
        return NO_CONSULTATION
    return "" if call.consulted.state is MemberState.TALKING else NOT_ANSWERED_YET


def cancel(turn: Turn, event: CancelConsultation) -> None:
    """Let the consulted one go; the citizen is back."""
    call = led_by(turn, event.agent)
    member = call.consulted if call else None
    turn.done(event.command, NO_CALL if call is None else "" if member else NO_CONSULTATION)
    if call is not None and member is not None:
        carry_on(turn, withdraw(turn, call, member))


def drop(turn: Turn, event: DropMember) -> None:
    """Take a member out of the call."""
    call = led_by(turn, event.agent)
    member = call.member(event.member) if call else None
    turn.done(event.command, NO_CALL if call is None else "" if member else NO_MEMBER)
    if call is not None and member is not None:
        carry_on(turn, withdraw(turn, call, member))


def press_keys(turn: Turn, event: PressKeys) -> None:
    """Send keys to the far end only: just an automatic answer there needs them."""
    call = led_by(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is not None:
        turn.do(SendKeys(call=call.id, channel=_far_end(call), keys=event.keys))


def _far_end(call: Call) -> str:
    outside = [
        member.id
        for member in call.members
        if member.kind is LegKind.OUTSIDE and member.state is MemberState.TALKING
    ]
    return outside[-1] if outside else call.channel


def answered(turn: Turn, event: MemberAnswered) -> None:
    """Let a member who picked up talk; if no agent of ours is left, the citizen joins as well."""
    call, member = _find(turn, event.member)
    if call is None or member is None or member.state is not MemberState.RINGING:
        turn.let_go_stray(call_of_offer(event.member), event.member)
        return
    call = join(turn, call, member)
    if call.phase is Phase.OUTSIDE:
        adopt(turn, bring_back(turn, call))


def not_reached(turn: Turn, event: MemberNotReached) -> None:
    """Continue without a member who did not answer, was busy or could not be reached.

    If the line failed, another one is tried at once.
    """
    call, member = _find(turn, event.member)
    if call is None or member is None or member.state is not MemberState.RINGING:
        return
    if event.may_ring:
        turn.hang_up(call, member.id)
    if is_news(call, event.line) and member.kind is LegKind.OUTSIDE:
        ring_elsewhere(turn, line_failed(turn, call, event.line), member)
    else:
        _went_missing(turn, call, member, event.reason)


def timed_out(turn: Turn, timer: MemberTimer) -> None:
    """Stop ringing a member who does not answer."""
    call, member = _find(turn, timer.member)
    if call is not None and member is not None and member.state is MemberState.RINGING:
        turn.hang_up(call, member.id)
        _went_missing(turn, call, member, LegResult.NO_ANSWER)


def hung_up(turn: Turn, event: MemberHungUp) -> None:
    """Continue without a member who left; a member who had taken the call over was its agent."""
    if turn.offered(event.member) is not None:
        agent_hung_up(turn, AgentHungUp(at=event.at, offer=event.member))
        return
    call, member = _find(turn, event.member)
    if call is None or member is None:
        return
    if member.state is MemberState.RINGING:
        _went_missing(turn, call, member, LegResult.NO_ANSWER)
        return
    call = without(turn, call, member, LegResult.HUNG_UP)
    turn.release(call, member)
    carry_on(turn, call)


def _went_missing(turn: Turn, call: Call, member: Member, reason: LegResult) -> None:
    call = without(turn, call, member, reason)
    agent = None if member.agent is None else turn.agent(member.agent)
    if agent is not None and not wait_on(turn, call, agent):
        turn.set_agent(agent, AgentState.NOT_ANSWERING, reason, pause_after="")
    carry_on(turn, call)


def _find(turn: Turn, member: str) -> tuple[Call | None, Member | None]:
    call = turn.calls.get(call_of_offer(member))
    return call, call.member(member) if call else None


VERBS: Verbs = {
    Consult: consult,
    Invite: invited,
    MakeConference: make_conference,
    CancelConsultation: cancel,
    DropMember: drop,
    PressKeys: press_keys,
}
