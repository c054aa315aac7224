"""No leg and no bridge outlives its call, also when Asterisk did not hear that it should end."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.endpoints.ids import call_of_channel
from alo153.switchboard.acd.state.leg_ids import call_of_leg
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG, supervisor_leg
from alo153.switchboard.acd.supervision.commands import RemoveMonitor
from alo153.switchboard.acd.turn.commands import HangUp, RemoveBridge
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.turn import TALKS, Turn, legs


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskSeen(Event):
    """The legs and bridges of this program in Asterisk.

    `dialed` are the legs that we dialed, ringing or up; `callers` are the legs of citizens in our
    program. `bridges` names the calls with a bridge, `monitor_bridges` the monitors with one.
    """

    dialed: frozenset[str] = frozenset()
    callers: frozenset[str] = frozenset()
    bridges: frozenset[str] = frozenset()
    monitor_bridges: frozenset[str] = frozenset()


def seen(turn: Turn, event: AsteriskSeen) -> None:
    """End every leg that no call has any more, and take away the bridges of calls without a talk.

    A call knows the legs that we dial before Asterisk does: one that it does not know, it has let
    go. Of a citizen who comes in Asterisk knows first, and one whom we send away may still be on
    the way out: such a leg is ended if no call has it at the next look either.
    """
    standing = {leg for call in turn.calls.values() for leg in legs(call)}
    standing |= {supervisor_leg(monitor) for monitor in turn.monitors}
    strangers = event.callers - standing
    for leg in sorted((event.dialed - standing) | (strangers & turn.strangers)):
        turn.do(HangUp(call=_call_of(leg, event), channel=leg))
    turn.strangers = strangers
    _remove_bridges(turn, event)


def _remove_bridges(turn: Turn, event: AsteriskSeen) -> None:
    """Take away what is left of talks and monitors; a bridge stays in Asterisk until deleted."""
    talking = {call.id for call in turn.calls.values() if call.phase in TALKS}
    for call in sorted(event.bridges - talking):
        turn.do(RemoveBridge(call=call))
    for monitor in sorted(event.monitor_bridges - set(turn.monitors)):
        turn.do(RemoveMonitor(call=monitor))


def _call_of(leg: str, event: AsteriskSeen) -> str:
    """Name the call, or the monitor, whose commands the end of a leg comes after."""
    if leg in event.callers:
        return call_of_channel(leg)
    if leg.startswith(SUPERVISOR_LEG):
        return leg.removeprefix(SUPERVISOR_LEG)
    return call_of_leg(leg)
