"""Gives up a dialed leg that reports no ringing, and tries another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from alo153.calls.call_words import LegKind
from alo153.switchboard.acd.offering.offers import unreachable
from alo153.switchboard.acd.state.leg_ids import agent_leg, call_of_leg
from alo153.switchboard.acd.state.state import Call, MemberState, Phase
from alo153.switchboard.acd.turn.commands import CallCommand
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.timers import SilenceTimer
from alo153.switchboard.acd.turn.turn import Turn, is_ringing


@dataclass(frozen=True, slots=True, kw_only=True)
class LegRings(Event):
    """The far end of a leg that we dialed says that it rings, or lets us hear its network."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpLine(CallCommand):
    """End a leg that a line to the network is silent about, if there is a line not yet `failed`.

    The end of the leg names its line, and the number is dialed through another.
    """

    channel: str
    failed: frozenset[str]


def rings(turn: Turn, event: LegRings) -> None:
    """Note that a leg is no longer silent."""
    call = turn.calls.get(call_of_leg(event.leg))
    if call is not None and event.leg not in call.ringing:
        turn.change(call, ringing=call.ringing | {event.leg})


def heard(calls: Iterable[Call], legs: Iterable[str]) -> list[Call]:
    """Take every leg for one that rings: what was said while nobody listened is not repeated."""
    there = frozenset(legs)
    return [replace(call, ringing=there) for call in calls]


def over(turn: Turn, timer: SilenceTimer) -> None:
    """Give up a leg that has been silent for too long."""
    call = turn.calls.get(call_of_leg(timer.leg))
    if call is None or timer.leg in call.ringing:
        return
    if is_ringing(call) and call.offer is not None and agent_leg(call.offer.id) == timer.leg:
        unreachable(turn, call)
    elif _is_dialed_outside(call, timer.leg):
        turn.do(GiveUpLine(call=call.id, channel=timer.leg, failed=call.failed_lines))


def _is_dialed_outside(call: Call, leg: str) -> bool:
    if leg == call.channel:
        return call.phase is Phase.CALLING_CITIZEN
    member = call.member(leg)
    if member is None or member.kind is not LegKind.OUTSIDE:
        return False
    return member.state is MemberState.RINGING
