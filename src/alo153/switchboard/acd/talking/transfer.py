"""An agent gives the citizen to somebody else: after asking, or without."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import LegRole, OfferRule
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.members.members import (
    asked,
    back_to_line,
    hold,
    invite,
    leave,
    merge,
    why_not,
)
from alo153.switchboard.acd.ringing.ringing import Reason, ring
from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.talking.consult import IN_CONSULTATION, NOT_ANSWERED_YET, asked_aside
from alo153.switchboard.acd.talking.talk import NO_CALL, led_by
from alo153.switchboard.acd.turn.events import Asked, Verbs
from alo153.switchboard.acd.turn.facts import CallTransferred
from alo153.switchboard.acd.turn.turn import Turn

NOBODY_THERE = "nobody_there"
SERVED_ALREADY = 10.0
"""Minutes of waiting given in advance to a citizen who was sent on: nobody starts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTransfer(page_commands.Complete, Asked):
    """An agent leaves the citizen with the members of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindTransfer(page_commands.Blind, Asked):
    """An agent gives the citizen away without asking; no target means a queue's line."""


def complete(turn: Turn, event: CompleteTransfer) -> None:
    """Leave the citizen with the consulted member, or with members who talk already."""
    call = led_by(turn, event.agent)
    error = _why_not_leave(call)
    turn.done(event.command, error)
    if call is None or error:
        return
    call = merge(turn, call)
    to = call.partners[-1]
    turn.record(
        CallTransferred(
            at=turn.at, call=call.id, agent=event.agent, to_agent=to.agent, number=to.number
        )
    )
    leave(turn, call)


def _why_not_leave(call: Call | None) -> str:
    if call is None:
        return NO_CALL
    if call.consulted is not None:
        return asked_aside(call)
    if call.partners:
        return ""
    return NOT_ANSWERED_YET if call.members else NOBODY_THERE


def blind(turn: Turn, event: BlindTransfer) -> None:
    """Give the citizen away at once: music until the next one answers."""
    call = led_by(turn, event.agent)
    error = _why_not_give(turn, call, event)
    turn.done(event.command, error)
    if call is None or error:
        return
    turn.record(_transferred(turn, call, event))
    if event.target is None:
        _to_queue(turn, call, event.queue)
    elif event.target.agent is None:
        _outside(turn, call, event.target)
    else:
        waiting = back_to_line(turn, call)
        ring(turn, waiting, asked(turn, event.target), Reason(OfferRule.TRANSFER))


def _why_not_give(turn: Turn, call: Call | None, event: BlindTransfer) -> str:
    if call is None:
        return NO_CALL
    if call.members:
        return IN_CONSULTATION
    return why_not(turn, event.target) if event.target else ""


def _transferred(turn: Turn, call: Call, event: BlindTransfer) -> CallTransferred:
    target = event.target or Target()
    return CallTransferred(
        at=turn.at,
        call=call.id,
        agent=event.agent,
        to_agent=target.agent,
        number=target.number,
        queue=event.queue,
    )


def _to_queue(turn: Turn, call: Call, queue: str) -> None:
    priority = call.priority + SERVED_ALREADY
    queue = queue or call.queue
    back_to_line(turn, turn.change(call, queue=queue, priority=priority, preferred=None))


def _outside(turn: Turn, call: Call, target: Target) -> None:
    call = leave(turn, hold(turn, call))
    invite(turn, call, target, LegRole.CONFERENCE)


VERBS: Verbs = {
    CompleteTransfer: complete,
    BlindTransfer: blind,
}
