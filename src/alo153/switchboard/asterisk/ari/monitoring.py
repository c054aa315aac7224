"""Monitoring as requests to Asterisk: a snoop channel and a bridge for each monitor."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from alo153.calls.endpoints.ids import bridge_of_call, bridge_of_monitor, take_of
from alo153.calls.endpoints.phone_accounts import telephone_of
from alo153.switchboard.acd.state.monitors import supervisor_leg
from alo153.switchboard.acd.supervision import commands as do
from alo153.switchboard.acd.supervision.events import MonitorGone, PromptRecorded
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.acd.turn.commands import CallCommand
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.commands import Direction
from alo153.switchboard.asterisk.ari.sharing import OFFER_HEADER

Report = acd.Event | None
CALL_HEADER = "PJSIP_HEADER(add,X-Alo-Call)"
GRACE = 5
"""Seconds Asterisk rings on after our own timer, so that ours decides."""
TRIES = 20
PAUSE_SECONDS = 0.05


async def ring(ari: AriClient, command: do.RingSupervisor) -> Report:
    """Ring a supervisor; the monitor's name lets the page that asked for it answer by itself."""
    leg = supervisor_leg(command.call)
    more = {OFFER_HEADER: leg} if command.node else {}
    reply = await ari.channels.originate(
        leg,
        endpoint=telephone_of(command.supervisor, command.node),
        args="supervisor",
        caller_id=command.number or None,
        timeout=round(command.seconds) + GRACE,
        variables={CALL_HEADER: command.call, **more},
    )
    return None if reply.done else _gone(command)


async def listen(ari: AriClient, command: do.StartMonitoring) -> Report:
    """Hear both sides of a leg; only with `whisper` what is said goes to that leg."""
    bridge = bridge_of_monitor(command.call)
    await ari.bridges.create(bridge)
    into: Direction | None = "out" if command.whisper else None
    await ari.channels.snoop(command.channel, command.snoop, spy="both", whisper=into)
    for _ in range(TRIES):
        # The snoop channel enters our program a moment after it was made
        reply = await ari.bridges.add(bridge, command.snoop, supervisor_leg(command.call))
        if reply.done:
            break
        await asyncio.sleep(PAUSE_SECONDS)
    return None


async def stop(ari: AriClient, command: do.StopMonitoring) -> Report:
    """End the snoop channel."""
    await ari.channels.hangup(command.snoop)
    return None


async def barge_in(ari: AriClient, command: do.BargeIn) -> Report:
    """Move the supervisor's leg into the bridge where the two talk."""
    await ari.bridges.add(bridge_of_call(command.into), supervisor_leg(command.call))
    return None


async def step_out(ari: AriClient, command: do.StepOut) -> Report:
    """Take the supervisor's leg out of the talk."""
    await ari.bridges.remove(bridge_of_call(command.out_of), supervisor_leg(command.call))
    return None


async def record(ari: AriClient, command: do.RecordLeg) -> Report:
    """Record a prompt."""
    reply = await ari.channels.record(command.channel, command.call, seconds=do.MOST_SECONDS)
    return None if reply.done else _not_recorded(command)


async def remove(ari: AriClient, command: do.RemoveMonitor) -> Report:
    """Take the monitor's bridge away."""
    await ari.bridges.destroy(bridge_of_monitor(command.call))
    return None


def _gone(command: do.RingSupervisor) -> Report:
    return MonitorGone(at=time.time(), monitor=command.call)


def _not_recorded(command: do.RecordLeg) -> Report:
    """Say that no recording comes about: the switchboard hangs the telephone up then."""
    return PromptRecorded(at=time.time(), take=take_of(command.call), kept=False)


ACTS: Mapping[type[CallCommand], Callable[[AriClient, Any], Awaitable[Report]]] = {
    do.RingSupervisor: ring,
    do.StartMonitoring: listen,
    do.StopMonitoring: stop,
    do.BargeIn: barge_in,
    do.StepOut: step_out,
    do.RecordLeg: record,
    do.RemoveMonitor: remove,
}

FAILURES: Mapping[type[CallCommand], Callable[[Any], Report]] = {
    do.RingSupervisor: _gone,
    do.RecordLeg: _not_recorded,
}
